using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>What was said at one stage, and how much of it was new.</summary>
/// <param name="Headline">Everything said, less what an announcement holds within another of its own figures.</param>
/// <param name="New">The first statements of their money, and what revisions add or take.</param>
/// <param name="Growth">What the total grew by meanwhile: a larger sum of which parts had been stated before is new in full, and adds only the rest to the total.</param>
/// <param name="NotConvertedCount">Of the figures left out, how many for want of a rate or a series.</param>
/// <param name="Groups">By year or country, the unknown one last; empty when no grouping was asked.</param>
/// <param name="Overlap">The whole less its groups; null when no grouping was asked.</param>
/// <param name="Announcements">By date, then reference.</param>
/// <param name="LeftOut">The figures in neither amount.</param>
public sealed record NewMoneyData(
    Stage Stage,
    IReadOnlyList<FunderType> FunderTypes,
    string Currency,
    PriceBasis Basis,
    PerUnit Per,
    int? ConstantYear,
    PartialDate? StatedTo,
    int? YearFrom,
    int? YearTo,
    Bounds Headline,
    Bounds New,
    Bounds Growth,
    int NotConvertedCount,
    IReadOnlyList<NewMoneyGroupData> Groups,
    HeadlineData? Overlap,
    IReadOnlyList<StatedAnnouncementData> Announcements,
    IReadOnlyList<LeftOutFigureData> LeftOut)
{
    internal static NewMoneyData Of(NewMoneyReport report, GroupLabels labels)
    {
        var (query, answer, tables) = (report.Query, report.Answer, report.Snapshot.Facts.Tables);
        var growth = report.Growth;
        var total = HeadlineData.Of(answer.Total.Headline, answer.Decimals);
        return new NewMoneyData(
            query.Stage,
            query.FunderTypes,
            query.Currency,
            query.Basis,
            query.Per,
            query.ConstantYear,
            query.StatedTo,
            query.Years.From,
            query.Years.To,
            total.Headline,
            total.New,
            Bounds.Of(growth.Low, growth.High, answer.Decimals),
            answer.Total.NotConvertedCount,
            [.. answer.Groups.Select(group => NewMoneyGroupData.Of(group, labels.Of(report.Snapshot, query.GroupBy, group.Key), answer.Decimals))],
            answer.Overlap is { } overlap ? HeadlineData.Of(overlap, answer.Decimals) : null,
            [.. answer.Total.Announcements.Select(announcement => StatedAnnouncementData.Of(announcement, report.Snapshot, answer.Decimals))],
            [.. answer.Total.LeftOut.Select(left => LeftOutFigureData.Of(left, tables))]);
    }
}

/// <inheritdoc cref="NewMoneyData"/>
public sealed record HeadlineData(Bounds Headline, Bounds New)
{
    internal static HeadlineData Of(Headline sum, int decimals) =>
        new(Bounds.Of(sum.Low, sum.High, decimals), Bounds.Of(sum.NewLow, sum.NewHigh, decimals));
}

/// <summary>One year or country.</summary>
/// <param name="Announcements">Those behind it, each with what it adds here.</param>
public sealed record NewMoneyGroupData(
    string Key, string Label, Bounds Headline, Bounds New, IReadOnlyList<GroupAnnouncementData> Announcements)
{
    internal static NewMoneyGroupData Of(NewMoneyGroup group, string label, int decimals)
    {
        var sum = HeadlineData.Of(group.Sum.Headline, decimals);
        return new NewMoneyGroupData(group.Key, label, sum.Headline, sum.New, [.. group.Sum.Announcements.Select(announcement =>
        {
            var part = HeadlineData.Of(announcement.Sum, decimals);
            return new GroupAnnouncementData(announcement.Reference, part.Headline, part.New);
        })]);
    }
}

/// <summary>An announcement's share in a group.</summary>
public sealed record GroupAnnouncementData(string Announcement, Bounds Headline, Bounds New);

/// <summary>An announcement with the figures it stated at the asked stage.</summary>
/// <param name="Announcement">Its reference.</param>
/// <param name="Title">As it is now.</param>
public sealed record StatedAnnouncementData(
    string Announcement, string Title, PartialDate StatedOn, Bounds Headline, Bounds New, IReadOnlyList<StatedFigureData> Figures)
{
    internal static StatedAnnouncementData Of(StatedAnnouncement announcement, MoneySnapshot snapshot, int decimals)
    {
        var sum = HeadlineData.Of(announcement.Sum, decimals);
        return new StatedAnnouncementData(
            announcement.Reference, snapshot.AnnouncementTitles[announcement.Reference], announcement.Date, sum.Headline, sum.New,
            [.. announcement.Figures.Select(figure => StatedFigureData.Of(figure, snapshot.Facts.Tables, decimals))]);
    }
}

/// <summary>A stated figure next to what had been stated before.</summary>
/// <param name="Figure">Its reference.</param>
/// <param name="Headline">What it adds to the headline; null when nothing.</param>
/// <param name="New">What of it is new, below zero for a decrease; null when that cannot be known.</param>
/// <param name="Because">Reference of the earlier figure that <c>novelty</c> speaks of.</param>
/// <param name="PartsBefore">Of one that is new: references of earlier figures whose money is a part of its money. It is new in full all the same.</param>
public sealed record StatedFigureData(
    string Figure, string Programme, string? Amount, string? AmountHigh, string Currency, Bounds Headline, Bounds New, Novelty Novelty, string? Because,
    IReadOnlyList<string> PartsBefore)
{
    internal static StatedFigureData Of(StatedFigure stated, ReferenceTables tables, int decimals)
    {
        var (figure, unit) = (stated.Figure, tables.MinorUnit(stated.Figure.Currency));
        return new StatedFigureData(
            figure.Reference, figure.Programme, Bounds.Text(figure.AmountLow, unit), Bounds.Text(figure.AmountHigh, unit), figure.Currency,
            Bounds.Of(stated.HeadlineLow, stated.HeadlineHigh, decimals), Bounds.Of(stated.NewLow, stated.NewHigh, decimals),
            stated.Novelty, stated.Because, stated.PartsBefore);
    }
}
