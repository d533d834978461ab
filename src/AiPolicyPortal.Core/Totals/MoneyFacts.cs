using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// Everything totals rest on, with when the portal knew it; the same facts and question always give the same answer.
/// No order matters, and records from before and after the asked instant may be among them.
/// </summary>
public sealed record MoneyFacts
{
    public IReadOnlyCollection<TotalFigure> Figures { get; init; } = [];

    public IReadOnlyCollection<TotalLink> Links { get; init; } = [];

    public IReadOnlyCollection<TotalPreference> Preferences { get; init; } = [];

    public IReadOnlyCollection<TotalAnnouncement> Announcements { get; init; } = [];

    public IReadOnlyCollection<TotalSource> Sources { get; init; } = [];

    public IReadOnlyCollection<TotalCitation> Citations { get; init; } = [];

    public IReadOnlyCollection<TotalProgramme> Programmes { get; init; } = [];

    public ReferenceTables Tables { get; init; } = ReferenceTables.Empty;
}
