using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Search;

/// <summary>What kind of record was found, in the order in which results are grouped.</summary>
public enum SearchKind
{
    Programme,
    Announcement,
    Figure,
    Grant,
    Organisation,
    Release,
    Governance,
    Source,
    Country,
}

/// <summary>How the words were found.</summary>
public enum SearchMatch
{
    /// <summary>Every word stands in the record, as it is, as another form of it, or as the beginning of one.</summary>
    Words,

    /// <summary>No record has every word; these have words or names that are written almost like them.</summary>
    Nearest,

    /// <summary>No record has every word; these have the most of those that say what is looked for, at least half of them, names counted as three.</summary>
    Most,
}

/// <summary>One record that was found.</summary>
/// <param name="Ref">Its public reference; a country's code.</param>
/// <param name="NameFr">A country's name in French; null for every other kind.</param>
/// <param name="Snippet">The part of its text around the first word found; null when it has no text but its name.</param>
/// <param name="Date">When it was stated, awarded, released, adopted or published, or starts.</param>
/// <param name="Money">The amount of a figure or a grant.</param>
/// <param name="Score">From 0 to 1, higher is nearer to what was asked.</param>
public sealed record SearchHit(
    SearchKind Kind, string Ref, string Name, string? NameFr, string? Snippet, PartialDate? Date, Money? Money, SearchMatch Match, double Score)
{
    /// <summary>The name in the reader's language: French for <c>fr</c>, as far as there is one.</summary>
    public string NameIn(string language) => language == "fr" ? NameFr ?? Name : Name;
}

/// <summary>The best records of one kind.</summary>
/// <param name="Count">All of the kind that were found; with <see cref="SearchMatch.Words"/> the same as in the kind's own list.</param>
public sealed record SearchGroup(SearchKind Kind, int Count, IReadOnlyList<SearchHit> Hits);

/// <summary>What was found: kinds without any are left out.</summary>
public sealed record SearchResult(SearchMatch Match, IReadOnlyList<SearchGroup> Groups)
{
    /// <summary>Which words were taken for others by what was found.</summary>
    public IReadOnlyList<Respelling> Spelling { get; init; } = [];

    /// <summary>With <see cref="SearchMatch.Most"/>, what was looked for; else null.</summary>
    public MostWords? Most { get; init; }

    /// <summary>Countries with records that the words name, by their name, an adjective or their seat of government, in the order of the words.</summary>
    public IReadOnlyList<CountryLabel> Named { get; init; } = [];

    public int Count => Groups.Sum(group => group.Count);

    /// <summary>The best of all kinds, best first.</summary>
    public IReadOnlyList<SearchHit> Best(int limit) => [.. Groups.SelectMany(group => group.Hits)
        .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Kind).ThenBy(hit => hit.Ref, StringComparer.Ordinal).Take(limit)];
}
