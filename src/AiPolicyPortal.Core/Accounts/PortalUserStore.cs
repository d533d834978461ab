using AiPolicyPortal.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>Accounts in the portal's database; recovery codes as hashes, which Identity's own store would keep as they are.</summary>
public sealed class PortalUserStore(PortalDbContext context, IdentityErrorDescriber describer)
    : UserOnlyStore<PortalUser, PortalDbContext, Guid>(context, describer)
{
    private const string Provider = "[Portal]";
    private const string Name = "RecoveryCodes";

    public override Task ReplaceCodesAsync(PortalUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, Name, RecoveryCodes.Hash(recoveryCodes), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(PortalUser user, string code, CancellationToken cancellationToken)
    {
        var left = RecoveryCodes.Redeem(await GetTokenAsync(user, Provider, Name, cancellationToken), code);
        if (left is not null)
        {
            await SetTokenAsync(user, Provider, Name, left, cancellationToken);
        }

        return left is not null;
    }

    public override async Task<int> CountCodesAsync(PortalUser user, CancellationToken cancellationToken) =>
        RecoveryCodes.Count(await GetTokenAsync(user, Provider, Name, cancellationToken));
}
