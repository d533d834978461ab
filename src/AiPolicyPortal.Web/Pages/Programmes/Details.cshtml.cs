using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Programmes;

public sealed class DetailsModel(ProgrammeQueries programmes, TotalQueries totals, RecordFates fates)
    : DetailPage<Programme, ProgrammeFilter, ProgrammeItem, ProgrammeDetail>(programmes, fates, "/programmes")
{
    /// <summary>One number for each stage and kind of funder; null when no money is known.</summary>
    public StageLadder? Ladder { get; private set; }

    /// <summary>The figures by stage, from recommendation to disbursement.</summary>
    public IEnumerable<IGrouping<Stage, FigureItem>> Stages => Record.Figures.GroupBy(figure => figure.Stage);

    /// <summary>Every source behind the programme and its figures, the official ones first.</summary>
    public IReadOnlyList<SourceLabel> Sources =>
    [
        .. Record.Sources.Concat(Record.Figures.SelectMany(figure => figure.Sources)).DistinctBy(source => source.Ref)
            .OrderBy(source => source.Tier).ThenByDescending(source => source.Published).ThenBy(source => source.Ref, StringComparer.Ordinal),
    ];

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Ladder = await totals.LadderAsync(Record.Programme.Ref, cancellationToken);
}
