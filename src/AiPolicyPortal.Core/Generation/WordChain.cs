namespace AiPolicyPortal.Core.Generation;

/// <summary>Makes titles out of the words of real ones: each word follows one that it follows somewhere.</summary>
internal sealed class WordChain
{
    private const int MostWords = 16;

    private readonly Dictionary<string, List<string?>> followers = new(StringComparer.Ordinal);

    public WordChain(IEnumerable<string> titles)
    {
        foreach (var title in titles)
        {
            var last = "";
            foreach (var word in title.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Follow(last, word);
                last = word;
            }

            Follow(last, null);
        }
    }

    /// <param name="maxLength">The most characters it may have.</param>
    public string Next(Dice dice, int maxLength)
    {
        var title = dice.Any(followers[""])!;
        var last = title;
        for (var words = 1; words < MostWords && dice.Any(followers[last]) is { } word && title.Length + word.Length < maxLength; words++)
        {
            title = $"{title} {word}";
            last = word;
        }

        return title;
    }

    private void Follow(string word, string? next)
    {
        if (!followers.TryGetValue(word, out var list))
        {
            followers.Add(word, list = []);
        }

        list.Add(next);
    }
}
