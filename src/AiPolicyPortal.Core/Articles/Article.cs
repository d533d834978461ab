using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Articles;

/// <summary>A text about public money for AI, taken apart for the rules that read it.</summary>
public sealed class Article
{
    /// <summary>The most characters of a text that are read.</summary>
    public const int TextMaxLength = 200_000;

    private readonly int[] sentences;

    /// <param name="text">Title on the first line when there are several, then the body.</param>
    /// <param name="published">When it was published; weekdays and days without a year are told from it. Null when not known.</param>
    /// <param name="language">The language it is in; null to tell it from its words.</param>
    public Article(string text, DateOnly? published = null, ArticleLanguage? language = null)
    {
        Text = text.Length > TextMaxLength ? text[..TextMaxLength] : text;
        Published = published;
        Tokens = Articles.Tokens.Of(Text);
        Language = language ?? Lexicon.LanguageOf(Tokens);
        Lexicon = Lexicon.Of(Language);
        sentences = SentenceStarts();
    }

    public string Text { get; }

    public DateOnly? Published { get; }

    public ArticleLanguage Language { get; }

    internal Lexicon Lexicon { get; }

    internal IReadOnlyList<Token> Tokens { get; }

    /// <summary>The first line when more follows and it is short enough to be a title; null otherwise.</summary>
    public Quote? Title
    {
        get
        {
            var trimmed = Text.TrimStart();
            var start = Text.Length - trimmed.Length;
            var end = trimmed.IndexOf('\n', StringComparison.Ordinal);
            if (end < 0 || trimmed[end..].Trim().Length == 0)
            {
                return null;
            }

            var line = trimmed[..end].TrimEnd();
            return line.Length is > 0 and <= 300 ? Articles.Quote.Of(Text, start, start + line.Length) : null;
        }
    }

    /// <summary>The number of the sentence that a token belongs to.</summary>
    internal int SentenceOf(int token)
    {
        var found = Array.BinarySearch(sentences, token);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The first token of a sentence and the one after its last.</summary>
    internal (int First, int End) Sentence(int number) =>
        (sentences[number], number + 1 < sentences.Length ? sentences[number + 1] : Tokens.Count);

    /// <summary>Words from the first token to before the last.</summary>
    internal Quote Quote(int first, int end) => Articles.Quote.Of(Text, Tokens[first].Start, Tokens[end - 1].End);

    /// <summary>The token at an index; a sign of nothing before the first and after the last.</summary>
    internal Token At(int index) => index >= 0 && index < Tokens.Count ? Tokens[index] : new Token(TokenKind.Symbol, 0, 0, " ", " ");

    /// <summary>Whether a token is a dash that joins two words: "billion-euro".</summary>
    internal bool Joins(int index) =>
        At(index).Is("-") && At(index - 1).End == At(index).Start && At(index).End == At(index + 1).Start && At(index + 1).Kind == TokenKind.Word;

    internal static PartialDate? DayOf(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? PartialDate.OfDay(new DateOnly(year, month, day))
            : null;

    // A sentence ends at a full stop that is not an abbreviation's or an ordinal's, at other end marks and at a new line.
    private int[] SentenceStarts()
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < Tokens.Count; i++)
        {
            var (before, here) = (Tokens[i - 1], Tokens[i]);
            var newLine = Text.AsSpan(before.End, here.Start - before.End).Contains('\n');
            var spaced = here.Start > before.End;
            var ends = before.Words is "!" or "?" or "…" or "\u201d" && spaced && here.IsCapitalised
                || (before.Is(".") && spaced && (here.IsCapitalised || here.Kind == TokenKind.Number || here.Kind == TokenKind.Symbol)
                    && !Lexicon.IsAbbreviation(At(i - 2)) && !(At(i - 2).Kind == TokenKind.Number && Lexicon.Months.ContainsKey(here.Folded)));
            if (newLine || ends)
            {
                starts.Add(i);
            }
        }

        return [.. starts];
    }
}
