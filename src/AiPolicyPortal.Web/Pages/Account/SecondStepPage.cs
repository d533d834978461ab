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

    protected TimeProvider Clock => clock;

    /// <summary>Key of what is said when the code is not right.</summary>
    protected abstract string FaultText { get; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return Expired();
        await ShowAsync(user);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return Expired();
        if (!ModelState.Require("code", Code, words))
        {
            await ShowAsync(user);
            return Page();
        }

        var result = await CheckAsync(user, Code!.Replace(" ", "", StringComparison.Ordinal).Trim());
        return await AnswerAsync(user, result, "code", FaultText, begun, cancellationToken);
    }

    protected virtual Task ShowAsync(PortalUser user) => Task.CompletedTask;

    protected abstract Task<Microsoft.AspNetCore.Identity.SignInResult> CheckAsync(PortalUser user, string code);

    /// <summary>The way to the password, which was given too long ago.</summary>
    protected IActionResult Expired() => RedirectToPage("/Account/SignIn", new { ReturnUrl });

    /// <summary>Leads on, or says beside <paramref name="field"/> what is wrong, after as long as every refusal takes.</summary>
    protected async Task<IActionResult> AnswerAsync(
        PortalUser user, Microsoft.AspNetCore.Identity.SignInResult result, string field, string faultText, long begun, CancellationToken cancellationToken)
    {
        if (result.Succeeded)
            return LocalRedirect(AccountAddress.Back(ReturnUrl));

        if (result.IsLockedOut)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = SignInThrottle.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        await ShowAsync(user);
        await Pace.WaitAsync(begun, clock, cancellationToken);
        ModelState.AddModelError(field, words[result.IsLockedOut ? "Account.Fault.Locked" : faultText]);
        return Page();
    }
}
