using System.Text.RegularExpressions;

namespace AiPolicyPortal.Core.Articles;

/// <summary>
/// Finds organisations and releases: the portal's own names wherever they stand, and unknown names, written with a capital
/// letter, beside words such as "backing of" and "open-sourcing of".
/// </summary>
internal sealed partial class NameFinder(Article article, IReadOnlySet<int> taken)
{
    private const int ShortestName = 3;
    private const int LongestName = 5;
    private readonly HashSet<int> used = [.. taken];

    /// <param name="near">The day by which names of several records are told apart.</param>
    public IReadOnlyList<NameProposal> Known(IEnumerable<KnownName> names, DateOnly? near)
    {
        var byFirst = Index(names);
        var found = new Dictionary<string, NameProposal>(StringComparer.Ordinal);
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            if (used.Contains(i) || article.Tokens[i].Kind == TokenKind.Symbol || !byFirst.TryGetValue(article.Tokens[i].Words, out var candidates))
            {
                continue;
            }

            var fitting = candidates.Where(candidate => Stands(i, candidate.Words)).ToList();
            if (fitting.Count == 0)
            {
                continue;
            }

            var longest = fitting.Max(candidate => candidate.Words.Length);
            var records = fitting.Where(candidate => candidate.Words.Length == longest).Select(candidate => candidate.Record).DistinctBy(record => record.Reference)
                .OrderBy(record => near is { } day && record.Date is { } date ? Math.Abs(date.DayNumber - day.DayNumber) : int.MaxValue)
                .ThenBy(record => record.Reference, StringComparer.Ordinal).ToList();
            var quote = article.Quote(i, i + longest);
            found.TryAdd(records[0].Reference, new NameProposal(quote.Words, [.. records.Select(record => record.Reference)], quote));
            for (var at = i; at < i + longest; at++)
            {
                used.Add(at);
            }

            i += longest - 1;
        }

        return [.. found.Values];
    }

    /// <summary>Names the portal does not know, beside the cues.</summary>
    public IReadOnlyList<NameProposal> Unknown(NameCues cues)
    {
        var found = new Dictionary<string, NameProposal>(StringComparer.Ordinal);
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            if (NameAt(i) is not { } end)
            {
                continue;
            }

            if (cues.Before.LengthBefore(article.Tokens, i) > 0 || cues.After.LengthAt(article.Tokens, end) > 0)
            {
                var quote = article.Quote(i, end);
                found.TryAdd(quote.Words, new NameProposal(quote.Words, [], quote));
                for (var at = i; at < end; at++)
                {
                    used.Add(at);
                }
            }

            i = end - 1;
        }

        return [.. found.Values];
    }

    // Capitalised words in a row; the first of a sentence only when it could be nothing but a name, as xAI and SuperAGI.
    private int? NameAt(int first)
    {
        var end = first;
        while (end < article.Tokens.Count && end - first < LongestName && !used.Contains(end) && IsNameWord(end)
            && article.SentenceOf(end) == article.SentenceOf(first))
        {
            end++;
        }

        if (end == first)
        {
            return null;
        }

        var starts = first == 0 || article.SentenceOf(first - 1) != article.SentenceOf(first);
        var token = article.Tokens[first];
        var plain = end - first == 1 && (starts || article.Language == ArticleLanguage.German) && !InnerCapital().IsMatch(token.Words);
        return plain || token.Words.Length < 2 && end - first == 1 ? null : end;
    }

    private bool IsNameWord(int at)
    {
        var token = article.Tokens[at];
        return token.Kind == TokenKind.Word && (token.IsCapitalised || InnerCapital().IsMatch(token.Words))
            && !article.Lexicon.Frequent.Contains(token.Folded) && !article.Lexicon.Months.ContainsKey(token.Folded) && !article.Lexicon.Weekdays.ContainsKey(token.Folded);
    }

    private bool Stands(int first, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (article.At(first + i).Words != words[i] || used.Contains(first + i))
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<string, List<(string[] Words, KnownName Record)>> Index(IEnumerable<KnownName> names)
    {
        var index = new Dictionary<string, List<(string[], KnownName)>>(StringComparer.Ordinal);
        foreach (var record in names)
        {
            foreach (var name in Forms(record.Name).Where(name => name.Length >= ShortestName && HasCapital().IsMatch(name)).Distinct(StringComparer.Ordinal))
            {
                var words = Tokens.Of(name).Select(token => token.Words).ToArray();
                if (!index.TryGetValue(words[0], out var list))
                {
                    index[words[0]] = list = [];
                }

                list.Add((words, record));
            }
        }

        return index;
    }

    // "Grok-1" is also spoken of as Grok, "Ministry of Research (France)" without its brackets.
    private static IEnumerable<string> Forms(string name)
    {
        yield return name;
        var bare = Brackets().Replace(name, "").Trim();
        yield return bare;
        var family = Version().Replace(bare, "");
        if (family.Length >= ShortestName && !family.Contains(' ', StringComparison.Ordinal))
        {
            yield return family;
        }
    }

    [GeneratedRegex(@"\p{Ll}\p{Lu}|\p{Lu}{2}")]
    private static partial Regex InnerCapital();

    [GeneratedRegex(@"\p{Lu}")]
    private static partial Regex HasCapital();

    [GeneratedRegex(@"\s*\([^)]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[- ]?v?\d[\w.\- ]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Version();
}
