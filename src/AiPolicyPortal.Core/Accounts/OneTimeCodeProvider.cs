using AiPolicyPortal.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>Checks codes of authenticator programs. Each is taken once, on whatever node it is given.</summary>
public sealed class OneTimeCodeProvider(PortalDbContext db, TimeProvider clock) : IUserTwoFactorTokenProvider<PortalUser>
{
    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        throw new NotSupportedException("Codes are made by the program of the account's owner.");

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key
            || TimeCodes.StepOf(TimeCodes.KeyOf(key), token, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        // In the database, so that two requests at once cannot both use it.
        return await db.Users.Where(row => row.Id == user.Id && (row.LastCodeStep == null || row.LastCodeStep < step))
            .ExecuteUpdateAsync(row => row.SetProperty(found => found.LastCodeStep, step)) == 1;
    }
}
