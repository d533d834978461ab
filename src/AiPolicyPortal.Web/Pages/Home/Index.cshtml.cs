using AiPolicyPortal.Core.Home;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Home;

public sealed class IndexModel(HomeQueries home) : PageModel
{
    public HomeSummary Summary { get; private set; } = null!;

    public int Repeating => Summary.Stages.Sum(stage => stage.Repeating);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            Request.Query.ToParameters().Allow(Localization.Parameter).ThrowIfInvalid();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }

        Summary = await home.SummariseAsync(cancellationToken);
        return Page();
    }
}
