using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

/// <summary>A language whose articles can be read.</summary>
public enum ArticleLanguage
{
    English,
    French,
    German,
    Spanish,
}

/// <summary>
/// The words of one language that the rules look for. All words are folded (<see cref="Tokens.Fold"/>); a phrase is words
/// with a space between, an entry that ends in <c>*</c> stands for any ending.
/// </summary>
internal abstract class Lexicon
{
    private static readonly Dictionary<ArticleLanguage, Lexicon> All = new()
    {
        [ArticleLanguage.English] = new EnglishWords(),
        [ArticleLanguage.French] = new FrenchWords(),
        [ArticleLanguage.German] = new GermanWords(),
        [ArticleLanguage.Spanish] = new SpanishWords(),
    };

    /// <summary>ISO 639-1.</summary>
    public abstract string Code { get; }

    /// <summary>Frequent words that no other of the four languages has.</summary>
    public abstract IReadOnlySet<string> Frequent { get; }

    /// <summary>Letters and signs that few of the other languages have.</summary>
    public abstract string Letters { get; }

    /// <summary>The sign between the whole and the decimals of a number.</summary>
    public abstract char DecimalSign { get; }

    /// <summary>Month names and their short forms, and their number.</summary>
    public abstract IReadOnlyDictionary<string, int> Months { get; }

    /// <summary>Names of the days of the week.</summary>
    public abstract IReadOnlyDictionary<string, DayOfWeek> Weekdays { get; }

    /// <summary>Words for the day of publication (0) and days before or after it.</summary>
    public abstract IReadOnlyDictionary<string, int> NearDays { get; }

    /// <summary>Words that stand between the parts of a date.</summary>
    public abstract IReadOnlySet<string> DateJoints { get; }

    /// <summary>Words after a weekday or before it that put it after the day of publication.</summary>
    public abstract IReadOnlySet<string> Next { get; }

    /// <summary>Words that may stand before a year alone.</summary>
    public abstract IReadOnlySet<string> BeforeYear { get; }

    /// <summary>Number words below a million, multipliers aside.</summary>
    public abstract IReadOnlyDictionary<string, decimal> Numbers { get; }

    /// <summary>Hundreds and thousands, which multiply the words before them.</summary>
    public abstract IReadOnlyDictionary<string, decimal> Multipliers { get; }

    /// <summary>Millions and more, and their short forms, which multiply the whole number.</summary>
    public abstract IReadOnlyDictionary<string, decimal> Scales { get; }

    /// <summary>Phrases for a half that follow the number: "and a half".</summary>
    public abstract PhraseSet AndAHalf { get; }

    /// <summary>Words that mean one before a scale: "a million".</summary>
    public abstract IReadOnlySet<string> One { get; }

    /// <summary>Words between the parts of a compound number word: "vingt et un".</summary>
    public abstract IReadOnlySet<string> NumberJoints { get; }

    /// <summary>Words between the two ends of a range.</summary>
    public abstract IReadOnlySet<string> RangeJoints { get; }

    /// <summary>The word that announces a range, and those that then join its ends.</summary>
    public abstract (string Between, IReadOnlySet<string> And) Between { get; }

    /// <summary>Words that make two scaled amounts the ends of a change, not of a range: "from 300 million to 500 million".</summary>
    public abstract IReadOnlySet<string> From { get; }

    /// <summary>Words between an amount and its currency: "millions d'euros".</summary>
    public abstract IReadOnlySet<string> Joining { get; }

    /// <summary>Words that may stand between what an amount is like and the amount: "some of the".</summary>
    public abstract IReadOnlySet<string> Articles { get; }

    /// <summary>Phrases before an amount that say what it is like.</summary>
    public abstract IReadOnlyDictionary<Nature, PhraseSet> Before { get; }

    /// <summary>Phrases after an amount that say what it is like.</summary>
    public abstract IReadOnlyDictionary<Nature, PhraseSet> After { get; }

    /// <summary>Phrases that make an amount one of every year.</summary>
    public abstract PhraseSet Annual { get; }

    /// <summary>Words that show that a number without a currency is money, or no thing that is counted.</summary>
    public abstract PhraseSet AfterBareAmount { get; }

    /// <summary>Names of currencies: a unit that several countries have is followed by nothing where it needs a country.</summary>
    public abstract IReadOnlyDictionary<string, string> Currencies { get; }

    /// <summary>Phrases of each stage of the money.</summary>
    public abstract IReadOnlyDictionary<Stage, PhraseSet> Stages { get; }

    public abstract IReadOnlySet<string> Abbreviations { get; }

    /// <summary>Words before the name of somebody who receives, or after the name of somebody who does.</summary>
    public abstract NameCues Organisations { get; }

    /// <summary>Words around the name of something that is released.</summary>
    public abstract NameCues Releases { get; }

    public static Lexicon Of(ArticleLanguage language) => All[language];

    /// <summary>The language most of whose words a text has; English where it has none.</summary>
    public static ArticleLanguage LanguageOf(IReadOnlyList<Token> tokens) => All
        .Select(entry => (entry.Key, Count: Enumerable.Range(0, tokens.Count).Count(at => entry.Value.Knows(tokens, at))))
        .OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Key).First().Key;

    private bool Knows(IReadOnlyList<Token> tokens, int at)
    {
        var word = tokens[at].Folded;
        return tokens[at].Words.AsSpan().IndexOfAny(Letters) >= 0 || tokens[at].Kind == TokenKind.Word && (Frequent.Contains(word) || Months.ContainsKey(word) || Numbers.ContainsKey(word)
            || Scales.ContainsKey(word) || Multipliers.ContainsKey(word) || Currencies.ContainsKey(word) || Joining.Contains(word)
            || Before.Values.Any(phrases => phrases.LengthAt(tokens, at) > 0));
    }

    public bool IsAbbreviation(Token token) => Abbreviations.Contains(token.Folded);

    /// <summary>The value of one number word, a compound one included; null when it is none.</summary>
    public virtual decimal? NumberWord(string folded) => Numbers.TryGetValue(folded, out var value) ? value : null;

    protected static IReadOnlySet<string> Set(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);

    protected static IReadOnlyDictionary<string, int> Listed(params string[] names) =>
        names.SelectMany((forms, index) => forms.Split(' ').Select(form => (form, index))).ToDictionary(
            entry => entry.form, entry => entry.index + 1, StringComparer.Ordinal);

    protected static IReadOnlyDictionary<string, decimal> Values(string pairs) => pairs.Split(' ').Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture));

    protected static IReadOnlyDictionary<string, string> Units(string pairs) => pairs.Split(' ').Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}

/// <summary>What shows that a name is near: phrases before it and phrases after it.</summary>
internal sealed record NameCues(PhraseSet Before, PhraseSet After);
