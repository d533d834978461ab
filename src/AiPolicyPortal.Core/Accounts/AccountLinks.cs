using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AiPolicyPortal.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>Links with which an account's owner chooses a password: one at a time, for three days, once.</summary>
public sealed class AccountLinks(PortalDbContext db, UserManager<PortalUser> users, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private const int SecretBytes = 32;

    /// <summary>Makes a link; an earlier one of the account no longer holds.</summary>
    /// <returns>Its secret, which is not stored.</returns>
    public async Task<string> MakeAsync(Guid userId, CancellationToken cancellationToken)
    {
        await db.AccountLinks.Where(link => link.UserId == userId && link.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = clock.GetUtcNow();
        db.Add(new AccountLink { UserId = userId, Hash = HashOf(secret), CreatedAt = now, ExpiresAt = now + Lifetime });
        await db.SaveChangesAsync(cancellationToken);
        return secret;
    }

    /// <summary>The account of a link that holds; null for any other text.</summary>
    public async Task<PortalUser?> FindAsync(string? secret, CancellationToken cancellationToken) =>
        await Holding(secret).Join(db.Users, link => link.UserId, user => user.Id, (_, user) => user)
            .Where(user => user.DisabledAt == null).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Gives the account of a link its owner's password, and uses the link up.</summary>
    /// <returns>Null when the link does not hold (any more); else whether the password was taken, and if not why.</returns>
    public async Task<IdentityResult?> UseAsync(string? secret, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await FindAsync(secret, cancellationToken);
        if (user is null || await Holding(secret).ExecuteUpdateAsync(link => link.SetProperty(row => row.UsedAt, clock.GetUtcNow()), cancellationToken) != 1)
        {
            return null;
        }

        if (user.PasswordHash is not null)
        {
            await users.RemovePasswordAsync(user);
        }

        user.MustChangePassword = false;
        user.LockoutEnd = null;
        var result = await users.AddPasswordAsync(user, password);
        if (result.Succeeded)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    private IQueryable<AccountLink> Holding(string? secret)
    {
        var (hash, now) = (HashOf(secret ?? ""), clock.GetUtcNow());
        return db.AccountLinks.Where(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now);
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
