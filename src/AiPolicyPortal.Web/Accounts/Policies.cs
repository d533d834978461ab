using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using Microsoft.AspNetCore.Authorization;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>What a page of the administration asks of whoever opens it.</summary>
public static class Policies
{
    /// <summary>At least a contributor, with everything done that a first sign-in asks for.</summary>
    public const string Contributor = "contributor";

    /// <summary>At least an editor, the same.</summary>
    public const string Editor = "editor";

    /// <summary>An administrator, the same.</summary>
    public const string Administrator = "administrator";

    /// <summary>Anybody who is signed in, whatever is still to be done.</summary>
    public const string SignedIn = "signed-in";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        AddRole(options, Contributor, AccountRole.Contributor);
        AddRole(options, Editor, AccountRole.Editor);
        AddRole(options, Administrator, AccountRole.Administrator);
    }

    private static void AddRole(AuthorizationOptions options, string name, AccountRole least) => options.AddPolicy(name, policy => policy
        .RequireAuthenticatedUser()
        .RequireRole(Enum.GetValues<AccountRole>().Where(role => role >= least).Select(role => role.Code()))
        .RequireAssertion(context => context.User.PendingStep() is null));
}
