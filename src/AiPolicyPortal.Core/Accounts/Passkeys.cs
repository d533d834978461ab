using System.Buffers.Text;
using System.Security.Cryptography;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>What became of the wish to remove a passkey.</summary>
public enum PasskeyRemoval
{
    Removed,

    /// <summary>The account has no such passkey (any more).</summary>
    Unknown,

    /// <summary>It is the only second factor of somebody who must have one.</summary>
    LastFactor,
}

/// <summary>The passkeys of an account. Each change is one transaction with its audit entry; adding and removing one ends the account's sessions.</summary>
public sealed class Passkeys(PortalDbContext db, UserManager<PortalUser> users, AuditLog audit)
{
    public const int NameMaxLength = 100;

    /// <summary>As many as one account may have.</summary>
    public const int Most = 20;

    /// <summary>Of the signed-in account, oldest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> ListAsync(PortalUser user) =>
        [.. (await users.GetPasskeysAsync(user)).OrderBy(passkey => passkey.CreatedAt).ThenBy(passkey => passkey.Name, StringComparer.Ordinal)];

    /// <summary>A passkey's id as addresses and forms write it.</summary>
    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <summary>Whether the account keeps a second factor without one of so many passkeys, or needs none.</summary>
    public static bool MayRemove(PortalUser user, int count) => user.Role < AccountRole.Editor || user.TwoFactorEnabled || count > 1;

    /// <param name="user">Whose it becomes.</param>
    /// <param name="passkey">As it was just proved.</param>
    /// <param name="name">1 to <see cref="NameMaxLength"/> characters.</param>
    /// <param name="actor">The account's owner.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>False when the account changed at the same moment.</returns>
    public async Task<bool> AddAsync(PortalUser user, UserPasskeyInfo passkey, string name, Actor actor, CancellationToken cancellationToken)
    {
        passkey.Name = name;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded || !(await users.UpdateSecurityStampAsync(user)).Succeeded)
        {
            return false;
        }

        await EnterAsync(user, passkey.CredentialId, actor, AuditActions.PasskeyAdded, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <param name="user">Whose it is.</param>
    /// <param name="id">As <see cref="IdOf"/> writes it; any other text is unknown.</param>
    /// <param name="actor">The account's owner.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task<PasskeyRemoval> RemoveAsync(PortalUser user, string? id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var all = await ListAsync(user);
        if (all.FirstOrDefault(passkey => IdOf(passkey) == id) is not { } found)
        {
            return PasskeyRemoval.Unknown;
        }

        if (!MayRemove(user, all.Count))
        {
            return PasskeyRemoval.LastFactor;
        }

        // Two removals at once cannot both leave the other's passkey: the account is written by its concurrency stamp.
        if (!(await users.RemovePasskeyAsync(user, found.CredentialId)).Succeeded || !(await users.UpdateSecurityStampAsync(user)).Succeeded)
        {
            return PasskeyRemoval.Unknown;
        }

        await EnterAsync(user, found.CredentialId, actor, AuditActions.PasskeyRemoved, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PasskeyRemoval.Removed;
    }

    /// <summary>Notes that a passkey was used to sign in, with its counter, and forgets earlier failures.</summary>
    /// <returns>False when the account changed since it was read, as by the same proof sent twice.</returns>
    public async Task<bool> UseAsync(PortalUser user, UserPasskeyInfo passkey, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!(await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded || !(await users.ResetAccessFailedCountAsync(user)).Succeeded)
        {
            return false;
        }

        await EnterAsync(user, passkey.CredentialId, actor, AuditActions.PasskeyUsed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // A short digest tells one passkey from another; its name was written by a person and stays out.
    private Task<AuditEntry> EnterAsync(PortalUser user, byte[] credentialId, Actor actor, string action, CancellationToken cancellationToken) => audit.AppendAsync(
        actor, action, new AuditSubject(AuditSubjects.Account, user.Id.ToString()),
        new Dictionary<string, string> { ["passkey"] = Convert.ToHexStringLower(SHA256.HashData(credentialId).AsSpan(0, 6)) }, cancellationToken);
}
