using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Formatting;
using Microsoft.AspNetCore.Mvc;

namespace AiPolicyPortal.Web.Pages.Totals;

/// <summary>Why a total is what it is: what is in it, at which rate, and what is left out, and why. The same query as its API twin.</summary>
public sealed class ExplainModel(TotalQueries totals, FigureQueries figures, TotalCriteria criteria) : ExplanationPage
{
    public TotalReport Report { get; private set; } = null!;

    /// <summary>Where each counted figure was stated, by its reference.</summary>
    public IReadOnlyDictionary<string, FigureStatement> Statements { get; private set; } = new Dictionary<string, FigureStatement>();

    /// <summary>What is counted twice by it and by totals of other kinds of funder, or within it, by the reference of the figure counted here.</summary>
    public ILookup<string, SharedMoney> Shared { get; private set; } = null!;

    public ReferenceTables Tables => Report.Snapshot.Facts.Tables;

    /// <summary>What narrows the total, in words.</summary>
    public IEnumerable<(string Name, string Value)> Criteria => criteria.Of(Report.Query, Report.Snapshot, Report.AsOf);

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        AnswerAsync(TotalQuery.Read, async query =>
        {
            Report = await totals.AnswerAsync(query, cancellationToken);
            Statements = await figures.OfAsync(Report, cancellationToken);
            Shared = Report.Shared();
        });
}
