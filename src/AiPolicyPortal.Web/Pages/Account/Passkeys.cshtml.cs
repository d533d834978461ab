using System.Net.Mime;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>One's own passkeys: adds and removes them, each with the password.</summary>
public sealed class PasskeysModel(
    PortalSignInManager signIn, UserManager<PortalUser> users, Passkeys passkeys, RecoverySet recovery, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    /// <summary>The answer of <c>navigator.credentials.create</c> as JSON.</summary>
    [BindProperty(Name = "credential")]
    public string? Credential { get; set; }

    /// <summary>The passkey to remove.</summary>
    [BindProperty(Name = "remove", SupportsGet = true)]
    public string? Remove { get; set; }

    [BindProperty(Name = AccountAddress.ReturnUrl, SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public PortalUser Account { get; private set; } = null!;

    public IReadOnlyList<UserPasskeyInfo> Keys { get; private set; } = [];

    /// <summary>The one that is being removed; null while none is.</summary>
    public UserPasskeyInfo? Removing { get; private set; }

    public bool MayRemove => Passkeys.MayRemove(Account, Keys.Count);

    /// <summary>Key of what was just done.</summary>
    public string? Done { get; private set; }

    /// <summary>Made with the first second factor, and shown once.</summary>
    public IReadOnlyList<string>? NewCodes { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        return Remove is not null && Removing is null ? NotFound() : Page();
    }

    /// <summary>What the browser makes a passkey from; 422 when the form has a fault, which sending it says.</summary>
    public async Task<IActionResult> OnPostOptionsAsync()
    {
        await LoadAsync();
        await CheckFormAsync();
        return !ModelState.IsValid
            ? StatusCode(StatusCodes.Status422UnprocessableEntity)
            : Content(
                await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = Account.Id.ToString(), Name = Account.Email!, DisplayName = Account.DisplayName }),
                MediaTypeNames.Application.Json);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        await CheckFormAsync();
        if (!ModelState.IsValid)
            return Page();

        var isFirst = !await signIn.IsTwoFactorEnabledAsync(Account);
        if (await AttestAsync() is not { } passkey || !await passkeys.AddAsync(Account, passkey, Name!.Trim(), HttpContext.Actor(), cancellationToken))
        {
            ModelState.AddModelError("passkey", words["Passkeys.Fault.NotAdded"]);
            return Page();
        }

        if (isFirst)
            NewCodes = await recovery.MakeAsync(Account);
        await signIn.SignInWithTwoFactorsAsync(Account);
        return await ShowDoneAsync("Passkeys.Added");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        if (Removing is null)
            return NotFound();
        if (!await ModelState.RequirePasswordAsync("password", Password, Account, signIn, words))
            return Page();

        switch (await passkeys.RemoveAsync(Account, Remove, HttpContext.Actor(), cancellationToken))
        {
            case PasskeyRemoval.Removed:
                await signIn.RefreshSignInAsync(Account);
                return await ShowDoneAsync("Passkeys.Removed");
            case PasskeyRemoval.LastFactor:
                ModelState.AddModelError("", words["Passkeys.Fault.Last"]);
                return Page();
            default:
                return RedirectToPage();
        }
    }

    private async Task LoadAsync()
    {
        Account = (await users.GetUserAsync(User))!;
        Keys = await passkeys.ListAsync(Account);
        Removing = Keys.FirstOrDefault(passkey => Passkeys.IdOf(passkey) == Remove);
    }

    private async Task<IActionResult> ShowDoneAsync(string text)
    {
        ModelState.Clear();
        (Name, Remove, Done) = (null, null, text);
        await LoadAsync();
        return Page();
    }

    private async Task CheckFormAsync()
    {
        if (ModelState.Require("name", Name, words) && Name!.Trim().Length > Passkeys.NameMaxLength)
            ModelState.AddModelError("name", words["Passkeys.Fault.Name", Passkeys.NameMaxLength]);
        if (Keys.Count >= Passkeys.Most)
            ModelState.AddModelError("name", words["Passkeys.Fault.TooMany", Passkeys.Most]);
        await ModelState.RequirePasswordAsync("password", Password, Account, signIn, words);
    }

    private async Task<UserPasskeyInfo?> AttestAsync()
    {
        if (string.IsNullOrEmpty(Credential))
            return null;
        try
        {
            var made = await signIn.PerformPasskeyAttestationAsync(Credential);
            return made.Succeeded && made.UserEntity.Id == Account.Id.ToString() ? made.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked for, or longer ago than the cookie of it holds.
            return null;
        }
    }
}
