using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Infrastructure;

public static class QueryFaults
{
    /// <summary>Refuses a page's query: status 400, and an error page that lists every fault.</summary>
    public static IActionResult Refuse(this PageModel page, InvalidQueryException exception) =>
        page.Refuse(exception.Errors);
}
