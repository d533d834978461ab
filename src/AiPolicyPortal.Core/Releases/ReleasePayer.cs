namespace AiPolicyPortal.Core.Releases;

/// <summary>Whose money a payment for a release is. What a grant paid is also its programme's and its funder's.</summary>
internal sealed class ReleasePayer
{
    public Guid ReleaseId { get; init; }

    /// <summary>As of grants: of the programme or, where no programme is recorded, of the organisation that pays; null where neither is known.</summary>
    public string? CountryCode { get; init; }

    public Guid? ProgrammeId { get; init; }

    public Guid? ProgrammeOfGrantId { get; init; }

    public Guid? OrganisationId { get; init; }

    public Guid? FunderOfGrantId { get; init; }

    public static IQueryable<ReleasePayer> Of(IQueryable<ReleaseFunding> funding) => funding.Select(one => new ReleasePayer
    {
        ReleaseId = one.ReleaseId,
        CountryCode = one.Programme!.CountryCode ?? one.Grant!.Programme!.CountryCode ?? one.Organisation!.CountryCode ?? one.Grant!.Funder!.CountryCode,
        ProgrammeId = one.ProgrammeId,
        ProgrammeOfGrantId = one.Grant!.ProgrammeId,
        OrganisationId = one.OrganisationId,
        FunderOfGrantId = one.Grant!.FunderId,
    });
}
