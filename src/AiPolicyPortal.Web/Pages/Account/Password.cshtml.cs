using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>Another password. The account's other sessions end with it.</summary>
public sealed class PasswordModel(PortalSignInManager signIn, UserManager<PortalUser> users, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(Name = "current")]
    public string? Current { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    [BindProperty(Name = "again")]
    public string? Again { get; set; }

    [BindProperty(Name = AccountAddress.ReturnUrl, SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Email { get; private set; }

    public bool Saved { get; private set; }

    public async Task OnGetAsync() => Email = (await CurrentUserAsync()).Email;

    public async Task<IActionResult> OnPostAsync()
    {
        var user = await CurrentUserAsync();
        Email = user.Email;
        await CheckAsync(user);
        if (!ModelState.IsValid)
            return Page();

        var mustChange = user.MustChangePassword;
        user.MustChangePassword = false;
        var result = await users.ChangePasswordAsync(user, Current!, Password!);
        if (!result.Succeeded)
        {
            ModelState.AddPasswordFaults("password", result, words);
            return Page();
        }

        await signIn.RefreshSignInAsync(user);
        if (mustChange || ReturnUrl is not null)
            return LocalRedirect(AccountAddress.Back(ReturnUrl));
        ModelState.Clear();
        Saved = true;
        return Page();
    }

    private async Task CheckAsync(PortalUser user)
    {
        if (!ModelState.Require("current", Current, words) | !ModelState.Require("password", Password, words) | !ModelState.Require("again", Again, words))
            return;
        if (await signIn.FaultOfPasswordAsync(user, Current!) is { } fault)
            ModelState.AddModelError("current", words[fault]);
        if (Password != Again)
            ModelState.AddModelError("again", words["Account.Fault.Again"]);
        if (Password == Current)
            ModelState.AddModelError("password", words["Account.Fault.Same"]);
    }

    private async Task<PortalUser> CurrentUserAsync() => (await users.GetUserAsync(User))!;
}
