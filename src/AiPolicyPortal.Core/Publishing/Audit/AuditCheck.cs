using System.Globalization;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>Something that the audit log and the tables do not agree on.</summary>
/// <param name="Entry">The entry's number; null where a publication has none.</param>
/// <param name="What">In a sentence.</param>
public sealed record AuditFault(long? Entry, string What);

/// <summary>What became of a check of the whole chain.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Publications">How many publications the chain covers.</param>
/// <param name="Earlier">How many publications are older than the chain, which says nothing of them.</param>
/// <param name="Head">The last entry's hash, hexadecimal; noting it down shows later that nothing was cut off. Null while there is none.</param>
/// <param name="Faults">Empty when everything agrees.</param>
public sealed record AuditReport(long Entries, long Publications, long Earlier, string? Head, IReadOnlyList<AuditFault> Faults);

/// <summary>
/// Works every hash of the audit log out again, and checks that each publication is the one that its entry tells of.
/// </summary>
public sealed class AuditCheck(PortalDbContext context)
{
    /// <summary>Reads the whole log once, in one state of the database.</summary>
    /// <param name="known">A hash, hexadecimal, that the chain had at its end once; null when none was noted down.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<AuditReport> RunAsync(string? known, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var faults = new List<AuditFault>();
        var published = new Dictionary<long, AuditEntry>();
        var (entries, previous) = (0L, AuditChain.Origin);
        var missing = known is not null;
        await foreach (var entry in context.AuditEntries.AsNoTracking().OrderBy(entry => entry.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            entries++;
            CheckEntry(entry, entries, previous, faults);
            previous = entry.Hash;
            missing = missing && !string.Equals(known, Convert.ToHexStringLower(entry.Hash), StringComparison.OrdinalIgnoreCase);
            if (entry.Action == AuditActions.Published && !published.TryAdd(long.Parse(entry.Subject!, CultureInfo.InvariantCulture), entry))
            {
                faults.Add(new AuditFault(entry.Number, $"Publication {entry.Subject} has an earlier entry."));
            }
        }

        if (missing)
        {
            faults.Add(new AuditFault(null, $"No entry has the hash {known}, which the chain had once: its end was cut off or written anew."));
        }

        var (covered, earlier) = await CheckPublicationsAsync(published, faults, cancellationToken);
        return new AuditReport(entries, covered, earlier, entries == 0 ? null : Convert.ToHexStringLower(previous), faults);
    }

    private static void CheckEntry(AuditEntry entry, long place, byte[] previous, List<AuditFault> faults)
    {
        var before = faults.Count == 0 ? 0 : faults[^1].Entry;
        if (!entry.Hash.AsSpan().SequenceEqual(AuditChain.HashOf(entry)))
        {
            faults.Add(new AuditFault(entry.Number, "It is not as it was written: its hash is another."));
        }

        if (!entry.PreviousHash.AsSpan().SequenceEqual(previous))
        {
            faults.Add(new AuditFault(entry.Number, place == 1
                ? "It is not the first of the chain: earlier entries are missing."
                : "It does not follow the entry before it: entries are missing, or that one was written anew."));
        }
        else if (entry.Number != place && before != entry.Number)
        {
            faults.Add(new AuditFault(entry.Number, $"Its number should be {place}."));
        }
    }

    private async Task<(long Covered, long Earlier)> CheckPublicationsAsync(
        Dictionary<long, AuditEntry> published, List<AuditFault> faults, CancellationToken cancellationToken)
    {
        var first = published.Count == 0 ? long.MaxValue : published.Keys.Min();
        var (covered, earlier) = (0L, 0L);
        foreach (var publication in await context.Publications.AsNoTracking().OrderBy(publication => publication.Number).ToListAsync(cancellationToken))
        {
            if (published.Remove(publication.Number, out var entry))
            {
                covered++;
                await CheckPublicationAsync(publication, entry, faults, cancellationToken);
            }
            else if (publication.Number < first)
            {
                earlier++;
            }
            else
            {
                faults.Add(new AuditFault(null, $"Publication {publication.Number} has no entry."));
            }
        }

        faults.AddRange(published.OrderBy(pair => pair.Key).Select(pair => new AuditFault(pair.Value.Number, $"Publication {pair.Key}, which it tells of, is missing.")));
        return (covered, earlier);
    }

    private async Task CheckPublicationAsync(Publication publication, AuditEntry entry, List<AuditFault> faults, CancellationToken cancellationToken)
    {
        var digest = await PublicationDigest.ReadAsync(context, publication.Number, cancellationToken);
        var differing = PublicationAudit.DetailOf(publication, digest)
            .Where(pair => entry.Detail.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => pair.Key).ToList();
        if (entry.ActorName != publication.Actor)
        {
            differing.Add("actor");
        }

        if (differing.Count > 0)
        {
            faults.Add(new AuditFault(
                entry.Number, $"Publication {publication.Number} is not as it was published: {string.Join(", ", differing)} differ."));
        }
    }
}
