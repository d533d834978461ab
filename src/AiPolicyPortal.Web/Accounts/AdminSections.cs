using System.Security.Claims;
using AiPolicyPortal.Core.Accounts;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>The sections of the administration, in the order of its menu.</summary>
public static class AdminSections
{
    // The name is that of the text Admin.Nav.<name>.
    private static readonly (string Name, string Path, AccountRole Least)[] All =
    [
        ("Home", AccountAddress.Home, AccountRole.Contributor),
        ("Announcement", "/admin/announcements/new", AccountRole.Contributor),
        ("Corrections", "/admin/corrections", AccountRole.Editor),
        ("Users", "/admin/users", AccountRole.Administrator),
        ("Keys", "/admin/keys", AccountRole.Administrator),
        ("Sources", "/admin/sources", AccountRole.Contributor),
        ("Changes", "/admin/changes", AccountRole.Contributor),
        ("Imports", "/admin/imports", AccountRole.Editor),
        ("Records", "/admin/records", AccountRole.Contributor),
        ("Audit", "/admin/audit", AccountRole.Administrator),
    ];

    /// <summary>Those that somebody may open.</summary>
    public static IEnumerable<(string Name, string Path)> For(ClaimsPrincipal user) =>
        All.Where(section => user.MayActAs(section.Least)).Select(section => (section.Name, section.Path));
}
