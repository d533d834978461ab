using System.Globalization;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>What the pages after the password have in common: the account waits in a cookie of ten minutes, and failures count towards its lock.</summary>
public abstract class SecondStepPage(PortalSignInManager signIn, IStringLocalizer<Interface> words, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    [BindProperty(Name = AccountAddress.ReturnUrl, SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    protected PortalSignInManager Manager => signIn;

    /// <summary>Key of what is said when the code is not right.</summary>
    protected abstract string FaultText { get; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return RedirectToPage("/Account/SignIn", new { ReturnUrl });
        await ShowAsync(user);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return RedirectToPage("/Account/SignIn", new { ReturnUrl });
        if (!ModelState.Require("code", Code, words))
            return Page();

        var result = await CheckAsync(user, Code!.Replace(" ", "", StringComparison.Ordinal).Trim());
        if (result.Succeeded)
            return LocalRedirect(AccountAddress.Back(ReturnUrl));

        if (result.IsLockedOut)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = SignInThrottle.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        await Pace.WaitAsync(begun, clock, cancellationToken);
        ModelState.AddModelError("code", words[result.IsLockedOut ? "Account.Fault.Locked" : FaultText]);
        return Page();
    }

    protected virtual Task ShowAsync(PortalUser user) => Task.CompletedTask;

    protected abstract Task<Microsoft.AspNetCore.Identity.SignInResult> CheckAsync(PortalUser user, string code);
}
