using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// Reads the words of a reader for the index, by the same rules as <see cref="WordReader"/> does for other nouns (decision 0056): each must be found, as a word or by
/// its English or French stem, whatever the case and accents. A word that the portal has nowhere is taken for the beginning of one that a grant has, or for the nearest.
/// </summary>
internal static class GrantWords
{
    /// <summary>Up to so many words that begin alike are named to the index, which finds them in a third of the time a beginning takes, and in a tenth where other words are asked for too.</summary>
    private const int MostOfPrefix = 24;
    private const int Candidates = 1_000;

    /// <returns>For <c>to_tsquery</c>, null where there is no word; and which words were taken for others.</returns>
    public static async Task<(string? Query, IReadOnlyList<Respelling> Spelling)> ReadAsync(PortalDbContext db, string? text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, []);
        }

        var terms = new List<string>();
        var spelling = new List<Respelling>();
        var words = new List<WordForms>();
        foreach (var typed in await WordForms.OfAsync(db, [.. TextSearch.Words(text)], cancellationToken))
        {
            words.AddRange(await SoughtAsync(db, typed, cancellationToken));
        }

        foreach (var word in words.DistinctBy(word => word.Written))
        {
            var (term, near) = await FindAsync(db, word, cancellationToken);
            if (near.Count > 0)
            {
                spelling.Add(new Respelling(word.Written, near));
            }

            terms.Add($"({term})");
        }

        // Text without a letter or a digit has no words, and nothing is found by it.
        return (terms.Count == 0 ? "'-'" : string.Join(" & ", terms), spelling);
    }

    // "x-ray" and references are looked for with their letter where a grant has both, "e-health" as "health" where none has.
    private static async Task<IReadOnlyList<WordForms>> SoughtAsync(PortalDbContext db, IReadOnlyList<WordForms> typed, CancellationToken cancellationToken)
    {
        List<WordForms> sought = [.. WordForms.Sought(typed)];
        if (sought.Count == typed.Count || !sought.Exists(form => form.Written.Any(char.IsLetter)))
        {
            return typed;
        }

        var whole = string.Join(" & ", typed.Select(form => Quoted(form.Written)));
        return await db.GrantEntries.AnyAsync(entry => entry.Words.Matches(EF.Functions.ToTsQuery("simple", whole)), cancellationToken) ? typed : sought;
    }

    /// <returns>What finds the word, and what it was taken for.</returns>
    private static async Task<(string Term, IReadOnlyList<string> Near)> FindAsync(PortalDbContext db, WordForms word, CancellationToken cancellationToken)
    {
        // References are full of numbers, which the dictionary does not keep.
        if (word.Written.All(char.IsAsciiDigit))
        {
            return (Quoted(word.Written) + (word.Written.Length < Slips.ShortestWord ? "" : ":*"), []);
        }

        string[] forms = [word.Written, word.Written + "s", word.Written + "es"];
        var known = Joined(forms.Concat(word.Stems));
        if (word.Written.Length < Slips.ShortestWord || await db.GrantDictionary.AnyAsync(own => own.Written && forms.Contains(own.Word), cancellationToken))
        {
            return (known, []);
        }

        var beginning = await BeginningAsync(db, word.Written, cancellationToken);
        var isRelated = beginning is null && await db.GrantDictionary.AnyAsync(other => word.Stems.Contains(other.Word), cancellationToken);
        var halves = beginning is null && !isRelated ? await HalvesAsync(db, word.Written, cancellationToken) : null;
        var near = beginning is null && !isRelated && halves is null ? await NearestAsync(db, word.Written, cancellationToken) : [];
        // To look through every noun takes longer than all of the above.
        if ((beginning is null && halves is null && near.Count == 0) || await WrittenWords.HasAsync(db, word.Written, cancellationToken))
        {
            return (known, []);
        }

        if (beginning is not null)
        {
            return ($"{known} | {beginning}", []);
        }

        return halves is var (first, second)
            ? ($"{Quoted(first)} & {Quoted(second)}", [$"{first} {second}"])
            : (await AnyOfAsync(db, near, cancellationToken), near);
    }

    private static async Task<(string First, string Second)?> HalvesAsync(PortalDbContext db, string word, CancellationToken cancellationToken)
    {
        List<(string First, string Second)> cuts = [.. Vocabulary.Cuts(word)];
        var pieces = cuts.SelectMany(cut => new[] { cut.First, cut.Second }).Distinct().ToList();
        var known = pieces.Count == 0
            ? []
            : await db.GrantDictionary.Where(known => known.Written && pieces.Contains(known.Word)).Select(known => known.Word).ToListAsync(cancellationToken);
        var at = cuts.FindIndex(cut => known.Contains(cut.First) && known.Contains(cut.Second));
        return at < 0 ? null : cuts[at];
    }

    private static async Task<string> AnyOfAsync(PortalDbContext db, IEnumerable<string> words, CancellationToken cancellationToken) =>
        Joined((await WordForms.OfAsync(db, [.. words], cancellationToken)).SelectMany(forms => forms).SelectMany(word => word.Stems.Append(word.Written)));

    private static string Joined(IEnumerable<string> words) => string.Join(" | ", words.Distinct().Select(Quoted));

    /// <returns>What finds the words that begin so; null where none does.</returns>
    private static async Task<string?> BeginningAsync(PortalDbContext db, string word, CancellationToken cancellationToken)
    {
        var known = await db.GrantDictionary.Where(known => known.Word.StartsWith(word)).OrderByDescending(known => known.Written).ThenBy(known => known.Word)
            .Take(MostOfPrefix + 1).ToListAsync(cancellationToken);
        return known.TrueForAll(found => !found.Written) ? null : known.Count > MostOfPrefix ? Quoted(word) + ":*" : Joined(known.Select(found => found.Word));
    }

    private static string Quoted(string word) => $"'{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task<IReadOnlyList<string>> NearestAsync(PortalDbContext db, string word, CancellationToken cancellationToken)
    {
        if (!Slips.MayBe(word))
        {
            return [];
        }

        var (shortest, longest) = (word.Length - 1, word.Length + 1);
        var near = await db.GrantDictionary
            .Where(known => known.Written && (EF.Functions.TrigramsAreSimilar(known.Word, word)
                || (known.Word.Length >= shortest && known.Word.Length <= longest && EF.Functions.TrigramsSimilarity(known.Word, word) > 0)))
            .OrderByDescending(known => EF.Functions.TrigramsSimilarity(known.Word, word)).ThenBy(known => known.Word)
            .Select(known => known.Word).Take(Candidates).ToListAsync(cancellationToken);
        return Slips.Nearest(word, near);
    }
}
