using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// Reads the words of a reader for the index: each must be found, as the beginning of a word as written (from three letters on) or by its
/// English or French stem, whatever the case and accents. A word that the portal has nowhere is taken for the nearest that a grant has.
/// </summary>
internal static class GrantWords
{
    /// <summary>Up to so many words that begin alike are named to the index, which finds them in a third of the time a beginning takes, and in a tenth where other words are asked for too.</summary>
    private const int MostOfPrefix = 24;
    private const int Candidates = 1_000;

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
        foreach (var word in (await WordForms.OfAsync(db, [text], cancellationToken))[0].DistinctBy(word => word.Written))
        {
            var (term, isWritten) = await TermAsync(db, word, cancellationToken);
            var near = isWritten || await HasStemAsync(db, word, cancellationToken) ? [] : await NearestAsync(db, word.Written, cancellationToken);
            asWritten &= isWritten;
            if (near.Count > 0)
            {
                spelling.Add(new Respelling(word.Written, near));
                term = await AnyOfAsync(db, near, cancellationToken);
            }

            terms.Add($"({term})");
        }

        // Text without a letter or a digit has no words, and nothing is found by it.
        return (terms.Count == 0 ? "'-'" : string.Join(" & ", terms), spelling, asWritten);
    }

    /// <returns>What finds the word, and whether it is written in some grant as it is or as a beginning.</returns>
    private static async Task<(string Term, bool IsWritten)> TermAsync(PortalDbContext db, WordForms word, CancellationToken cancellationToken)
    {
        var (beginning, isWritten) = await BeginningAsync(db, word.Written, cancellationToken);
        return (string.Join(" | ", beginning.Concat(word.Stems.Where(stem => stem != word.Written).Select(Quoted)).Distinct()), isWritten);
    }

    private static async Task<string> AnyOfAsync(PortalDbContext db, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var terms = new List<string>();
        foreach (var word in (await WordForms.OfAsync(db, [.. words], cancellationToken)).SelectMany(forms => forms))
        {
            terms.Add((await TermAsync(db, word, cancellationToken)).Term);
        }

        return string.Join(" | ", terms);
    }

    // References are full of numbers, which the dictionary does not keep.
    private static async Task<(IEnumerable<string> Terms, bool IsWritten)> BeginningAsync(PortalDbContext db, string word, CancellationToken cancellationToken)
    {
        if (word.Length < Slips.ShortestWord)
        {
            return ([Quoted(word)], true);
        }

        if (word.All(char.IsAsciiDigit))
        {
            return ([Quoted(word) + ":*"], true);
        }

        var known = await db.GrantDictionary.Where(known => known.Word.StartsWith(word)).OrderByDescending(known => known.Written).ThenBy(known => known.Word)
            .Take(MostOfPrefix + 1).ToListAsync(cancellationToken);
        return (known.Count is 0 or > MostOfPrefix ? [Quoted(word) + ":*"] : known.Select(found => Quoted(found.Word)), known.Any(found => found.Written));
    }

    private static string Quoted(string word) => $"'{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static Task<bool> HasStemAsync(PortalDbContext db, WordForms word, CancellationToken cancellationToken) =>
        db.GrantDictionary.AnyAsync(known => word.Stems.Contains(known.Word), cancellationToken);

    private static async Task<IReadOnlyList<string>> NearestAsync(PortalDbContext db, string word, CancellationToken cancellationToken)
    {
        var (shortest, longest) = (word.Length - 1, word.Length + 1);
        var near = await db.GrantDictionary
            .Where(known => known.Written && (EF.Functions.TrigramsAreSimilar(known.Word, word)
                || (known.Word.Length >= shortest && known.Word.Length <= longest && EF.Functions.TrigramsSimilarity(known.Word, word) > 0)))
            .OrderByDescending(known => EF.Functions.TrigramsSimilarity(known.Word, word)).ThenBy(known => known.Word)
            .Select(known => known.Word).Take(Candidates).ToListAsync(cancellationToken);
        return await Slips.NearestAsync(db, word, near, cancellationToken);
    }
}
