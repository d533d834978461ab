namespace AiPolicyPortal.Core.Search;

/// <summary>Slips of the keyboard in a word that no record has.</summary>
internal static class Slips
{
    /// <summary>Of a shorter word no relatives are looked for, and no words that begin with it.</summary>
    public const int ShortestWord = 3;

    // A shorter word is near to many others, and most often an acronym.
    private const int ShortestSlipped = 5;
    private const int LongWord = 8;

    private const int MostRespellings = 3;

    // As PostgreSQL's pg_trgm.similarity_threshold; one slip in a short word may leave fewer trigrams than that.
    private const double LeastSimilarity = 0.3;

    /// <summary>Whether a word can be a slip of another.</summary>
    public static bool MayBe(string asked) => asked.Length >= ShortestSlipped && !asked.Any(char.IsDigit);

    /// <summary>
    /// The words that differ from the one asked for by the fewest letters, the most similar first; none when all differ by more than a slip. What has a
    /// digit is a name or a number, and has no slips.
    /// </summary>
    /// <param name="asked">Without case and accents, as the words; the portal has it nowhere.</param>
    /// <param name="words">Those of the noun.</param>
    public static IReadOnlyList<string> Nearest(string asked, IEnumerable<string> words)
    {
        if (!MayBe(asked))
        {
            return [];
        }

        var most = asked.Length < LongWord ? 1 : 2;
        var near = words.Where(word => Math.Abs(word.Length - asked.Length) <= most && !word.Any(char.IsDigit))
            .Select(word => (Word: word, Distance: Common.Nearest.Distance(asked, word))).Where(word => word.Distance <= most)
            .Select(word => (word.Word, word.Distance, Similarity: Trigrams.Similarity(asked, word.Word)))
            .Where(word => word.Distance == 1 || word.Similarity >= LeastSimilarity).ToList();
        return near.Count == 0
            ? []
            : [.. near.Where(word => word.Distance == near.Min(other => other.Distance)).OrderByDescending(word => word.Similarity)
                .ThenBy(word => word.Word, StringComparer.Ordinal).Take(MostRespellings).Select(word => word.Word)];
    }
}
