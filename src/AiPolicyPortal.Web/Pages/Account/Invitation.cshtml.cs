using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>Where the link of an invitation leads: its account's owner chooses a password, once.</summary>
public sealed class InvitationModel(AccountLinks links, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(Name = "secret", SupportsGet = true)]
    public string? Secret { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    [BindProperty(Name = "again")]
    public string? Again { get; set; }

    /// <summary>Null when the link does not hold.</summary>
    public PortalUser? Account { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Account = await links.FindAsync(Secret, cancellationToken);
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.StatusCode = Account is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.Require("password", Password, words) & ModelState.Require("again", Again, words) && Password != Again)
            ModelState.AddModelError("again", words["Account.Fault.Again"]);
        if (!ModelState.IsValid)
            return await OnGetAsync(cancellationToken);

        var result = await links.UseAsync(Secret, Password!, cancellationToken);
        if (result is { Succeeded: true })
            return RedirectToPage("/Account/SignIn");
        if (result is not null)
            ModelState.AddPasswordFaults("password", result, words);
        return await OnGetAsync(cancellationToken);
    }
}
