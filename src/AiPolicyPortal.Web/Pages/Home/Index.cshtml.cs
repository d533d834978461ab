using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Home;
using AiPolicyPortal.Core.Promises;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Home;

/// <summary>The dashboard of the world: public money by stage, headline against new money, countries, promises outstanding, what is new.</summary>
public sealed class IndexModel(HomeQueries home, TotalQueries totals, PromiseQueries promises, ChartCatalogue charts) : PageModel
{
    /// <summary>The stages that countries are compared at here; every stage is on <c>/compare</c>.</summary>
    public static IReadOnlyList<Stage> Stages { get; } = [Stage.Announced, Stage.Committed, Stage.Awarded, Stage.Disbursed];

    private const int ShownPromises = 5;

    private static readonly PromiseFilter Outstanding = new() { Evidence = new AnyOf<PromiseEvidence>([PromiseEvidence.None], []) };

    public HomeSummary Summary { get; private set; } = null!;

    /// <summary>In euros; null when no money is recorded.</summary>
    public StageLadder? Ladder { get; private set; }

    public Chart? NewMoney { get; private set; }

    /// <summary>Countries as a map and as a ranking, by what the reader chose.</summary>
    public IReadOnlyList<Chart> Countries { get; private set; } = [];

    /// <summary>The largest outstanding promises of which nothing later is recorded.</summary>
    public (IReadOnlyList<PromiseOutline> Largest, int Count) Promises { get; private set; }

    public TotalQuery Query { get; private set; } = null!;

    /// <summary>The public money of one stage; null when none is recorded.</summary>
    public LadderRung? Public(Stage stage) => Ladder?.Lines.FirstOrDefault(line => line.FunderType == FunderType.Public)?.Rungs
        .FirstOrDefault(rung => rung.Stage == stage);

    /// <summary>What the first screen shows, in two sentences.</summary>
    public string Sentence(MoneyText words, IStringLocalizer<Interface> texts) => texts[
        "Home.Sentence",
        Amount(Stage.Announced, words),
        Amount(Stage.Committed, words),
        Amount(Stage.Awarded, words),
        Amount(Stage.Disbursed, words)];

    private string Amount(Stage stage, MoneyText words) => words.Compact(Public(stage)?.Low, Public(stage)?.High, Ladder!.Currency);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            Query = Read();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }

        Summary = await home.SummariseAsync(cancellationToken);
        Ladder = await totals.LadderAsync(ProgrammeSet.All, "EUR", cancellationToken);
        NewMoney = await charts.MakeAsync("new-money", cancellationToken);
        (string, string)[] chosen = Query.Per == PerUnit.Whole ? [("stage", Query.Stage.Code())] : [("stage", Query.Stage.Code()), ("per", Query.Per.Code())];
        Countries = [(await charts.MakeAsync("countries-map", cancellationToken, chosen))!, (await charts.MakeAsync("countries-ranking", cancellationToken, chosen))!];
        Promises = await promises.LargestAsync(Outstanding, ShownPromises, cancellationToken);
        return Page();
    }

    private TotalQuery Read()
    {
        var parameters = Request.Query.ToParameters();
        var stage = parameters.CodeOrNone<Stage>("stage");
        var per = parameters.CodeOrNone("per", PerUnit.Capita, PerUnit.Gdp);
        parameters.Allow(Localization.Parameter).ThrowIfInvalid();
        return new TotalQuery { Stage = stage ?? Stage.Announced, Per = per ?? PerUnit.Whole };
    }
}
