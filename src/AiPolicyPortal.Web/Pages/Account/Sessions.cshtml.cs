using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>One's own sessions: where one is signed in; ends another one, with the password.</summary>
public sealed class SessionsModel(PortalSignInManager signIn, UserManager<PortalUser> users, UserSessions sessions, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    /// <summary>The session to end.</summary>
    [BindProperty(Name = "end", SupportsGet = true)]
    public Guid? End { get; set; }

    public string? Email { get; private set; }

    public IReadOnlyList<UserSession> All { get; private set; } = [];

    /// <summary>The one that is being ended; null while none is.</summary>
    public UserSession? Ending { get; private set; }

    public bool Ended { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return End is not null && Ending is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var user = await LoadAsync(cancellationToken);
        if (Ending is null)
            return RedirectToPage();
        if (!await ModelState.RequirePasswordAsync("password", Password, user, signIn, words))
            return Page();

        await sessions.EndAsync(user.Id, Ending.Id, cancellationToken);
        ModelState.Clear();
        (End, Ended) = (null, true);
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task<PortalUser> LoadAsync(CancellationToken cancellationToken)
    {
        var user = (await users.GetUserAsync(User))!;
        Email = user.Email;
        All = await sessions.ListAsync(user, cancellationToken);
        // One's own is ended by signing out.
        Ending = All.FirstOrDefault(session => session.Id == End && session.Id != User.Session());
        return user;
    }
}
