using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Organisations;

public sealed class DetailsModel(OrganisationQueries organisations, RecordFates fates)
    : DetailPage<Organisation, OrganisationFilter, OrganisationItem, OrganisationDetail>(organisations, fates, "/organisations")
{
    /// <summary>Releases shown before the rest is folded away.</summary>
    public const int ReleasesShown = 12;

    /// <summary>What is recorded with the organisation: a <c>Count.</c> key, how many, and the part of the page that shows them.</summary>
    public IReadOnlyList<(string Noun, int Count, string Anchor)> Counts =>
    [
        ("GrantsReceived", Record.Organisation.GrantsReceivedCount, "received"), ("GrantsGiven", Record.Organisation.GrantsFundedCount, "given"),
        ("ProgrammesLed", Record.Organisation.ProgrammeCount, "programmes"), ("Releases", Record.Organisation.ReleaseCount, "releases"),
        ("ReleasesFunded", Record.ReleasesFunded.Count, "paid-for"),
    ];
}

/// <summary>The grants that an organisation gave or received: their sums, the newest, and the way to all.</summary>
/// <param name="All">Address of the list with all of them.</param>
/// <param name="Received">The organisation received them, maybe with others.</param>
public sealed record GrantSection(OrganisationDetail Organisation, string All, bool Received)
{
    public int Count => Received ? Organisation.Organisation.GrantsReceivedCount : Organisation.Organisation.GrantsFundedCount;

    public IReadOnlyList<GrantSum> Sums => Received ? Organisation.GrantsReceivedSums : Organisation.GrantsFundedSums;

    /// <summary>Those that received most of what it gave; none for what it received.</summary>
    public IReadOnlyList<GrantRecipientSums> Recipients => Received ? [] : Organisation.GrantsFundedRecipients;

    public IReadOnlyList<Core.Grants.GrantItem> Grants => Received ? Organisation.GrantsReceived : Organisation.GrantsFunded;
}
