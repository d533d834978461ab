using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Articles;

/// <summary>What a person ticked and wrote of an article: from this, and nothing else, drafts are made.</summary>
public sealed record EntryChoices
{
    public required string Title { get; init; }

    public required PartialDate Date { get; init; }

    /// <summary>ISO 3166-1 alpha-2, or <c>EU</c> or <c>INT</c>; whose announcement it is.</summary>
    public required string Country { get; init; }

    public required EntrySource Source { get; init; }

    /// <summary>The programme that is there already; null when <see cref="NewProgramme"/> is to be made or no amount was ticked.</summary>
    public string? Programme { get; init; }

    /// <summary>A programme to be made.</summary>
    public EntryProgramme? NewProgramme { get; init; }

    /// <summary>Null for that of the figure an amount is linked to, and unknown where there is none.</summary>
    public FunderType? Funder { get; init; }

    public Confidence Confidence { get; init; } = Confidence.Medium;

    /// <summary>Indexes of the amounts that were ticked.</summary>
    public IReadOnlyList<int> Amounts { get; init; } = [];

    /// <summary>How ticked amounts relate to figures already recorded.</summary>
    public IReadOnlyList<EntryLink> Links { get; init; } = [];

    /// <summary>Organisations the portal does not know yet.</summary>
    public IReadOnlyList<EntryOrganisation> Organisations { get; init; } = [];

    /// <summary>Releases the portal does not know yet.</summary>
    public IReadOnlyList<EntryRelease> Releases { get; init; } = [];
}

/// <param name="Address">Where the article is.</param>
/// <param name="Title">Its own title.</param>
/// <param name="Tier">1 official, 2 research, 3 press, 4 aggregator.</param>
public sealed record EntrySource(Uri Address, string? Title, string? Publisher, DateOnly? Published, int Tier);

/// <param name="Themes">Codes of themes.</param>
public sealed record EntryProgramme(string Name, OpenSourceCommitment Commitment, IReadOnlyList<string> Themes);

/// <param name="Amount">Index of the article's amount.</param>
/// <param name="Figure">Reference of the figure already recorded.</param>
public sealed record EntryLink(int Amount, FigureLinkKind Kind, string Figure);

public sealed record EntryOrganisation(string Name, OrganisationType Type);

public sealed record EntryRelease(string Name, ReleaseKind Kind);
