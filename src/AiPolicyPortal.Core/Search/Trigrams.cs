namespace AiPolicyPortal.Core.Search;

/// <summary>Likeness of words by the runs of three letters they share, as pg_trgm measures it.</summary>
internal static class Trigrams
{
    /// <summary>From 0, nothing in common, to 1, the same: shared trigrams of all there are, with two blanks before and one after each word.</summary>
    public static double Similarity(string left, string right)
    {
        var (one, other) = (Of(left), Of(right));
        var shared = one.Count(other.Contains);
        return (double)shared / (one.Count + other.Count - shared);
    }

    private static HashSet<string> Of(string word)
    {
        var padded = $"  {word} ";
        return [.. Enumerable.Range(0, padded.Length - 2).Select(start => padded.Substring(start, 3))];
    }
}
