using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>An organisation as lists show it. Its counts take in the organisations merged into it.</summary>
public sealed record OrganisationItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required string Name { get; init; }

    public required CountryLabel? Country { get; init; }

    public required OrganisationType Type { get; init; }

    public required string? Website { get; init; }

    public required string? Note { get; init; }

    public required IReadOnlyList<IdentifierItem> Identifiers { get; init; }

    public required int GrantsFundedCount { get; init; }

    public required int GrantsReceivedCount { get; init; }

    /// <summary>Programmes that it leads.</summary>
    public required int ProgrammeCount { get; init; }

    /// <summary>Releases that it developed, alone or with others.</summary>
    public required int ReleaseCount { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal static Expression<Func<Organisation, OrganisationItem>> Projection { get; } = organisation => new OrganisationItem
    {
        Id = organisation.Id,
        Ref = organisation.Reference,
        Name = organisation.Name,
        Country = organisation.Country == null
            ? null
            : new CountryLabel(organisation.Country.Code, organisation.Country.NameEn, organisation.Country.NameFr),
        Type = organisation.Type,
        Website = organisation.Website,
        Note = organisation.Note,
        Identifiers = organisation.Identifiers.OrderBy(identifier => identifier.Scheme).ThenBy(identifier => identifier.Value)
            .Select(identifier => new IdentifierItem(identifier.Scheme, identifier.Value)).ToList(),
        GrantsFundedCount = organisation.GroupsFunded.Sum(group => group.Grants),
        GrantsReceivedCount = organisation.GroupsReceived.Sum(received => received.Grants),
        ProgrammeCount = organisation.ProgrammesLed.Count(programme => programme.WithdrawnAt == null)
            + organisation.Merges.SelectMany(merge => merge.Organisation.ProgrammesLed).Count(programme => programme.WithdrawnAt == null),
        ReleaseCount = organisation.Developments.Select(development => development.Release)
            .Concat(organisation.Merges.SelectMany(merge => merge.Organisation.Developments).Select(development => development.Release))
            .Where(release => release.WithdrawnAt == null).Select(release => release.Id).Distinct().Count(),
        Revision = organisation.Revision,
        UpdatedAt = organisation.UpdatedAt,
    };
}

/// <summary>The organisation's name in a public register.</summary>
public sealed record IdentifierItem(IdentifierScheme Scheme, string Value)
{
    /// <summary>Its page in the register; null where the register has none that can be linked to.</summary>
    public string? Url => Scheme switch
    {
        IdentifierScheme.Ror => $"https://ror.org/{Value}",
        IdentifierScheme.Wikidata => $"https://www.wikidata.org/wiki/{Value}",
        IdentifierScheme.Isni => $"https://isni.org/isni/{Value.Replace(" ", "", StringComparison.Ordinal)}",
        IdentifierScheme.Lei => $"https://search.gleif.org/#/record/{Value}",
        _ => null,
    };
}

/// <summary>An organisation that turned out to be the one shown.</summary>
/// <param name="On">When it was merged, where that was recorded.</param>
public sealed record MergedOrganisation(string Ref, string Name, DateOnly? On, string? Note);

/// <summary>A release that the organisation developed.</summary>
/// <param name="Licence">SPDX licence expression; null where the stated words do not mean exactly one.</param>
public sealed record DevelopedRelease(string Ref, string Name, ReleaseKind Kind, PartialDate? Released, string? Licence, string? LicenceAsStated);

/// <summary>The recorded grants of one stage, one kind of funder and one currency. A sum of what is recorded, not of everything there is.</summary>
/// <param name="GrantCount">All of them, whatever is known of their amounts.</param>
/// <param name="Sum">Of those whose amount is known and surely the organisation's; its amount is null when there is none.</param>
/// <param name="UndisclosedCount">Those whose amount was not disclosed.</param>
/// <param name="UnsharedCount">Received together with others, with no share stated: their amounts are in no sum.</param>
public sealed record GrantSum(Stage Stage, FunderType FunderType, int GrantCount, Money Sum, int UndisclosedCount, int UnsharedCount);

/// <summary>What an organisation received of another's grants.</summary>
public sealed record GrantRecipientSums(RecordLabel Recipient, GrantSum Received);

/// <summary>An organisation with everything known of it; of its grants, the newest by award, or by start where the award has no date.</summary>
/// <param name="GrantsFundedRecipients">
/// Those with a record here that surely received most of what it funded, of the stage, kind of funder and currency that most of its grants are of.
/// </param>
public sealed record OrganisationDetail(
    OrganisationItem Organisation,
    IReadOnlyList<MergedOrganisation> MergedFrom,
    IReadOnlyList<ProgrammeItem> ProgrammesLed,
    IReadOnlyList<GrantItem> GrantsFunded,
    IReadOnlyList<GrantSum> GrantsFundedSums,
    IReadOnlyList<GrantRecipientSums> GrantsFundedRecipients,
    IReadOnlyList<GrantItem> GrantsReceived,
    IReadOnlyList<GrantSum> GrantsReceivedSums,
    IReadOnlyList<DevelopedRelease> Releases,
    IReadOnlyList<RecordLabel> ReleasesFunded,
    IReadOnlyList<SourceLabel> Sources);
