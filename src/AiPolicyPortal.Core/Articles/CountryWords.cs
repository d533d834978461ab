using System.Globalization;
using AiPolicyPortal.Core.Countries;
using CsvHelper;

namespace AiPolicyPortal.Core.Articles;

/// <summary>A country that a text names.</summary>
/// <param name="Code">ISO 3166-1 alpha-2, or <c>EU</c>.</param>
internal readonly record struct CountryMention(string Code, int First, int End);

/// <summary>
/// Names, adjectives and seats of government of countries in the four languages: the reference countries' own names, and
/// <c>country_words.csv</c> for the rest.
/// </summary>
public sealed class CountryWords
{
    // Codes of two letters that are no words, as "in" is.
    private static readonly string[] NeverWords = ["uk", "eu"];

    // What stands before "us" where it is no country.
    private static readonly string[] BeforeUs =
        ["about", "above", "all", "among", "around", "ask", "behind", "contact", "for", "give", "gives", "help", "helps", "join", "let", "lets", "made", "make", "makes", "most", "of", "remind", "show", "shows", "teach", "tell", "tells", "told"];

    private readonly Dictionary<string, List<(string[] Others, string Code, bool Capital)>> names = new(StringComparer.Ordinal);
    private readonly List<(string Stem, string Code, bool Capital)> stems = [];
    private readonly Dictionary<string, string> currencies;

    public CountryWords(IEnumerable<Country> countries)
    {
        var all = countries.ToList();
        currencies = all.Where(country => country.CurrencyCode is not null).ToDictionary(country => country.Code, country => country.CurrencyCode!, StringComparer.Ordinal);
        foreach (var country in all.Where(country => country.Code != Country.International))
        {
            Add(country.NameEn, country.Code);
            Add(country.NameFr, country.Code);
        }

        AddFile();
        stems.Sort((left, right) => right.Stem.Length.CompareTo(left.Stem.Length));
        foreach (var list in names.Values)
        {
            list.Sort((left, right) => right.Others.Length.CompareTo(left.Others.Length));
        }
    }

    /// <summary>The currency in use in a country: ISO 4217; null when not known.</summary>
    public string? CurrencyOf(string country) => currencies.GetValueOrDefault(country);

    /// <summary>Every country a text names, in order; the longest name wins where several start at the same word.</summary>
    /// <param name="article">The text.</param>
    /// <param name="anyCase">Whether names count without their capitals, as in words that are looked for.</param>
    internal IReadOnlyList<CountryMention> In(Article article, bool anyCase = false)
    {
        var mentions = new List<CountryMention>();
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            if (At(article, i, anyCase) is { } mention)
            {
                if (mention.Code.Length > 0)
                {
                    mentions.Add(mention);
                }

                i = mention.End - 1;
            }
        }

        return mentions;
    }

    internal CountryMention? At(Article article, int first, bool anyCase = false)
    {
        var token = article.At(first);
        if (token.Kind != TokenKind.Word)
        {
            return null;
        }

        var isCapitalised = anyCase || token.IsCapitalised;
        var isName = token.Words.Length > 2 || token.Words.All(char.IsUpper)
            || (anyCase && (NeverWords.Contains(token.Folded) || (token.Folded == "us" && (first == 0 || !BeforeUs.Contains(article.At(first - 1).Folded)))));
        foreach (var (rest, code, capital) in names.GetValueOrDefault(token.Folded) ?? [])
        {
            if (isName && (!capital || isCapitalised) && Follows(article, first + 1, rest))
            {
                return new CountryMention(code, first, first + 1 + rest.Length);
            }
        }

        foreach (var (stem, code, capital) in stems)
        {
            if (token.Folded.StartsWith(stem, StringComparison.Ordinal) && token.Folded.Length <= stem.Length + 4 && (!capital || isCapitalised))
            {
                return new CountryMention(code, first, first + 1);
            }
        }

        return null;
    }

    private static bool Follows(Article article, int first, string[] rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (!article.At(first + i).Is(rest[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void AddFile()
    {
        using var stream = typeof(CountryWords).Assembly.GetManifestResourceStream($"{typeof(CountryWords).Namespace}.country_words.csv")!;
        using var csv = new CsvReader(new StreamReader(stream), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            var code = csv.GetField("code")!;
            Add(csv.GetField("german")!, code);
            Add(csv.GetField("spanish")!, code);
            foreach (var name in csv.GetField("also")!.Split(';'))
            {
                Add(name, code);
            }

            foreach (var word in csv.GetField("adjectives")!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.EndsWith('*') && !word.Contains('-', StringComparison.Ordinal))
                {
                    stems.Add((Tokens.Fold(word[..^1]), code, char.IsUpper(word[0])));
                }
                else
                {
                    Add(word.TrimEnd('*'), code, char.IsUpper(word[0]));
                }
            }
        }
    }

    private void Add(string name, string code, bool capital = true)
    {
        var words = Tokens.Of(name).Select(token => token.Folded).ToArray();
        if (words.Length == 0)
        {
            return;
        }

        if (!names.TryGetValue(words[0], out var list))
        {
            names[words[0]] = list = [];
        }

        list.Add((words[1..], code, capital));
    }
}
