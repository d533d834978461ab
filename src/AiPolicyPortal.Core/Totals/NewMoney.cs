using System.Globalization;
using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// Headline against new money at one stage. The headline is everything said, less what an announcement itself holds within another of its
/// figures: as a part, below its programme, or as the same money given twice, such as in a second currency.
/// New is what is the first of its money and not inside anything stated by that day, and the difference that a revision makes.
/// </summary>
public static class NewMoney
{
    public static NewMoneyAnswer Answer(MoneyFacts facts, TotalQuestion question) =>
        Answer(new KnownMoney(facts, question.AsOf, question.StatedTo), question);

    /// <exception cref="ArgumentException">The question groups otherwise than by year or country, or is about another instant or day.</exception>
    public static NewMoneyAnswer Answer(KnownMoney money, TotalQuestion question)
    {
        var converter = Total.ConverterFor(money, question);
        // As a year's group is: what was said before says what is new.
        var asked = Total.Asked(money, question with { Years = YearRange.Open });
        var total = Sum(money, asked, converter, question.Years);
        List<NewMoneyGroup> groups = question.GroupBy switch
        {
            null => [],
            TotalGrouping.Year => ByYear(total),
            TotalGrouping.Country => [.. new Partition(money, question, TotalGrouping.Country).Of(asked)
                .Select(group => new NewMoneyGroup(group.Key, Sum(money, group.Figures, converter, question.Years)))],
            _ => throw new ArgumentException("New money is grouped by year or by country.", nameof(question)),
        };
        return new NewMoneyAnswer(converter.Decimals, total, groups, question.GroupBy is null ? null : Overlap(total, groups));
    }

    private static Headline Overlap(NewMoneySum total, List<NewMoneyGroup> groups) => new(
        Total.Overlap(total.Headline.Low, groups.Select(group => group.Sum.Headline.Low)),
        Total.Overlap(total.Headline.High, groups.Select(group => group.Sum.Headline.High)),
        Total.Overlap(total.Headline.NewLow, groups.Select(group => group.Sum.Headline.NewLow)),
        Total.Overlap(total.Headline.NewHigh, groups.Select(group => group.Sum.Headline.NewHigh)));

    internal static NewMoneySum Sum(KnownMoney money, IReadOnlyCollection<int> figures, Converter converter, YearRange years)
    {
        List<Candidate> candidates = [.. figures.Select(figure => Candidate.Judge(money, figure, converter))];
        List<Candidate> standing = [.. candidates.Where(candidate => candidate.Reason is null)];
        var novelty = new NoveltyRule(money, standing, converter);
        var headline = HeadlineRule.Stated(money, standing);
        List<StatedAnnouncement> announcements = [.. standing
            .Where(candidate => years.Holds(money.StatedOn(candidate.Number)))
            .GroupBy(candidate => candidate.Figure.Announcement, StringComparer.Ordinal)
            .Select(group => Announcement(money, group.Key, [.. group.Select(candidate => novelty.Of(candidate, headline.Contains(candidate)))]))
            .OrderBy(announcement => announcement.Date).ThenBy(announcement => announcement.Reference, StringComparer.Ordinal)];
        return new NewMoneySum(
            Of(announcements.SelectMany(announcement => announcement.Figures)), announcements, LeftOut(money, candidates.Where(candidate => years.Holds(money.StatedOn(candidate.Number)))));
    }

    private static StatedAnnouncement Announcement(KnownMoney money, string reference, List<StatedFigure> figures) =>
        new(reference, money.DateOf(reference), Of(figures), figures);

    private static List<NewMoneyGroup> ByYear(NewMoneySum total)
    {
        var announcements = total.Announcements.ToLookup(announcement => announcement.Date.Year);
        var leftOut = total.LeftOut.ToLookup(figure => figure.StatedOn.Year);
        return
        [
            .. announcements.Select(year => year.Key).Union(leftOut.Select(year => year.Key)).Order().Select(year => new NewMoneyGroup(
                year.ToString("D4", CultureInfo.InvariantCulture),
                new NewMoneySum(Of(announcements[year].SelectMany(announcement => announcement.Figures)), [.. announcements[year]], [.. leftOut[year]]))),
            new NewMoneyGroup(TotalGroup.Unknown, new NewMoneySum(Of([]), [], [])),
        ];
    }

    private static Headline Of(IEnumerable<StatedFigure> figures)
    {
        var all = figures.ToList();
        return new Headline(
            SumOf(all.Select(figure => figure.HeadlineLow)),
            SumOf(all.Select(figure => figure.HeadlineHigh)),
            SumOf(all.Select(figure => figure.NewLow)),
            SumOf(all.Select(figure => figure.NewHigh)));
    }

    private static decimal? SumOf(IEnumerable<decimal?> amounts)
    {
        var known = amounts.OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    private static List<LeftOutFigure> LeftOut(KnownMoney money, IEnumerable<Candidate> candidates) =>
        [.. candidates.Where(candidate => candidate.Reason is not null)
            .Select(candidate => new LeftOutFigure(candidate.Figure, money.StatedOn(candidate.Number), candidate.Reason!.Value, null))];
}
