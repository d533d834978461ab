using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using Microsoft.AspNetCore.Mvc;

namespace AiPolicyPortal.Web.Pages.Totals;

/// <summary>Why a total is what it is: what is in it, at which rate, and what is left out, and why. The same query as its API twin.</summary>
public sealed class ExplainModel(TotalQueries totals, TotalCriteria criteria) : ExplanationPage
{
    public TotalReport Report { get; private set; } = null!;

    public ReferenceTables Tables => Report.Snapshot.Facts.Tables;

    /// <summary>What narrows the total, in words.</summary>
    public IEnumerable<(string Name, string Value)> Criteria => criteria.Of(Report.Query, Report.Snapshot, Report.AsOf);

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        AnswerAsync(TotalQuery.Read, async query => Report = await totals.AnswerAsync(query, cancellationToken));
}
