using System.Globalization;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Articles;

/// <summary>A date that a text names.</summary>
internal readonly record struct DateMention(PartialDate Date, int First, int End);

/// <summary>
/// Finds dates: in digits, with the month's name, to the month, the year alone; and, told from the day of publication, weekdays,
/// yesterday and days without a year.
/// </summary>
internal sealed class DateFinder(Article article)
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;
    private const int MostJoints = 2;
    private const int HalfYear = 183;
    private readonly Lexicon words = article.Lexicon;

    /// <summary>Dates that cannot be amounts: all but years alone.</summary>
    public IReadOnlyList<DateMention> Days()
    {
        var found = new List<DateMention>();
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            if ((InDigits(i) ?? WithMonth(i)) is { } mention)
            {
                found.Add(mention);
                i = mention.End - 1;
            }
        }

        return article.Published is null ? found : [.. found.Concat(Relative(found)).OrderBy(mention => mention.First)];
    }

    /// <summary>Years that stand alone.</summary>
    /// <param name="taken">Whether a token belongs to another date or to an amount.</param>
    public IReadOnlyList<DateMention> Years(Func<int, bool> taken)
    {
        var found = new List<DateMention>();
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            if (!taken(i) && YearAt(i) is >= FirstYear and <= LastYear and var year && (IsAfterYear(i, taken) || IsYearByItsPlace(i)))
            {
                found.Add(new DateMention(PartialDate.OfYear(year), i, i + 1));
            }
        }

        return found;
    }

    // The second year of 2018-2022 or 2021/2022.
    private bool IsAfterYear(int at, Func<int, bool> taken) =>
        article.At(at - 1).Folded is "-" or "/" && YearAt(at - 2) is >= FirstYear and <= LastYear && !taken(at - 2) && IsYearByItsPlace(at - 2);

    // A number after a name is a part of the name: France 2030, Horizon 2020.
    private bool IsYearByItsPlace(int at)
    {
        var (before, after) = (article.At(at - 1), article.At(at + 1));
        if (after.Is("%") || CurrencySigns.IsSign(after) || before.Kind == TokenKind.Number)
        {
            return false;
        }

        if (words.BeforeYear.Contains(before.Folded) || before.Folded is "(" or "[")
        {
            return true;
        }

        var atStart = at == 0 || article.SentenceOf(at - 1) != article.SentenceOf(at);
        return (atStart || before.Kind == TokenKind.Word && !before.IsCapitalised)
            && (after.Kind == TokenKind.Symbol || words.Frequent.Contains(after.Folded)
                || words.Before.Values.Any(phrases => phrases.LengthAt(article.Tokens, at + 1) > 0));
    }

    private DateMention? InDigits(int i)
    {
        var (a, b, c, d, e) = (article.At(i), article.At(i + 1), article.At(i + 2), article.At(i + 3), article.At(i + 4));
        if (a.Kind != TokenKind.Number)
        {
            return null;
        }

        if (a.Words.Split('.') is [var day, var month, { Length: 4 } year] && Small(day) is { } first && Small(month) is { } second)
        {
            return Mention(Whole(year) is { } whole ? Article.DayOf(whole, second, first) : null, i, i + 1);
        }

        if (b.Folded is not ("-" or "/") || c.Kind != TokenKind.Number || a.End != b.Start || b.End != c.Start)
        {
            return null;
        }

        var three = d.Is(b.Folded) && e.Kind == TokenKind.Number && c.End == d.Start && d.End == e.Start;
        if (YearAt(i) is { } start && Small(c.Words) is { } middle)
        {
            return three && Small(e.Words) is { } last ? Mention(Article.DayOf(start, middle, last), i, i + 5)
                : !three && b.Is("-") && c.Words.Length == 2 && middle is >= 1 and <= 12 ? new DateMention(PartialDate.OfMonth(start, middle), i, i + 3) : null;
        }

        // 03/04/2024 is the third of April, but in English nobody knows.
        return three && YearAt(i + 4) is { } end && Small(a.Words) is { } one && Small(c.Words) is { } two && (article.Language != ArticleLanguage.English || one > 12 || one == two)
            ? Mention(Article.DayOf(end, two, one), i, i + 5)
            : null;
    }

    private DateMention? WithMonth(int i)
    {
        if (DayAt(i) is { } day && AfterJoints(i + 1) is var at && MonthAt(at) is { } month)
        {
            return YearAfter(at + 1) is { } year ? Mention(Article.DayOf(year.Year, month, day), i, year.End)
                : Mention(NearestDay(month, day), i, at + 1);
        }

        if (MonthAt(i) is not { } named)
        {
            return null;
        }

        if (YearAfter(i + 1) is { } alone)
        {
            return new DateMention(PartialDate.OfMonth(alone.Year, named), i, alone.End);
        }

        var dayAt = article.At(i + 1).Is(".") ? i + 2 : i + 1;
        if (DayAt(dayAt) is { } following)
        {
            return YearAfter(dayAt + 1) is { } year ? Mention(Article.DayOf(year.Year, named, following), i, year.End)
                : Mention(NearestDay(named, following), i, dayAt + 1);
        }

        return null;
    }

    private IEnumerable<DateMention> Relative(List<DateMention> found)
    {
        var published = article.Published!.Value;
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            var token = article.At(i);
            if (found.Any(mention => mention.First <= i + MostJoints && mention.End > i))
            {
                continue;
            }

            if (words.NearDays.TryGetValue(token.Folded, out var days))
            {
                yield return new DateMention(PartialDate.OfDay(published.AddDays(days)), i, i + 1);
            }
            else if (words.Weekdays.TryGetValue(token.Folded, out var weekday) && (token.IsCapitalised || article.Language is ArticleLanguage.French or ArticleLanguage.Spanish))
            {
                var back = ((int)published.DayOfWeek - (int)weekday + 7) % 7;
                var isNext = words.Next.Contains(article.At(i - 1).Folded) || words.Next.Contains(article.At(i + 1).Folded);
                yield return new DateMention(PartialDate.OfDay(published.AddDays(isNext ? 7 - back : -back)), i, i + 1);
            }
        }
    }

    // Of the years beside the publication's, the one that brings the day nearest to it.
    private PartialDate? NearestDay(int month, int day)
    {
        if (article.Published is not { } published)
        {
            return null;
        }

        return Enumerable.Range(published.Year - 1, 3).Select(year => Article.DayOf(year, month, day)).OfType<PartialDate>()
            .FirstOrDefault(date => Math.Abs(date.LastDay.DayNumber - published.DayNumber) <= HalfYear) is { LastDay.Year: > 1 } date ? date : null;
    }

    private static DateMention? Mention(PartialDate? date, int first, int end) => date is { } known ? new DateMention(known, first, end) : null;

    private int AfterJoints(int at)
    {
        for (var count = 0; count < MostJoints && words.DateJoints.Contains(article.At(at).Folded); count++)
        {
            at++;
        }

        return at;
    }

    private (int Year, int End)? YearAfter(int at)
    {
        var after = AfterJoints(at);
        return YearAt(after) is { } year ? (year, after + 1) : null;
    }

    private int? MonthAt(int at)
    {
        var token = article.At(at);
        return token.Kind == TokenKind.Word && words.Months.TryGetValue(token.Folded, out var month)
            && (token.IsCapitalised || article.Language is ArticleLanguage.French or ArticleLanguage.Spanish) ? month : null;
    }

    private int? DayAt(int at) => article.At(at).Kind == TokenKind.Number && Small(article.At(at).Words) is >= 1 and <= 31 and var day ? day : null;

    private int? YearAt(int at) => article.At(at) is { Kind: TokenKind.Number, Words.Length: 4 } token && Whole(token.Words) is >= 1900 and <= 2200 and var year ? year : null;

    private static int? Small(string digits) => digits.Length <= 2 ? Whole(digits) : null;

    private static int? Whole(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
