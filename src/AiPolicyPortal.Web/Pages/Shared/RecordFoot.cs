namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>What stands under every record: its reference, when it was last published, and its API twin.</summary>
public sealed record RecordFoot(string Path, string Ref, int Revision, DateTimeOffset UpdatedAt)
{
    /// <summary>What the record is called in a citation; null for the page's own title.</summary>
    public string? CitedAs { get; init; }

    /// <summary>Key of the view data for what was published of the record, the newest first.</summary>
    public const string History = "History";

    /// <summary>The most revisions that a page shows; the API has them all.</summary>
    public const int RevisionsShown = 20;
}
