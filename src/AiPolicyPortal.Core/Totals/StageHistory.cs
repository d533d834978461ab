using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>A total as it was stated by a day.</summary>
/// <param name="StatedTo">The day, as a statement of it gives it.</param>
/// <param name="Low">Null when no figure with an amount is in it; never zero for that.</param>
/// <param name="FigureCount">How many figures are in it, undisclosed ones included.</param>
public sealed record StagePoint(PartialDate StatedTo, decimal? Low, decimal? High, int FigureCount, int UndisclosedCount);

/// <summary>How the total of one stage came to be; only the days on which it changed, in their order.</summary>
public sealed record StageLine(Stage Stage, IReadOnlyList<StagePoint> Points);

/// <summary>
/// The total of each stage by the day it had been stated: each point is the answer on that stage with that day as <c>statedTo</c>.
/// The stages are never added.
/// </summary>
/// <param name="Stages">Those that have a point, in the order of the stages.</param>
public sealed record StageHistory(
    ProgrammeSet Programmes, IReadOnlyCollection<FunderType> FunderTypes, string Currency, int Decimals, IReadOnlyList<StageLine> Stages)
{
    /// <param name="facts">What <paramref name="question"/> is answered from.</param>
    /// <param name="money">The same facts as known at the question's instant.</param>
    /// <param name="question">Its stage and grouping do not matter.</param>
    public static StageHistory Of(MoneyFacts facts, KnownMoney money, TotalQuestion question)
    {
        var connected = Connected(facts, money, question);
        var needed = Only(facts, connected.Select(figure => money[figure]));
        var days = connected.Select(money.StatedOn).GroupBy(day => day.LastDay).OrderBy(day => day.Key).Select(day => day.MaxBy(date => date.Precision));
        var stages = Enum.GetValues<Stage>().ToDictionary(stage => stage, _ => new List<StagePoint>());
        foreach (var day in days)
        {
            var known = new KnownMoney(needed, question.AsOf, day);
            foreach (var (stage, points) in stages)
            {
                var total = Total.Answer(known, question with { Stage = stage, StatedTo = day, GroupBy = null }).Total;
                Add(points, new StagePoint(day, total.Low, total.High, total.FigureCount, total.UndisclosedCount));
            }
        }

        return new StageHistory(
            question.Programmes, question.FunderTypes, question.Target.Currency, question.Target.Decimals(money.Tables),
            [.. stages.Where(stage => stage.Value.Count > 0).Select(stage => new StageLine(stage.Key, stage.Value))]);
    }

    private static void Add(List<StagePoint> points, StagePoint point)
    {
        var changed = points.Count == 0 ? point.FigureCount > 0 : point with { StatedTo = points[^1].StatedTo } != points[^1];
        if (changed)
            points.Add(point);
    }

    /// <summary>The asked figures of every stage and all that links lead to from them: nothing else has a part in the answers.</summary>
    private static List<int> Connected(MoneyFacts facts, KnownMoney money, TotalQuestion question)
    {
        List<(int From, int To)> links = [.. facts.Links.Select(link => (From: money.NumberOf(link.From), To: money.NumberOf(link.To)))
            .Where(link => link.From is not null && link.To is not null).Select(link => (link.From!.Value, link.To!.Value))];
        var joined = new SameMoneyGroups(money.Count, links);
        var asked = Enum.GetValues<Stage>().SelectMany(stage => Total.Asked(money, question with { Stage = stage })).Select(figure => joined[figure]).ToHashSet();
        return [.. Enumerable.Range(0, money.Count).Where(figure => asked.Contains(joined[figure]))];
    }

    private static MoneyFacts Only(MoneyFacts facts, IEnumerable<TotalFigure> figures)
    {
        List<TotalFigure> kept = [.. figures];
        var references = kept.Select(figure => figure.Reference).ToHashSet(StringComparer.Ordinal);
        var announcements = kept.Select(figure => figure.Announcement).ToHashSet(StringComparer.Ordinal);
        return facts with
        {
            Figures = kept,
            Links = [.. facts.Links.Where(link => references.Contains(link.From) && references.Contains(link.To))],
            Announcements = [.. facts.Announcements.Where(announcement => announcements.Contains(announcement.Reference))],
            Citations = [.. facts.Citations.Where(citation => announcements.Contains(citation.Announcement))],
        };
    }
}
