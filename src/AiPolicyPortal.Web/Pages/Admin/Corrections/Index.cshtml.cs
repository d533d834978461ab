using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Admin.Corrections;

/// <summary>Reported errors that wait for an answer.</summary>
[Authorize(Policies.Editor)]
public sealed class IndexModel(CorrectionDesk desk) : PageModel
{
    private const int Shortest = 200;

    public IReadOnlyList<Correction> Waiting { get; private set; } = [];

    public static string Beginning(string text) => text.Length <= Shortest ? text : text[..Shortest] + "…";

    public async Task OnGetAsync(CancellationToken cancellationToken) => Waiting = await desk.WaitingAsync(cancellationToken);
}
