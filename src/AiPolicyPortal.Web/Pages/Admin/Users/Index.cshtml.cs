using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Users;

/// <summary>Every account, and the invitation of another.</summary>
[Authorize(Policies.Administrator)]
public sealed class IndexModel(AccountAdministration accounts, Invitations invitations, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "role")]
    public string? Role { get; set; }

    public IReadOnlyList<AccountItem> Accounts { get; private set; } = [];

    public bool Sent { get; private set; }

    /// <summary>The link of the invitation where it could not be sent; shown once.</summary>
    public string? Link { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Accounts = await accounts.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Codes<AccountRole>.TryParse(Role, out var role))
            ModelState.AddModelError("role", words["Account.Fault.Required"]);
        if (ModelState.Require("email", Email, words) & ModelState.Require("name", Name, words) && ModelState.IsValid)
            await InviteAsync(role, cancellationToken);
        await OnGetAsync(cancellationToken);
        return Page();
    }

    private async Task InviteAsync(AccountRole role, CancellationToken cancellationToken)
    {
        try
        {
            var (_, secret) = await accounts.InviteAsync(Email!, Name!, role, HttpContext.Actor(), cancellationToken);
            Link = await invitations.SendAsync(HttpContext, Email!.Trim(), Name!.Trim(), secret, cancellationToken);
            Sent = true;
            ModelState.Clear();
        }
        catch (ArgumentException exception)
        {
            var (field, text) = exception.ParamName switch
            {
                "email" => ("email", "Users.Fault.Email"),
                "name" => ("name", "Users.Fault.Name"),
                _ => ("email", "Users.Fault.Taken"),
            };
            ModelState.AddModelError(field, words[text]);
        }
    }
}
