using System.Globalization;
using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Keys;

/// <summary>Issues, lists and revokes keys of the API, as <c>portal api-key</c> does.</summary>
[Authorize(Policies.Administrator)]
public sealed class IndexModel(ApiKeys keys, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(Name = "label")]
    public string? Label { get; set; }

    [BindProperty(Name = "perMinute")]
    public string? PerMinute { get; set; }

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    /// <summary>The key that was just issued; shown once.</summary>
    public string? Issued { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Keys = await keys.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        int? perMinute = int.TryParse(PerMinute, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        if (!string.IsNullOrWhiteSpace(PerMinute) && perMinute is null)
            ModelState.AddModelError("perMinute", words["Keys.Fault.PerMinute"]);
        if (ModelState.Require("label", Label, words) && Label!.Trim().Length > ApiKey.LabelMaxLength)
            ModelState.AddModelError("label", words["Keys.Fault.Label"]);
        if (ModelState.IsValid)
            await IssueAsync(perMinute, cancellationToken);
        await OnGetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(id, HttpContext.Actor(), cancellationToken) is null ? NotFound() : RedirectToPage();

    private async Task IssueAsync(int? perMinute, CancellationToken cancellationToken)
    {
        (_, Issued) = await keys.IssueAsync(Label!, perMinute, HttpContext.Actor(), cancellationToken);
        ModelState.Clear();
    }
}
