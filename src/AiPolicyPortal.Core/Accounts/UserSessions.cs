using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>The sessions of accounts: begun at the sign-in, seen with requests, ended by their owner.</summary>
public sealed class UserSessions(PortalDbContext db, TimeProvider clock)
{
    /// <summary>A session is written to once in so long, however many requests it makes.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session, or lets one go on under the account's new stamp.</summary>
    /// <param name="id">The session that goes on; null for a new one.</param>
    /// <returns>Its id.</returns>
    public async Task<Guid> BeginAsync(Guid? id, Guid user, string stamp, string? browser, CancellationToken cancellationToken)
    {
        if (id is { } known
            && await db.UserSessions.Where(held => held.Id == known && held.UserId == user).ExecuteUpdateAsync(set => set.SetProperty(held => held.Stamp, stamp), cancellationToken) > 0)
        {
            return known;
        }

        var now = clock.GetUtcNow();
        await db.UserSessions.Where(held => held.UserId == user && (held.Stamp != stamp || held.StartedAt <= now - UserSession.Longest)).ExecuteDeleteAsync(cancellationToken);
        var session = new UserSession { UserId = user, Stamp = stamp, StartedAt = now, SeenAt = now, Browser = browser };
        db.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>The account of a session; null when the session was ended, or its account may not sign in.</summary>
    public async Task<AccountState?> FindAsync(Guid user, Guid id, CancellationToken cancellationToken)
    {
        var found = await (
            from session in db.UserSessions.AsNoTracking()
            join account in db.Users on session.UserId equals account.Id
            where session.Id == id && account.Id == user && account.DisabledAt == null
            select new
            {
                State = new AccountState(account.Id, account.DisplayName, account.Role, account.SecurityStamp!, account.MustChangePassword),
                session.SeenAt,
            }).FirstOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (found is not null && found.SeenAt <= now - Precision)
        {
            await db.UserSessions.Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), cancellationToken);
        }

        return found?.State;
    }

    /// <summary>An account's sessions that go on, the one used last first.</summary>
    public async Task<IReadOnlyList<UserSession>> ListAsync(PortalUser user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.UserSessions.AsNoTracking()
            .Where(session => session.UserId == user.Id && session.Stamp == user.SecurityStamp && session.StartedAt > now - UserSession.Longest && session.SeenAt > now - UserSession.Idle)
            .OrderByDescending(session => session.SeenAt).ThenBy(session => session.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Ends one session of an account; nothing when it has ended.</summary>
    public Task EndAsync(Guid user, Guid id, CancellationToken cancellationToken) =>
        db.UserSessions.Where(session => session.Id == id && session.UserId == user).ExecuteDeleteAsync(cancellationToken);
}
