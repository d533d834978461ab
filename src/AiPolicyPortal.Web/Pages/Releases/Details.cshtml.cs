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

    /// <summary>
    /// The components that somebody judged closed, with those judgements. A paper that can be read before its review is not kept closed: the index
    /// judges there whether it was reviewed.
    /// </summary>
    public IEnumerable<JudgedComponent> Closed => Judged(Availability.Closed).Where(judged => judged.Component != Component.Paper
        || Record.Components.Where(component => component.Component == Component.Preprint).SelectMany(component => component.Judgements)
            .All(judgement => judgement.Availability is Availability.Closed or Availability.Unknown));

    /// <summary>The components that somebody judged partly open and nobody closed.</summary>
    public IEnumerable<JudgedComponent> PartlyOpen => Judged(Availability.Partial);

    /// <summary>The components that somebody judged open and nobody less open.</summary>
    public IEnumerable<JudgedComponent> Released => Judged(Availability.Open);

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

    // The components whose least open judgement is this one, with the judgements that say so.
    private IEnumerable<JudgedComponent> Judged(Availability least) => Record.Components
        .Where(component => component.Judgements.Select(judgement => judgement.Availability).LeastOpen() == least)
        .Select(component => new JudgedComponent(component.Component, [.. component.Judgements.Where(judgement => judgement.Availability == least)]));

    private static T? Shared<T>(IEnumerable<T> values) => values.Distinct().Take(2).ToList() is [var only] ? only : default;
}

/// <summary>A component with the judgements that hold of it.</summary>
public sealed record JudgedComponent(Component Component, IReadOnlyList<JudgementItem> Judgements);

/// <summary>A column of the grid of components; date and source are those that all its judgements share, null where they differ.</summary>
public sealed record AssessorColumn(Assessor Assessor, PartialDate? Assessed, SourceLabel? Source);

/// <summary>A cell of the grid; null where the assessor says nothing of the component.</summary>
public sealed record JudgementCell(AssessorColumn Column, JudgementItem? Judgement);
