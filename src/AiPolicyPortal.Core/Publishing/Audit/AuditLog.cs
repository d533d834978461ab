using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>Writes the audit log: one chain for the whole portal, each entry in the transaction of what it tells of.</summary>
public sealed class AuditLog(PortalDbContext context, TimeProvider time)
{
    private const long ChainLock = 0x706F7274616D;

    /// <summary>
    /// Appends an entry. It is the last thing a transaction does: until the transaction ends, nobody else's entry can follow.
    /// </summary>
    /// <param name="actor">Names and addresses that are too long are cut.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">What it is about; null where there is nothing.</param>
    /// <param name="detail">Neither texts that people wrote nor data about them; null when there is nothing more to know.</param>
    /// <param name="cancellationToken">Abandons the transaction.</param>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public async Task<AuditEntry> AppendAsync(
        Actor actor, string action, AuditSubject? subject, IReadOnlyDictionary<string, string>? detail, CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit entry is written in the transaction of what it tells of.");
        }

        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ChainLock})", cancellationToken);
        var last = await context.AuditEntries.AsNoTracking().OrderByDescending(entry => entry.Number)
            .Select(entry => new { entry.Number, entry.At, entry.Hash }).FirstOrDefaultAsync(cancellationToken);
        var entry = Make(actor, action, subject, detail, (last?.Number ?? 0) + 1, Moment(last?.At), last?.Hash ?? AuditChain.Origin);
        context.Add(entry);
        await context.SaveChangesAsync(cancellationToken);
        context.Entry(entry).State = EntityState.Detached;
        return entry;
    }

    private static AuditEntry Make(
        Actor actor, string action, AuditSubject? subject, IReadOnlyDictionary<string, string>? detail, long number, DateTimeOffset at, byte[] previous)
    {
        AuditEntry Entry(byte[] hash) => new()
        {
            Number = number,
            At = at,
            Action = action,
            ActorId = actor.UserId,
            ActorName = Cut(actor.Name, Actor.NameMaxLength)!,
            Address = Cut(actor.Address, Actor.AddressMaxLength),
            RequestId = Cut(actor.RequestId, Actor.RequestIdMaxLength),
            SubjectKind = subject?.Kind,
            Subject = subject?.Name,
            Detail = detail is null ? [] : new Dictionary<string, string>(detail, StringComparer.Ordinal),
            PreviousHash = previous,
            Hash = hash,
        };

        return Entry(AuditChain.HashOf(Entry([])));
    }

    private DateTimeOffset Moment(DateTimeOffset? last)
    {
        var moment = Instant.Now(time);
        return last > moment ? last.Value.ToUniversalTime() : moment;
    }

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
