using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>Ends this session, or every session of the account.</summary>
public sealed class SignOutModel(PortalSignInManager signIn, UserManager<PortalUser> users) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return RedirectToPage("/Account/SignIn", new { signedOut = "true" });
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        if (await users.GetUserAsync(User) is { } user)
            await users.UpdateSecurityStampAsync(user);
        return await OnPostAsync();
    }
}
