namespace AiPolicyPortal.Web.Formats;

/// <summary>One record as an entry of a feed.</summary>
/// <param name="Address">Path of its page.</param>
/// <param name="Summary">In plain text and in the feed's language, a few words; what the record says stays as it was said.</param>
internal sealed record FeedEntry(Guid Id, string Title, string Address, DateTimeOffset UpdatedAt, string Summary);

/// <summary>How the records of a list become entries of a feed, those changed last first.</summary>
/// <param name="Order">As <c>sort</c> writes it.</param>
internal sealed record Feed<TItem>(Func<TItem, FeedWords, FeedEntry> Entry, string Order = "-updatedAt");
