using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Home;

/// <summary>What the portal holds, for its first page. Counts of records, never sums of amounts.</summary>
/// <param name="Repeating">Figures that restate or contradict another, or lie inside it.</param>
/// <param name="Story">The portal's founding example; null where this database does not have it.</param>
public sealed record HomeSummary(
    RecordCounts Counts,
    int Repeating,
    IReadOnlyList<NewAnnouncement> Announcements,
    IReadOnlyList<NewRelease> Releases,
    FoundingStory? Story);

/// <summary>Records that hold; countries, the European Union and the international bodies are those of their list.</summary>
public sealed record RecordCounts(
    int Programmes, int Figures, int Announcements, int Sources, int Grants, int Releases, int GovernanceMeasures, int Countries)
{
    public static RecordCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);
}

public sealed record NewAnnouncement(string Ref, string Title, PartialDate Date, string? Speaker, string? Publisher, int FigureCount);

public sealed record NewRelease(string Ref, string Name, ReleaseKind Kind, IReadOnlyList<string> Developers, PartialDate? Released, string? Licence, string? LicenceAsStated);

/// <summary>One announced amount followed back to the money it repeats, and to the release that the same report named.</summary>
public sealed record FoundingStory(FigureItem Figure, IReadOnlyList<FigureLinkItem> Restated, IReadOnlyList<RecordLabel> Releases);
