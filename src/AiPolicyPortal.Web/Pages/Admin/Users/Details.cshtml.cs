using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Admin.Users;

/// <summary>What an administrator may do with an account that is not their own.</summary>
[Authorize(Policies.Administrator)]
public sealed class DetailsModel(AccountAdministration accounts, Invitations invitations) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public AccountItem Account { get; private set; } = null!;

    public bool IsOwn => Id == User.Id();

    public bool Done { get; private set; }

    public bool Sent { get; private set; }

    /// <inheritdoc cref="IndexModel.Link"/>
    public string? Link { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(Id, cancellationToken) is not { } account)
            return NotFound();
        Account = account;
        return Page();
    }

    public Task<IActionResult> OnPostRoleAsync(string? role, CancellationToken cancellationToken) => Codes<AccountRole>.TryParse(role, out var value)
        ? DoAsync(accounts.ChangeRoleAsync(Id, value, HttpContext.Actor(), cancellationToken), cancellationToken)
        : Task.FromResult<IActionResult>(BadRequest());

    public Task<IActionResult> OnPostSecondFactorAsync(CancellationToken cancellationToken) =>
        DoAsync(accounts.ResetSecondFactorAsync(Id, HttpContext.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDisableAsync(CancellationToken cancellationToken) =>
        DoAsync(accounts.DisableAsync(Id, HttpContext.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(CancellationToken cancellationToken) =>
        DoAsync(accounts.EnableAsync(Id, HttpContext.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostUnlockAsync(CancellationToken cancellationToken) =>
        DoAsync(accounts.UnlockAsync(Id, HttpContext.Actor(), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken)
    {
        if (await OnGetAsync(cancellationToken) is NotFoundResult missing)
            return missing;
        if (await accounts.RenewLinkAsync(Id, HttpContext.Actor(), cancellationToken) is not { } secret)
            return NotFound();
        Link = await invitations.SendAsync(HttpContext, Account.Email, Account.Name, secret, cancellationToken);
        Sent = true;
        return Page();
    }

    private async Task<IActionResult> DoAsync(Task<bool> change, CancellationToken cancellationToken)
    {
        Done = await change;
        return await OnGetAsync(cancellationToken);
    }
}
