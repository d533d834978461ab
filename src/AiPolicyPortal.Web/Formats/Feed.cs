namespace AiPolicyPortal.Web.Formats;

/// <summary>One record as an entry of a feed.</summary>
/// <param name="Address">Path of its page.</param>
/// <param name="Summary">In plain English, a few words.</param>
internal sealed record FeedEntry(Guid Id, string Title, string Address, DateTimeOffset UpdatedAt, string Summary);

/// <summary>How the records of a list become entries of a feed, those changed last first.</summary>
/// <param name="Order">As <c>sort</c> writes it.</param>
internal sealed record Feed<TItem>(Func<TItem, FeedEntry> Entry, string Order = "-updatedAt");
