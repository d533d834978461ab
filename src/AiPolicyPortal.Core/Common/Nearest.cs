namespace AiPolicyPortal.Core.Common;

/// <summary>Finds the word that was probably meant.</summary>
public static class Nearest
{
    private const int LeastPart = 4;
    private const int LeastName = 4;

    /// <summary>
    /// The candidate with the fewest slips of a letter from <paramref name="text"/>, if it is at most a third of the
    /// text's length away (at least one slip); where none is that near, the only one of which it is a part, as <c>currency</c> is of
    /// <c>statedCurrency</c>; null elsewhere.
    /// </summary>
    public static string? To(string text, IEnumerable<string> candidates)
    {
        var words = candidates as IReadOnlyCollection<string> ?? [.. candidates];
        return BySlips(text, words) ?? ByPart(text, words);
    }

    private static string? ByPart(string text, IReadOnlyCollection<string> candidates)
    {
        var having = text.Length < LeastPart ? [] : candidates.Where(candidate => candidate.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return having.Count == 1 ? having[0] : null;
    }

    private static string? BySlips(string text, IReadOnlyCollection<string> candidates)
    {
        var limit = Math.Max(1, text.Length / 3);
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - text.Length) > limit)
            {
                continue;
            }

            var distance = Distance(text, candidate);
            if (distance <= limit)
            {
                (nearest, limit) = (candidate, distance - 1);
            }
        }

        return nearest;
    }

    /// <summary>What a word stands for in a list, or the one nearest to it; names shorter than four letters are codes, of which any other is a slip away.</summary>
    /// <returns>Null where nothing is known of the word.</returns>
    internal static string? MeaningOf(string written, IReadOnlyDictionary<string, string> meanings)
    {
        var word = written.Trim();
        return meanings.GetValueOrDefault(word)
            ?? (word.Length >= LeastName && To(word, meanings.Keys.Where(name => name.Length >= LeastName)) is { } near ? meanings[near] : null);
    }

    /// <summary>" Did you mean 'x'?" with its leading space, or nothing.</summary>
    public static string Hint(string text, IEnumerable<string> candidates) => Hint(To(text, candidates));

    /// <inheritdoc cref="Hint(string, IEnumerable{string})"/>
    /// <param name="near">What was probably meant; null where nobody can tell.</param>
    public static string Hint(string? near) => near is null ? "" : $" Did you mean '{near}'?";

    /// <summary>How many letters must be put in, left out or exchanged; two beside each other that changed places count as one.</summary>
    internal static int Distance(string left, string right)
    {
        var (before, row, next) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                next[j] = Math.Min(row[j - 1] + (IsSame(left[i - 1], right[j - 1]) ? 0 : 1), Math.Min(row[j], next[j - 1]) + 1);
                if (i > 1 && j > 1 && IsSame(left[i - 1], right[j - 2]) && IsSame(left[i - 2], right[j - 1]))
                {
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
                }
            }

            (before, row, next) = (row, next, before);
        }

        return row[^1];
    }

    private static bool IsSame(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
