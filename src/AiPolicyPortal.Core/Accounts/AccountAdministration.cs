using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>An account as administrators see it.</summary>
/// <param name="LockedUntil">After too many wrong passwords, UTC; null where it is not locked.</param>
/// <param name="HasPassword">Whether its owner has followed the invitation.</param>
public sealed record AccountItem(
    Guid Id, string Name, string Email, AccountRole Role, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, DateTimeOffset? LockedUntil, bool HasPassword,
    bool HasSecondFactor);

/// <summary>What administrators do with the accounts of others. Each is one transaction with its audit entry, and ends the account's sessions.</summary>
public sealed class AccountAdministration(
    PortalDbContext db, UserManager<PortalUser> users, NewAccounts accounts, AccountLinks links, AuditLog audit, TimeProvider clock)
{
    /// <summary>Every account by name.</summary>
    public async Task<IReadOnlyList<AccountItem>> ListAsync(CancellationToken cancellationToken) =>
        await Items(db.Users.OrderBy(user => user.DisplayName).ThenBy(user => user.Email)).ToListAsync(cancellationToken);

    public Task<AccountItem?> FindAsync(Guid id, CancellationToken cancellationToken) => Items(db.Users.Where(user => user.Id == id)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Makes an account without a password, and the link with which its owner chooses one.</summary>
    /// <exception cref="ArgumentException">A value cannot be taken; <see cref="ArgumentException.ParamName"/> is <c>email</c> or <c>name</c>.</exception>
    public async Task<(Guid Id, string Secret)> InviteAsync(string email, string name, AccountRole role, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await accounts.CreateAsync(email, name, role, password: null, mustChange: false);
        var secret = await links.MakeAsync(user.Id, cancellationToken);
        await audit.AppendAsync(actor, AuditActions.AccountInvited, SubjectOf(user.Id), new Dictionary<string, string> { ["role"] = role.Code() }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (user.Id, secret);
    }

    /// <summary>Makes an account with a password for the first sign-in, where it is changed; for the shell and the first start, where nobody can be mailed.</summary>
    /// <exception cref="ArgumentException">A value cannot be taken; the message says which and why.</exception>
    public async Task<string> CreateAsync(string email, string name, AccountRole role, Actor actor, CancellationToken cancellationToken)
    {
        var password = NewAccounts.OneTimePassword();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await accounts.CreateAsync(email, name, role, password, mustChange: true);
        await audit.AppendAsync(actor, AuditActions.AccountCreated, SubjectOf(user.Id), new Dictionary<string, string> { ["role"] = role.Code() }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return password;
    }

    /// <summary>Another link, for an invitation that got lost or a password that was forgotten.</summary>
    /// <returns>Null when there is no such account.</returns>
    public async Task<string?> RenewLinkAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        string? secret = null;
        await ChangeAsync(id, actor, AuditActions.AccountLinkMade, async user =>
        {
            secret = await links.MakeAsync(user.Id, cancellationToken);
            return [];
        }, cancellationToken);
        return secret;
    }

    /// <returns>False when there is no such account or it is the actor's own.</returns>
    public async Task<bool> ChangeRoleAsync(Guid id, AccountRole role, Actor actor, CancellationToken cancellationToken) =>
        id != actor.UserId && await ChangeAsync(id, actor, AuditActions.AccountRoleChanged, user =>
        {
            var detail = new Dictionary<string, string> { ["from"] = user.Role.Code(), ["to"] = role.Code() };
            user.Role = role;
            return Task.FromResult(detail);
        }, cancellationToken);

    /// <inheritdoc cref="ChangeRoleAsync"/>
    public async Task<bool> DisableAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        id != actor.UserId && await ChangeAsync(id, actor, AuditActions.AccountDisabled, user =>
        {
            user.DisabledAt ??= clock.GetUtcNow();
            return Task.FromResult(new Dictionary<string, string>());
        }, cancellationToken);

    /// <returns>False when there is no such account.</returns>
    public Task<bool> EnableAsync(Guid id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(id, actor, AuditActions.AccountEnabled, user =>
    {
        user.DisabledAt = null;
        return Task.FromResult(new Dictionary<string, string>());
    }, cancellationToken);

    /// <summary>Ends the lock that wrong passwords or codes brought, before its time.</summary>
    /// <returns>False when there is no such account.</returns>
    public Task<bool> UnlockAsync(Guid id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(id, actor, AuditActions.AccountUnlocked, user =>
    {
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        return Task.FromResult(new Dictionary<string, string>());
    }, cancellationToken);

    /// <summary>Takes away the second factor of somebody who lost it; they set up another at the next sign-in.</summary>
    /// <returns>False when there is no such account or it is the actor's own.</returns>
    public async Task<bool> ResetSecondFactorAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        id != actor.UserId && await ChangeAsync(id, actor, AuditActions.SecondFactorReset, async user =>
        {
            user.TwoFactorEnabled = false;
            await db.UserTokens.Where(token => token.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
            await db.Passkeys.Where(passkey => passkey.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
            return [];
        }, cancellationToken);

    private async Task<bool> ChangeAsync(
        Guid id, Actor actor, string action, Func<PortalUser, Task<Dictionary<string, string>>> change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await users.FindByIdAsync(id.ToString()) is not { } user)
        {
            return false;
        }

        var detail = await change(user);
        // Another stamp ends the sessions that were begun with the earlier rights.
        var result = await users.UpdateSecurityStampAsync(user);
        if (!result.Succeeded)
        {
            throw new DbUpdateConcurrencyException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }

        await audit.AppendAsync(actor, action, SubjectOf(id), detail, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private IQueryable<AccountItem> Items(IQueryable<PortalUser> users)
    {
        var now = clock.GetUtcNow();
        return users.AsNoTracking().Select(user => new AccountItem(
            user.Id, user.DisplayName, user.Email!, user.Role, user.CreatedAt, user.DisabledAt, user.LockoutEnd > now ? user.LockoutEnd : null,
            user.PasswordHash != null, user.TwoFactorEnabled || user.Passkeys.Any()));
    }

    private static AuditSubject SubjectOf(Guid id) => new(AuditSubjects.Account, id.ToString());
}
