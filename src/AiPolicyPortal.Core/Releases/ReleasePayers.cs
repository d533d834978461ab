namespace AiPolicyPortal.Core.Releases;

/// <summary>Whose money a payment for a release is.</summary>
internal sealed class ReleasePayer
{
    public required ReleaseFunding Payment { get; init; }

    /// <summary>As of grants: of the programme or, where no programme is recorded, of the organisation that pays; null where neither is known.</summary>
    public string? CountryCode { get; init; }
}

/// <summary>Payments for releases by who made them. What a grant paid is also its programme's and its funder's.</summary>
internal static class ReleasePayers
{
    public static IQueryable<ReleasePayer> WithPayer(this IQueryable<ReleaseFunding> funding) => funding.Select(one => new ReleasePayer
    {
        Payment = one,
        CountryCode = one.Programme!.CountryCode ?? one.Grant!.Programme!.CountryCode ?? one.Organisation!.CountryCode ?? one.Grant!.Funder!.CountryCode,
    });

    public static IQueryable<ReleaseFunding> Under(this IQueryable<ReleaseFunding> funding, IReadOnlyCollection<Guid> programmes) => funding.Where(one =>
        (one.ProgrammeId != null && programmes.Contains(one.ProgrammeId.Value)) || (one.Grant!.ProgrammeId != null && programmes.Contains(one.Grant!.ProgrammeId.Value)));

    public static IQueryable<ReleaseFunding> By(this IQueryable<ReleaseFunding> funding, IReadOnlyCollection<Guid> organisations) => funding.Where(one =>
        (one.OrganisationId != null && organisations.Contains(one.OrganisationId.Value)) || (one.Grant!.FunderId != null && organisations.Contains(one.Grant!.FunderId.Value)));
}
