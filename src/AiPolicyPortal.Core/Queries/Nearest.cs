namespace AiPolicyPortal.Core.Queries;

/// <summary>Finds the right word nearest to a wrong one, for error messages that mend.</summary>
public static class Nearest
{
    /// <summary>The candidate with the fewest edits from the word, if it is near enough to be meant.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var nearest = candidates
            .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.candidate is not null && nearest.distance <= Math.Max(2, word.Length / 3) ? nearest.candidate : null;
    }

    /// <summary>" Did you mean 'x'?" with its leading space, or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        To(word, candidates) is { } candidate ? $" Did you mean '{candidate}'?" : "";

    // Levenshtein with one row; both words are short.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[b.Length];
    }
}
