using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Totals;

/// <summary>Why a total is what it is: what is in it, at which rate, and what is left out, and why. The same query as its API twin.</summary>
public sealed class ExplainModel(TotalQueries totals, TotalCriteria criteria) : PageModel
{
    public TotalReport Report { get; private set; } = null!;

    /// <summary>The query as asked, for the API: without the language.</summary>
    public QueryString ApiQuery => QueryString.Create(Request.Query.Where(pair => pair.Key != Localization.Parameter));

    public ReferenceTables Tables => Report.Snapshot.Facts.Tables;

    /// <summary>What narrows the total, in words.</summary>
    public IEnumerable<(string Name, string Value)> Criteria => criteria.Of(Report.Query, Report.Snapshot, Report.AsOf);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parameters = Request.Query.ToParameters();
            var query = TotalQuery.Read(parameters);
            parameters.Allow(Localization.Parameter).ThrowIfInvalid();
            Report = await totals.AnswerAsync(query, cancellationToken);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
