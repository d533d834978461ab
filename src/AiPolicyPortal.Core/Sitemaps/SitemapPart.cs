namespace AiPolicyPortal.Core.Sitemaps;

/// <summary>Some of a noun's records, one after the other by their key.</summary>
/// <param name="Noun">Where its pages live, such as <c>grants</c>.</param>
/// <param name="Number">Of the part among the noun's, from 1.</param>
/// <param name="After">The key before its first; null for the first part.</param>
/// <param name="Last">Its last key; null for the last part.</param>
/// <param name="UpdatedAt">When a record of it was last published with a change, UTC.</param>
public sealed record SitemapPart(string Noun, int Number, Guid? After, Guid? Last, DateTimeOffset UpdatedAt);

/// <summary>A record that has a page.</summary>
public sealed record SitemapRecord
{
    public required Guid Id { get; init; }

    public required string Reference { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
