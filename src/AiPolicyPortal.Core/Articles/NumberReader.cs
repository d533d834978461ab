namespace AiPolicyPortal.Core.Articles;

/// <summary>A number of a text, its million or billion multiplied in.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index after its last token.</param>
/// <param name="Value">With <paramref name="Scale"/>.</param>
/// <param name="Scale">1 when it has none.</param>
/// <param name="ScaleIsWord">The scale is a word or a usual short form, not a letter that may mean something else.</param>
internal sealed record ReadNumber(int First, int End, decimal Value, decimal Scale, bool ScaleIsWord);

/// <summary>Reads numbers in digits, in words or in both: "1.5 billion", "deux milliards et demi", "200 mil millones".</summary>
internal sealed class NumberReader(Article article)
{
    private const decimal LargestAmount = 1e17m;
    private readonly Lexicon words = article.Lexicon;

    /// <summary>The number that starts at a token; null when none does.</summary>
    /// <param name="isMoney">A currency stands before it, so that a letter after it is a scale: "$10 B".</param>
    public ReadNumber? At(int first, bool isMoney = false) => article.At(first).Kind switch
    {
        TokenKind.Number => Digits(first, isMoney),
        TokenKind.Word => InWords(first),
        _ => null,
    };

    private ReadNumber? Digits(int first, bool isMoney) =>
        NumberText.Read(article.At(first).Words, words.DecimalSign) is { } value ? Scaled(first, first + 1, value, isMoney) : null;

    private ReadNumber? InWords(int first)
    {
        var token = article.At(first);
        if (words.One.Contains(token.Folded))
        {
            // "a million" is a number, "half a million" is read from its "half"; "a" alone is none, "un" before "demi" neither.
            return IsScale(first + 1) ? Scaled(first, first + 1, 1) : words.Numbers.ContainsKey(token.Folded) ? Compound(first) : null;
        }

        return words.NumberWord(token.Folded) is not null || words.Multipliers.ContainsKey(token.Folded) ? Compound(first) : null;
    }

    private ReadNumber? Compound(int first)
    {
        var (total, current, at, read) = (0m, 0m, first, 0);
        while (true)
        {
            var token = article.At(at);
            if (words.NumberWord(token.Folded) is { } value)
            {
                // French counts in twenties, quatre-vingt; "eine halbe" and "un demi" are a half.
                current = value is 20 && current is 4 ? 80 : value is 0.5m && current is 1 ? value : current + value;
            }
            else if (words.Multipliers.TryGetValue(token.Folded, out var times) && times < 1e5m)
            {
                if (times == 100)
                {
                    current = Math.Max(current, 1) * times;
                }
                else
                {
                    (total, current) = (total + Math.Max(current, 1) * times, 0);
                }
            }
            else if (read > 0 && words.NumberJoints.Contains(token.Folded) && IsNumberWord(at + 1) && JoinsNumber(token, at, current))
            {
                at++;
                continue;
            }
            else
            {
                break;
            }

            (at, read) = (at + 1, read + 1);
        }

        var sum = total + current;
        if (sum == 0.5m && words.One.Contains(article.At(at).Folded) && IsScale(at + 1))
        {
            at++;
        }

        return Scaled(first, at, sum);
    }

    // "and" joins hundreds to what follows ("two hundred and fifty"), a dash tens to units; "two and three" are two numbers.
    private bool JoinsNumber(Token joint, int at, decimal current)
    {
        if (words.AndAHalf.LengthAt(article.Tokens, at) > 0 || article.At(at + 1).Kind == TokenKind.Number)
        {
            return false;
        }

        var next = words.NumberWord(article.At(at + 1).Folded) ?? 0;
        return joint.Is("-") ? article.At(at + 1).Start == joint.End && article.At(at - 1).End == joint.Start : current >= 20 && next < current;
    }

    private bool IsNumberWord(int at) =>
        words.NumberWord(article.At(at).Folded) is not null || words.Multipliers.ContainsKey(article.At(at).Folded);

    private bool IsScale(int at) => words.Scales.TryGetValue(article.At(at).Folded, out _) && article.At(at).Words.Length > 3
        || words.Multipliers.TryGetValue(article.At(at).Folded, out var times) && times >= 100 && article.At(at).Words.Length > 3;

    private ReadNumber? Scaled(int first, int end, decimal value, bool isMoney = false)
    {
        var (scale, isWord) = (1m, false);
        var half = words.AndAHalf.LengthAt(article.Tokens, end);
        if (half > 0)
        {
            (value, end) = (value + 0.5m, end + half);
        }

        // "un demi-milliard", "a 50-million fund"
        if (article.Joins(end) && IsScale(end + 1))
        {
            end++;
        }

        while (true)
        {
            var token = article.At(end);
            if (words.Multipliers.TryGetValue(token.Folded, out var times) && times >= 1000 && (token.Words.Length > 1 || Touches(end)))
            {
                (scale, isWord, end) = (scale * times, isWord || times >= 1e5m, end + 1);
            }
            else if (words.Scales.TryGetValue(token.Folded, out var large) && (isMoney || IsReadAsScale(token, end)))
            {
                (scale, isWord, end) = (scale * large, token.Words.Length > 1, end + 1);
                if (article.At(end).Is(".") && words.IsAbbreviation(token) && article.At(end).Start == token.End)
                {
                    end++;
                }

                break;
            }
            else
            {
                break;
            }
        }

        if (scale > 1 && words.AndAHalf.LengthAt(article.Tokens, end) is > 0 and var after)
        {
            (value, end) = (value + 0.5m, end + after);
        }

        return value * scale is > 0 and <= LargestAmount ? new ReadNumber(first, end, value * scale, scale, isWord) : null;
    }

    // A single letter is a scale only when nothing parts it from the number or a currency stands beside it: "5 m" is a length.
    private bool IsReadAsScale(Token token, int at) =>
        token.Words.Length > 1 || Touches(at) || CurrencySigns.IsSign(article.At(at + 1));

    private bool Touches(int at) => article.At(at - 1).End == article.At(at).Start && article.At(at - 1).Kind == TokenKind.Number;
}
