using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Totals;

/// <summary>A page that explains an amount by the same query as its API twin, and refuses what that refuses.</summary>
public abstract class ExplanationPage : PageModel
{
    /// <summary>The query as asked, for the API: without the language.</summary>
    public QueryString ApiQuery => QueryString.Create(Request.Query.Where(pair => pair.Key != Localization.Parameter));

    /// <summary>Path and query without the language and the instant, as a citation leads to it.</summary>
    public string OwnAddress => Request.Path + PageAddress.QueryWith(HttpContext, (Localization.Parameter, null), (PastReading.Parameter, null));

    protected async Task<IActionResult> AnswerAsync(Func<QueryParameters, TotalQuery> read, Func<TotalQuery, Task> answer)
    {
        try
        {
            var parameters = Request.Query.ToParameters();
            var query = read(parameters);
            parameters.Allow(Localization.Parameter).ThrowIfInvalid();
            await answer(query);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
