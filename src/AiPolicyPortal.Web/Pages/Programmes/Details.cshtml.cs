using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Core.Traces;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Programmes;

public sealed class DetailsModel(
    ProgrammeQueries programmes, FigureQueries figures, TotalQueries totals, OpenQueries open, GrantQueries grants, RecordFates fates, ChartCatalogue charts)
    : DetailPage<Programme, ProgrammeFilter, ProgrammeItem, ProgrammeDetail>(programmes, fates, "/programmes")
{
    /// <summary>One number for each stage and kind of funder; null when no money is known.</summary>
    public StageLadder? Ladder { get; private set; }

    /// <summary>What another programme's figure stands for in totals of both.</summary>
    public IReadOnlyList<(FigureItem Figure, FigureCounting Counting)> Elsewhere { get; private set; } = [];

    /// <summary>How the public total of each stage came to be; null where there is none to show.</summary>
    public Chart? History { get; private set; }

    /// <summary>The contradictions that the programme's figures are in.</summary>
    public IReadOnlyList<ClaimGroup> Claims { get; private set; } = [];

    /// <summary>The figures of <see cref="Claims"/> by reference, those of other programmes among them.</summary>
    public IReadOnlyDictionary<string, FigureItem> ClaimedFigures { get; private set; } = new Dictionary<string, FigureItem>();

    /// <summary>From its promise of open source to what came of it; null when it promised none.</summary>
    public Trace? Trace { get; private set; }

    /// <summary>Grants under it and everything within it.</summary>
    public int GrantCount { get; private set; }

    /// <summary>The figures by stage, from recommendation to disbursement.</summary>
    public IEnumerable<IGrouping<Stage, FigureItem>> Stages => Record.Figures.GroupBy(figure => figure.Stage);

    /// <summary>Every source behind the programme and its figures, the official ones first.</summary>
    public IReadOnlyList<SourceLabel> Sources =>
    [
        .. Record.Sources.Concat(Record.Figures.SelectMany(figure => figure.Sources)).DistinctBy(source => source.Ref)
            .OrderBy(source => source.Tier).ThenByDescending(source => source.Published).ThenBy(source => source.Ref, StringComparer.Ordinal),
    ];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var programme = Record.Programme.Ref;
        Ladder = await totals.LadderAsync(programme, ViewData[RecordCurrency.Parameter] as string, cancellationToken);
        var first = PageRequest.Read(new QueryParameters([]), GrantFilter.SortKeys) with { Limit = 1 };
        GrantCount = (await grants.ListAsync(new GrantFilter { Programme = new([programme], []) }, first, cancellationToken)).Count ?? 0;
        Elsewhere = [.. Record.Figures.Join(await totals.CountedElsewhereAsync(programme, cancellationToken), figure => figure.Ref, counting => counting.Figure.Reference, (figure, counting) => (figure, counting))];
        if (Ladder?.Lines.Any(line => line.FunderType == FunderType.Public) == true)
            History = await charts.MakeAsync("stage-history", cancellationToken, [.. HttpContext.AskedAsOf(), ("programme", programme), ("currency", Ladder.Currency)]);
        if (Record.Programme.OpenSourceCommitment != OpenSourceCommitment.None)
            Trace = new Trace((await open.ReadAsync(new OpenFilter { Programme = new([programme], []) }, cancellationToken)).Programmes, IsOne: true);
        Claims = await totals.ClaimsAsync(programme, cancellationToken);
        if (Claims.Count > 0)
            ClaimedFigures = await figures.NamedAsync([.. Claims.SelectMany(group => group.Claims).Select(claim => claim.Figure.Reference)], cancellationToken);
    }
}
