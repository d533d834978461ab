using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>What each request of somebody who is signed in is checked against.</summary>
/// <param name="Stamp">Another one than the session's ends it: the password or second factor changed, or its owner signed out everywhere.</param>
public sealed record AccountState(Guid Id, string Name, AccountRole Role, string Stamp, bool MustChangePassword)
{
    public static AccountState Of(PortalUser user) => new(user.Id, user.DisplayName, user.Role, user.SecurityStamp!, user.MustChangePassword);

    /// <summary>Null when there is no such account or it may not sign in.</summary>
    public static Task<AccountState?> FindAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken) => db.Users.AsNoTracking()
        .Where(user => user.Id == id && user.DisabledAt == null)
        .Select(user => new AccountState(user.Id, user.DisplayName, user.Role, user.SecurityStamp!, user.MustChangePassword))
        .FirstOrDefaultAsync(cancellationToken);
}
