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

    // An acronym is no longer.
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
    /// so that a short name that was meant comes before a long one that mentions it; a reference written out comes first, then what is known by that acronym.
    /// </summary>
    public static async Task<IReadOnlyList<(SearchRow Row, double Score)>> TakeBestAsync(
        this IQueryable<SearchRow> rows, string words, int limit, CancellationToken cancellationToken)
    {
        var (reference, code) = (words.ToLowerInvariant(), words.ToUpperInvariant());
        // References of organisations end with it: us-nsf.
        var acronym = words.Length <= LongestAcronym ? "-" + reference : null;
        var found = await rows
            .Select(row => new
            {
                Row = row,
                Score = row.Ref == reference || row.Ref == code
                    ? 1
                    : acronym != null && row.Ref.EndsWith(acronym)
                    ? 0.95
                    : (0.5 * EF.Functions.TrigramsStrictWordSimilarity(EF.Functions.Unaccent(words), EF.Functions.Unaccent(row.Names)))
                        + (0.5 * EF.Functions.TrigramsSimilarity(EF.Functions.Unaccent(words), EF.Functions.Unaccent(row.Name))),
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
