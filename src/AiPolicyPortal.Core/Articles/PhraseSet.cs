namespace AiPolicyPortal.Core.Articles;

/// <summary>Phrases to look for among tokens; a word that ends in <c>*</c> stands for any ending.</summary>
/// <param name="phrases">Parted by commas, folded (<see cref="Tokens.Fold"/>).</param>
internal sealed class PhraseSet(string phrases)
{
    private readonly string[][] all = [.. phrases
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(phrase => phrase.Split(' ')).OrderByDescending(phrase => phrase.Length)];

    /// <summary>How many tokens the longest phrase that starts at an index has; 0 when none does.</summary>
    public int LengthAt(IReadOnlyList<Token> tokens, int start) =>
        all.FirstOrDefault(phrase => Fits(tokens, start, phrase))?.Length ?? 0;

    /// <summary>How many tokens the longest phrase that ends before an index has; 0 when none does.</summary>
    public int LengthBefore(IReadOnlyList<Token> tokens, int end) =>
        all.FirstOrDefault(phrase => Fits(tokens, end - phrase.Length, phrase))?.Length ?? 0;

    private static bool Fits(IReadOnlyList<Token> tokens, int start, string[] phrase)
    {
        if (start < 0 || start + phrase.Length > tokens.Count)
        {
            return false;
        }

        for (var i = 0; i < phrase.Length; i++)
        {
            if (!Fits(tokens[start + i].Folded, phrase[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fits(string word, string pattern) => pattern[^1] == '*'
        ? word.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : word == pattern;
}
