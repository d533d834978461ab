using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Releases;

public sealed class DetailsModel(ReleaseQueries releases, RecordFates fates)
    : DetailPage<Release, ReleaseFilter, ReleaseItem, ReleaseDetail>(releases, fates, "/releases")
{
    /// <summary>Who judged anything of it, in the order of the columns.</summary>
    public IReadOnlyList<AssessorColumn> Assessors =>
    [
        .. Record.Components.SelectMany(component => component.Judgements).GroupBy(judgement => judgement.Assessor)
            .OrderBy(judgements => judgements.Key).Select(judgements => new AssessorColumn(
                judgements.Key,
                Shared(judgements.Select(judgement => judgement.Assessed)),
                Shared(judgements.Select(judgement => judgement.Source)))),
    ];

    public IEnumerable<IGrouping<ComponentGroup, ComponentItem>> Groups => Record.Components.GroupBy(component => component.Group);

    /// <summary>The components that somebody judged closed, with those judgements.</summary>
    public IEnumerable<(Component Component, IReadOnlyList<JudgementItem> Judgements)> Closed => Record.Components
        .Select(component => (
            component.Component,
            (IReadOnlyList<JudgementItem>)[.. component.Judgements.Where(judgement => judgement.Availability == Availability.Closed)]))
        .Where(component => component.Item2.Count > 0);

    /// <summary>The components that somebody judged open and nobody less open, with those judgements.</summary>
    public IEnumerable<(Component Component, IReadOnlyList<JudgementItem> Judgements)> Released => Record.Components
        .Select(component => (
            component.Component,
            (IReadOnlyList<JudgementItem>)[.. component.Judgements.Where(judgement => judgement.Availability != Availability.Unknown)]))
        .Where(component => component.Item2.Count > 0 && component.Item2.All(judgement => judgement.Availability == Availability.Open));

    /// <summary>Days from announcement to release; null unless both are known to the day.</summary>
    public int? DaysToRelease => Record.Release is
    {
        Announced: { Precision: DatePrecision.Day, LastDay: var announced },
        Released: { Precision: DatePrecision.Day, LastDay: var released },
    } ? released.DayNumber - announced.DayNumber : null;

    /// <summary>
    /// The words a judgement rests on; null for the index, whose evidence is the name of its criterion, which the component's row says already.
    /// </summary>
    public static string? Words(JudgementItem judgement) => judgement.Assessor == Assessor.OsaiIndex ? null : judgement.Evidence;

    private static T? Shared<T>(IEnumerable<T> values) => values.Distinct().Take(2).ToList() is [var only] ? only : default;
}

/// <summary>A column of the grid of components; date and source are those that all its judgements share, null where they differ.</summary>
public sealed record AssessorColumn(Assessor Assessor, PartialDate? Assessed, SourceLabel? Source);

/// <summary>A cell of the grid; null where the assessor says nothing of the component.</summary>
public sealed record JudgementCell(AssessorColumn Column, JudgementItem? Judgement);
