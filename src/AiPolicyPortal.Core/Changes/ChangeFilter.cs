using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Changes;

/// <summary>Which changes are asked for; the same on the page and in the API.</summary>
public sealed record ChangeFilter
{
    /// <summary>Published at or after this instant, UTC.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Published after the publication of this number: what whoever has all of that one has not.</summary>
    public int? After { get; init; }

    public AnyOf<RecordKind> Kind { get; init; } = AnyOf<RecordKind>.Everything;

    public AnyOf<RevisionChange> Change { get; init; } = AnyOf<RevisionChange>.Everything;

    /// <summary>References of the records that changed.</summary>
    public AnyOf<string> Record { get; init; } = AnyOf<string>.Everything;

    /// <summary>The one record whose changes are wanted, whatever its reference; null for those of all.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>
    /// By publication, whose numbers follow the order in which they become visible: whoever walks from the oldest on and later asks for what came
    /// after the last number misses nothing.
    /// </summary>
    public static SortKeys<Revision> SortKeys { get; } = new SortKeys<Revision>(revision => revision.Id, "published")
        .Add("published", revision => revision.PublicationNumber);

    /// <summary>The same with the newest first by default, as a page shows them.</summary>
    public static SortKeys<Revision> SortKeysOfPage { get; } = new SortKeys<Revision>(revision => revision.Id, "-published")
        .Add("published", revision => revision.PublicationNumber);

    public static ChangeFilter Read(QueryParameters parameters) => new()
    {
        Since = parameters.Since("since"),
        After = parameters.Number("after", 0, int.MaxValue),
        Kind = parameters.Codes<RecordKind>("kind"),
        Change = parameters.Codes<RevisionChange>("change"),
        Record = parameters.References("record"),
    };
}
