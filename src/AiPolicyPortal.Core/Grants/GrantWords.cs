using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// Reads the words of a reader for the index: each must be found, as the beginning of a word as written (from three letters on) or by its
/// English or French stem, whatever the case and accents. A word that no grant has is taken for the nearest that one has.
/// </summary>
internal static class GrantWords
{
    private const int MostWords = 10;
    private const int ShortestPrefix = 3;
    private const int Candidates = 30;
    private const int MostRespellings = 3;

    /// <returns>
    /// For <c>to_tsquery</c>, null where there is no word; which words were taken for others; and whether each word is written in some grant, or
    /// some only known by their stem.
    /// </returns>
    public static async Task<(string? Query, IReadOnlyList<Respelling> Spelling, bool AsWritten)> ReadAsync(PortalDbContext db, string? text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, [], true);
        }

        var terms = new List<string>();
        var spelling = new List<Respelling>();
        var asWritten = true;
        foreach (var word in (await WordForms.OfAsync(db, [text], cancellationToken))[0].Take(MostWords))
        {
            var isWritten = await IsWrittenAsync(db, word, cancellationToken);
            var near = isWritten || await HasStemAsync(db, word, cancellationToken) ? [] : await NearestAsync(db, word.Written, cancellationToken);
            asWritten &= isWritten;
            terms.Add(near.Count == 0 ? Term(word) : string.Join(" | ", near.Select(Prefix)));
            if (near.Count > 0)
            {
                spelling.Add(new Respelling(word.Written, near));
            }
        }

        // Text without a letter or a digit has no words, and nothing is found by it.
        return (terms.Count == 0 ? "'-'" : string.Join(" & ", terms.Select(term => $"({term})")), spelling, asWritten);
    }

    private static string Term(WordForms word) => string.Join(" | ", word.Stems.Where(stem => stem != word.Written).Distinct().Select(Quoted).Prepend(Prefix(word.Written)));

    private static string Prefix(string word) => word.Length < ShortestPrefix ? Quoted(word) : Quoted(word) + ":*";

    private static string Quoted(string word) => $"'{word}'";

    // References are full of numbers, which the dictionary does not keep.
    private static async Task<bool> IsWrittenAsync(PortalDbContext db, WordForms word, CancellationToken cancellationToken) =>
        word.Written.Length < ShortestPrefix || word.Written.All(char.IsAsciiDigit)
        || await db.GrantDictionary.AnyAsync(known => known.Written && known.Word.StartsWith(word.Written), cancellationToken);

    private static Task<bool> HasStemAsync(PortalDbContext db, WordForms word, CancellationToken cancellationToken) =>
        db.GrantDictionary.AnyAsync(known => word.Stems.Contains(known.Word), cancellationToken);

    private static async Task<IReadOnlyList<string>> NearestAsync(PortalDbContext db, string word, CancellationToken cancellationToken)
    {
        var near = await db.GrantDictionary.Where(known => known.Written && EF.Functions.TrigramsAreSimilar(known.Word, word))
            .OrderByDescending(known => EF.Functions.TrigramsSimilarity(known.Word, word)).ThenBy(known => known.Word)
            .Select(known => known.Word).Take(Candidates).ToListAsync(cancellationToken);
        var byDistance = near.Select(known => (Word: known, Distance: Nearest.Distance(word, known)))
            .Where(known => known.Distance <= Math.Max(1, word.Length / 3)).ToList();
        return byDistance.Count == 0
            ? []
            : [.. byDistance.Where(known => known.Distance == byDistance.Min(other => other.Distance)).Select(known => known.Word).Take(MostRespellings)];
    }
}
