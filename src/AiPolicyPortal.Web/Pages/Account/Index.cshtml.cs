using AiPolicyPortal.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>What somebody may see and change of their own account.</summary>
public sealed class IndexModel(UserManager<PortalUser> users, UserSessions sessions) : PageModel
{
    public PortalUser Account { get; private set; } = null!;

    public int PasskeyCount { get; private set; }

    public int SessionCount { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Account = (await users.GetUserAsync(User))!;
        PasskeyCount = (await users.GetPasskeysAsync(Account)).Count;
        SessionCount = (await sessions.ListAsync(Account, cancellationToken)).Count;
    }
}
