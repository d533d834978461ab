using System.Globalization;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>Address and password. Whatever is wrong with them, the answer and the time it takes are the same.</summary>
public sealed class SignInModel(
    PortalSignInManager signIn, UserManager<PortalUser> users, SignInThrottle throttle, IStringLocalizer<Interface> words, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    [BindProperty(Name = AccountAddress.ReturnUrl, SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(AccountAddress.Back(ReturnUrl)) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        if (!ModelState.Require("email", Email, words) | !ModelState.Require("password", Password, words))
            return Page();
        if (Email!.Length > PortalUser.EmailMaxLength || Password!.Length > PasswordRules.MaxLength)
            return await RefuseAsync("Account.Fault.SignIn", begun, cancellationToken);
        if (!throttle.AllowsNetwork(HttpContext))
            return await TooManyAsync("Account.Fault.ManyTries", begun, cancellationToken);
        var user = await users.FindByNameAsync(Email.Trim());
        if (!throttle.AllowsName(Email, user))
            return await TooManyAsync("Account.Fault.Locked", begun, cancellationToken);

        var result = await CheckAsync(user, Password);
        if (result.Succeeded)
            return LocalRedirect(AccountAddress.Back(ReturnUrl));
        if (result.RequiresTwoFactor)
            return RedirectToPage("/Account/SecondStep", new { ReturnUrl });

        throttle.NoteFailure(HttpContext, Email, user);
        return result.IsLockedOut || !throttle.AllowsName(Email, user)
            ? await TooManyAsync("Account.Fault.Locked", begun, cancellationToken)
            : await RefuseAsync("Account.Fault.SignIn", begun, cancellationToken);
    }

    private async Task<Microsoft.AspNetCore.Identity.SignInResult> CheckAsync(PortalUser? user, string password)
    {
        if (user is not null)
            return await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);

        // As much work as for an account there is.
        users.PasswordHasher.HashPassword(new PortalUser(), password);
        return Microsoft.AspNetCore.Identity.SignInResult.Failed;
    }

    private Task<IActionResult> TooManyAsync(string text, long begun, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = SignInThrottle.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return RefuseAsync(text, begun, cancellationToken);
    }

    private async Task<IActionResult> RefuseAsync(string text, long begun, CancellationToken cancellationToken)
    {
        await Pace.WaitAsync(begun, clock, cancellationToken);
        ModelState.AddModelError("email", words[text]);
        return Page();
    }
}
