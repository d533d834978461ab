using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Queries;

/// <summary>
/// Reads the parameters of a query, keeping every fault. A reader takes the parameters it knows by name and then calls
/// <see cref="ThrowIfInvalid"/>, which also refuses every parameter that nobody took.
/// An empty value is refused: a program that failed to find one would be given everything.
/// </summary>
public sealed partial class QueryParameters
{
    public const int MaxTextLength = 200;

    /// <summary>Words of a text, of which each is looked for by itself; parts of "open-source" are two.</summary>
    public const int MaxWords = 20;

    private const int MostDigits = 28;

    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ParameterInfo> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> empty = new(StringComparer.Ordinal);
    private readonly List<ParameterError> errors = [];

    public QueryParameters(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (!values.TryGetValue(name, out var list))
            {
                values[name] = list = [];
            }

            if (string.IsNullOrWhiteSpace(value))
            {
                empty.Add(name);
            }
            else
            {
                list.Add(value.Trim());
            }
        }
    }

    /// <summary>What has been taken so far: run a reader on an empty query to learn what it understands.</summary>
    public IReadOnlyList<ParameterInfo> Known => [.. known.Values];

    /// <summary>Whether a parameter has a value.</summary>
    public bool IsGiven(string name) => values.GetValueOrDefault(name) is { Count: > 0 };

    /// <summary>What was given, without empty values.</summary>
    public IEnumerable<KeyValuePair<string, string>> Given => values.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));

    /// <summary>Accepts a parameter without reading it, such as the interface language of a page.</summary>
    public QueryParameters Allow(string name)
    {
        Take(name, ParameterKind.Text);
        return this;
    }

    /// <summary>Full-text words, at most <see cref="MaxWords"/> and <see cref="MaxTextLength"/> characters; null when not given.</summary>
    public string? Text(string name)
    {
        var text = Composed(name);
        if (text?.Length > MaxTextLength)
        {
            FaultText(name, $"'{name}' is {text.Length} characters long; at most {MaxTextLength} are read.");
        }

        if (text?.Length <= MaxTextLength && Word().Count(text) is > MaxWords and var words)
        {
            FaultText(name, $"'{name}' has {words} words; at most {MaxWords} are looked for.");
        }

        if (text?.Contains('\0', StringComparison.Ordinal) == true)
        {
            FaultText(name, $"'{name}' contains a null character; leave it out.");
        }

        // What cannot be decoded stays as it was written, so that it is told from a word after a percent sign: with a capital or a digit.
        if (text is not null && Undecoded().Match(text) is { Success: true } undecoded)
        {
            FaultText(name, $"'{name}' has '{undecoded.Value}', which is not UTF-8; encode the text as UTF-8, é as %C3%A9.");
        }

        return text;
    }

    // A letter and its accent are the same word written as one character or as two, and signs that are not seen, as soft hyphens, are no part of it.
    private string? Composed(string name)
    {
        var text = One(name);
        try
        {
            if (text is null)
            {
                return null;
            }

            var seen = string.Concat(text.Normalize(NormalizationForm.FormC).Where(sign => char.GetUnicodeCategory(sign) != UnicodeCategory.Format));
            if (string.IsNullOrWhiteSpace(seen))
            {
                FaultText(name, $"'{name}' has nothing but signs that are not seen; write words, or leave it out.");
                return null;
            }

            return seen;
        }
        catch (ArgumentException)
        {
            FaultText(name, $"'{name}' contains half a character or one that stands for none; leave it out.");
            return null;
        }
    }

    private void FaultText(string name, string message) => Fault(new ParameterError(name, "invalid-value", message) { Form = ParameterKind.Text });

    public AnyOf<TEnum> Codes<TEnum>(string name)
        where TEnum : struct, Enum => Many(name, ParameterKind.Code, Common.Codes<TEnum>.All, (string text, out TEnum value) =>
        Common.Codes<TEnum>.TryParse(text, out value)
            ? null
            : $"'{name}' cannot be '{text}'; it is one of {string.Join(", ", Common.Codes<TEnum>.All)}.{Nearest.Hint(text, Common.Codes<TEnum>.All)}");

    /// <summary>ISO 3166 alpha-2 codes, <c>EU</c> or <c>INT</c>; existence is checked where the country is looked up.</summary>
    public AnyOf<string> CountryCodes(string name) => Patterned(name, ParameterKind.Country, CountryPattern(), "a country code such as FR, EU or INT");

    /// <summary>The same, and <see cref="Unknown"/> for records without a country.</summary>
    public AnyOf<string> CountryCodesOrUnknown(string name) => PatternedOrUnknown(name, ParameterKind.Country, CountryPattern(), "a country code such as FR, EU or INT");

    /// <summary>Codes of an enumeration, and <see cref="Unknown"/> for records without any, which is null here.</summary>
    public AnyOf<TEnum?> CodesOrUnknown<TEnum>(string name)
        where TEnum : struct, Enum => Words(name, [.. Common.Codes<TEnum>.All, Unknown]).Select(text => Common.Codes<TEnum>.TryParse(text, out var value) ? value : (TEnum?)null);

    public AnyOf<string> CurrencyCodes(string name) => Patterned(name, ParameterKind.Currency, CurrencyPattern(), "an ISO 4217 currency code such as EUR");

    /// <summary>SPDX short identifiers; existence is checked where the licence is looked up.</summary>
    public AnyOf<string> LicenceCodes(string name) => Patterned(name, ParameterKind.Licence, LicencePattern(), "an SPDX licence identifier such as Apache-2.0");

    /// <summary>ISO 639-1 codes, and <see cref="Unknown"/> for records of no known language.</summary>
    public AnyOf<string> LanguageCodesOrUnknown(string name)
    {
        var codes = PatternedOrUnknown(name, ParameterKind.Language, LanguagePattern(), "an ISO 639-1 language code such as en");
        foreach (var code in codes.Named.Where(code => code != Unknown && !LanguageCodes.All.Contains(code)).Distinct())
            Fault(new ParameterError(name, "unknown-value", $"'{name}' names '{code}', which is no ISO 639-1 language code such as en.", code) { Form = ParameterKind.Language });
        return codes;
    }

    /// <summary>Names of a list that the portal's data gives; whether they are in it is checked where it is looked up.</summary>
    public AnyOf<string> Names(string name) => Many(name, ParameterKind.Text, [], (string text, out string value) =>
    {
        value = text;
        return text.Length <= MaxTextLength && !text.Contains('\0', StringComparison.Ordinal)
            ? null
            : $"'{name}' is no name of at most {MaxTextLength} characters.";
    });

    /// <summary>Public references; existence is checked where the record is looked up.</summary>
    public AnyOf<string> References(string name) => Patterned(name, ParameterKind.Reference, ReferencePattern(), "a reference such as fr-snia-phase-2");

    public AnyOf<int> Numbers(string name, int min, int max)
    {
        var numbers = Many(name, ParameterKind.Number, [], (string text, out int value) =>
            IsWhole(text, out value) && value >= min && value <= max
                ? null
                : $"'{name}' cannot be '{text}'; it is a whole number from {min} to {max}.", $"{min}–{max}");
        return Within(name, min, max, numbers);
    }

    // Whole numbers have one way to be written, so that one answer has few addresses. The framework reads past null characters at the end.
    private static bool IsWhole(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text[0] != '0' || text.Length == 1) && text[^1] != '\0';

    /// <summary>The word that stands for a value that is not known.</summary>
    public const string Unknown = "unknown";

    /// <summary>The same, and <see cref="Unknown"/> for records without the number, which is null here.</summary>
    public AnyOf<int?> NumbersOrUnknown(string name, int min, int max)
    {
        var numbers = Many(name, ParameterKind.Number, [Unknown], (string text, out int? value) =>
        {
            var isNumber = IsWhole(text, out var number) && number >= min && number <= max;
            value = isNumber ? number : null;
            return isNumber || text == Unknown ? null : $"'{name}' cannot be '{text}'; it is a whole number from {min} to {max}, or {Unknown}.";
        }, $"{min}–{max}");
        return Within(name, min, max, numbers);
    }

    /// <summary>True, false, and <see cref="Unknown"/> for records of which it is not known, which is null here.</summary>
    public AnyOf<bool?> FlagsOrUnknown(string name) => Words(name, ["true", "false", Unknown]).Select(text => text == Unknown ? (bool?)null : text == "true");

    /// <summary>True and false, of which both ask for every record.</summary>
    public AnyOf<bool> Flags(string name) => Words(name, ["true", "false"]).Select(text => text == "true");

    /// <summary>Some of a few words.</summary>
    public AnyOf<string> Words(string name, IReadOnlyList<string> choices) => Many(name, ParameterKind.Code, choices, (string text, out string value) =>
    {
        value = text;
        return choices.Contains(text) ? null : $"'{name}' cannot be '{text}'; it is one of {string.Join(", ", choices)}.{Nearest.Hint(text, choices)}";
    });

    /// <summary>The bounds <c>{name}From</c> and <c>{name}To</c>, inclusive: the first day of the one, the last day of the other.</summary>
    public DateRange Dates(string name)
    {
        var range = new DateRange(Date(name + "From")?.FirstDay, Date(name + "To")?.LastDay);
        RequireOrder(name + "From", range.From, name + "To", range.To);
        return range;
    }

    /// <summary>The bounds <c>{name}Min</c> and <c>{name}Max</c>, inclusive, in units of the rows' own currencies.</summary>
    public AmountRange Amounts(string name)
    {
        var range = new AmountRange(Amount(name + "Min"), Amount(name + "Max"));
        RequireOrder(name + "Min", range.Min, name + "Max", range.Max);
        return range;
    }

    /// <summary>Refuses a range that ends before it begins; nothing could be in it.</summary>
    public void RequireOrder<TBound>(string first, TBound? from, string last, TBound? to)
        where TBound : struct, IComparable<TBound>
    {
        if (from is { } begin && to is { } end && begin.CompareTo(end) > 0)
            Fault(first, "reversed", $"'{first}' cannot be '{values[first][0]}' with '{last}' of '{values[last][0]}': nothing lies between them. Exchange the two.", values[first][0]);
    }

    public bool? Flag(string name)
    {
        var text = One(name, ParameterKind.Flag);
        if (text is not (null or "true" or "false"))
        {
            Fault(new ParameterError(name, "invalid-value", $"'{name}' cannot be '{text}'; it is true or false.", text) { Known = ["true", "false"] });
        }

        return text is null ? null : text == "true";
    }

    public int Number(string name, int min, int max, int otherwise)
    {
        var text = Within(name, min, max, One(name, ParameterKind.Number));
        if (text is null)
        {
            return otherwise;
        }

        if (IsWhole(text, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Fault(new ParameterError(name, "invalid-value", $"'{name}' cannot be '{text}'; it is a whole number from {min} to {max}.", text, $"{min}–{max}") { Form = ParameterKind.Number });
        return otherwise;
    }

    /// <summary>A whole number; null when not given or faulty.</summary>
    public int? Number(string name, int min, int max)
    {
        var number = Number(name, min, max, min - 1);
        return number < min ? null : number;
    }

    /// <summary>One of a few words, or the first of them when not given.</summary>
    public string Choice(string name, params string[] choices) => ChoiceOrNone(name, choices) ?? choices[0];

    /// <summary>One of a few words; null when not given.</summary>
    public string? ChoiceOrNone(string name, params IReadOnlyList<string> choices)
    {
        var text = One(name, ParameterKind.Code, choices);
        if (text is not null && !choices.Contains(text))
        {
            Fault(new ParameterError(name, "unknown-value", $"'{name}' cannot be '{text}'; it is one of {string.Join(", ", choices)}.{Nearest.Hint(text, choices)}", text)
            {
                Suggestion = Nearest.To(text, choices),
                Known = choices,
            });
        }

        return text;
    }

    /// <summary>One code of an enumeration, or of a few of its members; null when not given.</summary>
    public TEnum? CodeOrNone<TEnum>(string name, params IReadOnlyList<TEnum> choices)
        where TEnum : struct, Enum =>
        ChoiceOrNone(name, choices.Count == 0 ? Common.Codes<TEnum>.All : [.. choices.Select(choice => choice.Code())]) is { } text
            && Common.Codes<TEnum>.TryParse(text, out var value)
                ? value
                : null;

    /// <summary>One code of an enumeration that there is no answer without; its first one stands in for a fault.</summary>
    public TEnum RequiredCode<TEnum>(string name)
        where TEnum : struct, Enum
    {
        var text = ChoiceOrNone(name, Common.Codes<TEnum>.All);
        Require(name, $"it is one of {string.Join(", ", Common.Codes<TEnum>.All)}", Common.Codes<TEnum>.All);
        return text is not null && Common.Codes<TEnum>.TryParse(text, out var value) ? value : default;
    }

    /// <summary>Refuses the query when a parameter that was read has no value.</summary>
    /// <param name="what">What it is, such as <c>it is one of x, y</c>.</param>
    /// <param name="choices">The values it has.</param>
    public void Require(string name, string what, params IReadOnlyList<string> choices)
    {
        known[name] = known[name] with { Required = true };
        if (!IsGiven(name))
            Fault(new ParameterError(name, "missing", $"'{name}' is needed; {what}.") { Known = choices });
    }

    /// <summary>One ISO 4217 code; null when not given. Existence is checked where the currency is looked up.</summary>
    public string? CurrencyCode(string name)
    {
        var text = One(name, ParameterKind.Currency);
        if (text is not null && !CurrencyPattern().IsMatch(text))
        {
            Fault(new ParameterError(name, "unknown-value", $"'{name}' cannot be '{text}'; it is an ISO 4217 currency code such as EUR.{Hint(ParameterKind.Currency, text)}", text)
            {
                Suggestion = Meant(ParameterKind.Currency, text),
                Form = ParameterKind.Currency,
            });
        }

        return text;
    }

    /// <summary>An instant in UTC, or a date, which means its last moment in UTC; null when not given.</summary>
    public DateTimeOffset? InstantOrDay(string name) => InstantOr(name, date => new DateTimeOffset(date.LastDay, TimeOnly.MaxValue, TimeSpan.Zero));

    /// <summary>An instant in UTC, or a date, which means its first moment in UTC; null when not given.</summary>
    public DateTimeOffset? Since(string name) => InstantOr(name, date => new DateTimeOffset(date.FirstDay, TimeOnly.MinValue, TimeSpan.Zero));

    // JSON answers write the offset of UTC, whose plus is a blank where somebody forgot to encode it, and may have a seventh digit.
    private static string AsPortalWrites(string text)
    {
        var moment = text.EndsWith("+00:00", StringComparison.Ordinal) || text.EndsWith(" 00:00", StringComparison.Ordinal) ? text[..^6] : text.TrimEnd('Z');
        return (moment.Length == "2024-03-11T12:00:00.0000000".Length ? moment[..^1] : moment) + (moment.Contains('T', StringComparison.Ordinal) ? "Z" : "");
    }

    private DateTimeOffset? InstantOr(string name, Func<PartialDate, DateTimeOffset> moment)
    {
        var text = One(name, ParameterKind.Instant);
        if (PartialDate.TryParse(text, out var date))
        {
            return moment(date);
        }

        if (text is null)
        {
            return null;
        }

        if (Instant.TryParse(AsPortalWrites(text), out var instant))
        {
            return instant;
        }

        Fault(new ParameterError(name, "invalid-value", $"'{name}' cannot be '{text}'; it is a date such as 2024-03-11 or an instant such as 2024-03-11T12:00:00Z.", text)
        {
            Form = ParameterKind.Instant,
        });
        return null;
    }

    /// <summary>The value of a parameter that may stand once; null when not given.</summary>
    public string? One(string name) => One(name, ParameterKind.Text);

    /// <summary>Names separated by commas, each once; null when not given. Whether they mean anything is checked by whoever knows them.</summary>
    /// <param name="choices">The only names there are, for the documentation; none when they are many.</param>
    public IReadOnlyList<string>? List(string name, params IReadOnlyList<string> choices)
    {
        var names = One(name, ParameterKind.List, choices)?.Split(',', StringSplitOptions.TrimEntries);
        if (names?.Contains("") is true)
        {
            Fault(name, "invalid-value", $"'{name}' has a comma with no name beside it; leave it out.", string.Join(',', names));
        }
        else if (names?.CountBy(one => one).FirstOrDefault(one => one.Value > 1).Key is { } twice)
        {
            Fault(name, "repeated", $"'{name}' names '{twice}' more than once.", string.Join(',', names));
        }

        return names?.Where(one => one.Length > 0).Distinct(StringComparer.Ordinal).ToList();
    }

    private string? One(string name, ParameterKind kind, IReadOnlyList<string>? choices = null)
    {
        var given = Take(name, kind, choices);
        if (given.Count > 1)
        {
            Fault(name, "repeated", $"'{name}' is given {given.Count} times; it may stand once{(kind == ParameterKind.List ? $", its names with a comma between them: {name}={string.Join(',', given.Distinct())}" : "")}.");
        }

        return given.Count == 0 ? null : given[0];
    }

    public void Fault(string name, string code, string message, string? value = null, string? expected = null) =>
        Fault(new ParameterError(name, code, message, value, expected));

    /// <summary>What was given and refused is not missing besides.</summary>
    public void Fault(ParameterError error)
    {
        if (error.Code != "missing" || errors.All(told => told.Parameter != error.Parameter))
        {
            errors.Add(error);
        }
    }

    /// <exception cref="InvalidQueryException">A value was faulty or a parameter is not known here.</exception>
    public void ThrowIfInvalid()
    {
        foreach (var name in values.Keys.Where(name => !known.ContainsKey(name)))
        {
            if (name.Length == 0)
            {
                Fault(name, "unknown-parameter", "A value stands without a name before its '='; leave it out.");
                continue;
            }

            var nearest = Nearest.To(name, known.Keys);
            var hint = nearest is not null ? Nearest.Hint(name, known.Keys) : known.Count > 0 ? $" It takes {string.Join(", ", known.Keys)}." : "";
            Fault(new ParameterError(name, "unknown-parameter", $"There is no parameter '{name}' here.{hint}") { Suggestion = nearest, Known = nearest is null ? [.. known.Keys] : [] });
        }

        foreach (var name in empty.Where(name => errors.TrueForAll(error => error.Parameter != name)))
        {
            Fault(new ParameterError(name, "invalid-value", $"'{name}' has no value; give it one, or leave it out.", ""));
        }

        if (errors.Count > 0)
        {
            throw new InvalidQueryException([.. errors]);
        }
    }

    private delegate string? Parser<T>(string text, out T value);

    /// <param name="expected">What would be right, where neither the choices nor the kind says it.</param>
    private AnyOf<T> Many<T>(string name, ParameterKind kind, IReadOnlyList<string> choices, Parser<T> parse, string? expected = null)
    {
        List<T> included = [], excluded = [];
        foreach (var text in Take(name, kind, choices, repeats: true))
        {
            var negated = text.StartsWith('!');
            var word = negated ? text[1..] : text;
            if (parse(word, out var value) is { } message)
            {
                var near = Meant(kind, word) ?? Nearest.To(word, choices);
                Fault(new ParameterError(name, "unknown-value", negated ? message.Replace($"cannot be '{word}'", $"cannot be '{text}'", StringComparison.Ordinal) : message, text, expected)
                {
                    Suggestion = near is null ? null : text[..^word.Length] + near,
                    Known = choices,
                    Form = kind is ParameterKind.Code || (kind is ParameterKind.Text && choices.Count > 0) ? null : kind,
                });
            }
            else if ((negated ? excluded : included) is var values && !values.Contains(value))
            {
                values.Add(value);
            }
        }

        return new AnyOf<T>(included, excluded);
    }

    private AnyOf<string> Patterned(string name, ParameterKind kind, Regex pattern, string expected) => Many(name, kind, [], (string text, out string value) =>
    {
        value = text;
        return pattern.IsMatch(text) ? null : $"'{name}' cannot be '{text}'; it is {expected}.{Hint(kind, text)}";
    });

    private AnyOf<string> PatternedOrUnknown(string name, ParameterKind kind, Regex pattern, string expected) => Many(name, kind, [Unknown], (string text, out string value) =>
    {
        value = text;
        return text == Unknown || pattern.IsMatch(text) ? null : $"'{name}' cannot be '{text}'; it is {expected}, or {Unknown}.{Hint(kind, text)}";
    });

    private static string Hint(ParameterKind kind, string text) => Nearest.Hint(Meant(kind, text));

    private static string? Meant(ParameterKind kind, string text) => kind switch
    {
        ParameterKind.Country => CountryWords.CodeOf(text),
        ParameterKind.Currency when CurrencyPattern().IsMatch(text.ToUpperInvariant()) => text.ToUpperInvariant(),
        ParameterKind.Currency => CurrencyWords.CodeOf(text),
        _ => null,
    };

    /// <summary>A date as precise as it is given; null when not given.</summary>
    public PartialDate? Date(string name)
    {
        var text = One(name, ParameterKind.Date);
        if (text is null)
        {
            return null;
        }

        if (PartialDate.TryParse(text, out var date))
        {
            return date;
        }

        Fault(new ParameterError(name, "invalid-value", $"'{name}' cannot be '{text}'; it is a date as 2024, 2024-03 or 2024-03-11.", text) { Form = ParameterKind.Date });
        return null;
    }

    private decimal? Amount(string name)
    {
        var text = One(name, ParameterKind.Amount);
        if (text is null)
        {
            return null;
        }

        // What has more digits would be rounded.
        if (AmountPattern().IsMatch(text) && text.Count(char.IsAsciiDigit) <= MostDigits && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return amount;
        }

        Fault(new ParameterError(name, "invalid-value", $"'{name}' cannot be '{text}'; it is an amount of at most {MostDigits} digits such as 1500000 or 1500000.50.", text) { Form = ParameterKind.Amount });
        return null;
    }

    private T Within<T>(string name, int min, int max, T read)
    {
        known[name] = known[name] with { Range = (min, max) };
        return read;
    }

    private List<string> Take(string name, ParameterKind kind, IReadOnlyList<string>? choices = null, bool repeats = false)
    {
        known.TryAdd(name, new ParameterInfo(name, kind, choices ?? [], repeats));
        return values.GetValueOrDefault(name) ?? [];
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex("%([89A-F][0-9A-F]|[89a-f][0-9])")]
    private static partial Regex Undecoded();

    [GeneratedRegex("^([A-Z]{2}|INT)$")]
    private static partial Regex CountryPattern();

    [GeneratedRegex(@"^\d+(\.\d+)?$")]
    private static partial Regex AmountPattern();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyPattern();

    [GeneratedRegex("^[A-Za-z0-9.+-]+$")]
    private static partial Regex LicencePattern();

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex LanguagePattern();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ReferencePattern();
}
