using System.IO.Hashing;
using System.Text;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Formats;

/// <summary>One record as an entry of a feed.</summary>
/// <param name="Address">Path of its page.</param>
/// <param name="Summary">In plain text and in the feed's language, a few words; what the record says stays as it was said.</param>
internal sealed record FeedEntry(Guid Id, string Title, string Address, DateTimeOffset UpdatedAt, string Summary)
{
    /// <summary>An id for what has none of its own, made of what it is and of its reference: always the same one (RFC 9562, version 8).</summary>
    public static Guid IdOf(string kind, string reference)
    {
        var bytes = XxHash128.Hash(Encoding.UTF8.GetBytes($"{kind}/{reference}"));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>A record that is in no list any more.</summary>
/// <param name="Address">Path of its page, which says what became of it.</param>
/// <param name="Comment">Why, and what took its place; null where nothing is recorded.</param>
internal sealed record DeletedEntry(Guid Id, string Address, DateTimeOffset DeletedAt, string? Comment);

/// <summary>How the records of a list become entries of a feed, those changed last first.</summary>
/// <param name="Entry">Null where nothing is known of when it changed.</param>
/// <param name="Order">As <c>sort</c> writes it.</param>
/// <param name="Refused">The parameter of the list that would let in what never changed.</param>
internal sealed record Feed<TItem>(Func<TItem, FeedWords, FeedEntry?> Entry, string Order = "-updatedAt", string? Refused = null)
{
    /// <summary>The most that a feed names of what is gone.</summary>
    public const int MostDeleted = 50;

    /// <summary>What is gone, the last first, whatever else is asked: who follows a selection may have had it. Null where nothing can be.</summary>
    public Func<RecordFates, CancellationToken, Task<IReadOnlyList<Tombstone>>>? Gone { get; init; }
}
