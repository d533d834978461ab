namespace AiPolicyPortal.Core.Common;

/// <summary>Finds the word that was probably meant.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the fewest single-letter edits from <paramref name="text"/>, if it is at most a third of the
    /// text's length away (at least one edit); null when none is that near.
    /// </summary>
    public static string? To(string text, IEnumerable<string> candidates)
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

    /// <summary>" Did you mean 'x'?" with its leading space, or nothing.</summary>
    public static string Hint(string text, IEnumerable<string> candidates) =>
        To(text, candidates) is { } candidate ? $" Did you mean '{candidate}'?" : "";

    /// <summary>How many letters must be put in, left out or exchanged.</summary>
    internal static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
