namespace AiPolicyPortal.Core.Accounts;

/// <summary>What each request of somebody who is signed in is checked against.</summary>
/// <param name="Stamp">Another one than the session's ends it: the password or second factor changed, or its owner signed out everywhere.</param>
public sealed record AccountState(Guid Id, string Name, AccountRole Role, string Stamp, bool MustChangePassword)
{
    public static AccountState Of(PortalUser user) => new(user.Id, user.DisplayName, user.Role, user.SecurityStamp!, user.MustChangePassword);
}
