using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>Nearness of words and names by the trigrams they share, whatever the case and accents.</summary>
internal static class Ranking
{
    // Below these, what shares trigrams with a word no longer looks like a slip of it.
    private const double LongWordSimilarity = 0.25;
    private const double ShortWordSimilarity = 0.4;
    private const int LongWord = 5;

    private const int ShortestAcronym = 3;
    private const int LongestAcronym = 6;

    /// <summary>Keeps the rows that have, for each word, something written almost like it among their names.</summary>
    public static IQueryable<SearchRow> WhereNearly(this IQueryable<SearchRow> rows, string words)
    {
        foreach (var word in TextSearch.Words(words))
        {
            var least = word.Length >= LongWord ? LongWordSimilarity : ShortWordSimilarity;
            rows = rows.Where(row => EF.Functions.TrigramsStrictWordSimilarity(EF.Functions.Unaccent(word), EF.Functions.Unaccent(row.Names)) >= least);
        }

        return rows;
    }

    /// <summary>
    /// The rows nearest to the words. Half of the score is whether the words stand in the names, half how little else does,
    /// so that a short name that was meant comes before a long one that mentions it; a reference written out comes first.
    /// </summary>
    /// <param name="byAcronym">Whether references end with an acronym that their names lack, as <c>us-nsf</c> does, so that it is as good as the name.</param>
    public static async Task<IReadOnlyList<(SearchRow Row, double Score)>> TakeBestAsync(
        this IQueryable<SearchRow> rows, string words, bool byAcronym, int limit, CancellationToken cancellationToken)
    {
        var (reference, code) = (words.ToLowerInvariant(), words.ToUpperInvariant());
        var acronym = byAcronym && words.Length is >= ShortestAcronym and <= LongestAcronym ? "-" + reference : null;
        // A name may write out what is mostly asked for in short: "AI Act".
        var (inTitles, full, brief) = ("Artificial Intelligence", "artificial intelligence", "ai");
        var asked = reference.Replace(full, brief, StringComparison.Ordinal);
        var found = await rows
            .Select(row => new
            {
                Row = row,
                Names = EF.Functions.Unaccent(row.Names).Replace(inTitles, brief).Replace(full, brief),
                Name = EF.Functions.Unaccent(row.Name).Replace(inTitles, brief).Replace(full, brief),
            })
            .Select(found => new
            {
                found.Row,
                Score = found.Row.Ref == reference || found.Row.Ref == code
                    ? 1
                    : acronym != null && found.Row.Ref.EndsWith(acronym) && !EF.Functions.ILike(found.Names, $"%{asked}%")
                    ? 0.95
                    : (0.5 * EF.Functions.TrigramsStrictWordSimilarity(EF.Functions.Unaccent(asked), found.Names))
                        + (0.5 * EF.Functions.TrigramsSimilarity(EF.Functions.Unaccent(asked), found.Name)),
            })
            .OrderByDescending(found => found.Score).ThenBy(found => found.Row.Ref)
            .Take(limit).ToListAsync(cancellationToken);
        return [.. found.Select(row => (row.Row, row.Score))];
    }

    public static SearchHit ToHit(this (SearchRow Row, double Score) found, SearchKind kind, SearchMatch match, string words)
    {
        var (row, score) = found;
        return new SearchHit(
            kind, row.Ref, row.Name, row.NameFr, Snippet.Of(row.Body, TextSearch.Words(words)), row.Date, row.Money, match, Math.Round(score, 4));
    }
}
