using AiPolicyPortal.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>Recovery codes, made together; earlier ones no longer hold.</summary>
public sealed class RecoverySet(UserManager<PortalUser> users)
{
    private const int Number = 10;

    public async Task<IReadOnlyList<string>> MakeAsync(PortalUser user) => [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, Number))!];
}
