using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>What became of a record that its queries no longer find.</summary>
/// <param name="MovedTo">Reference of the record that it was merged into.</param>
/// <param name="Reason">Why it was withdrawn, when that was recorded.</param>
/// <param name="ReplacedBy">Reference of the record that took a withdrawn one's place; null when none did.</param>
public sealed record RecordFate(string? MovedTo, string? Reason, string? ReplacedBy = null);

/// <summary>A record that lists no longer have.</summary>
/// <param name="GoneAt">UTC.</param>
/// <param name="Reason">Why it was withdrawn or merged, when that was recorded.</param>
/// <param name="ReplacedBy">Reference of the record that took its place, or that it was merged into; null when none did.</param>
public sealed record Tombstone(Guid Id, string Ref, DateTimeOffset GoneAt, string? Reason, string? ReplacedBy);

/// <summary>Tells a record that never was from one that was withdrawn or merged.</summary>
public sealed class RecordFates(PortalDbContext db)
{
    /// <summary>Whether such records are merged; of all others a reference never leads to another record.</summary>
    public static bool Merges<TRecord>()
        where TRecord : PublicRecord => typeof(TRecord) == typeof(Organisation);

    /// <summary>The public reference of a record given by its key; null when there is none.</summary>
    public Task<string?> ReferenceAsync<TRecord>(Guid id, CancellationToken cancellationToken)
        where TRecord : PublicRecord =>
        db.Set<TRecord>().AsNoTracking().Where(record => record.Id == id).Select(record => record.Reference).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The key of a record, withdrawn and merged ones included; null when there is none.</summary>
    public Task<Guid?> KeyAsync<TRecord>(string reference, CancellationToken cancellationToken)
        where TRecord : PublicRecord =>
        db.Set<TRecord>().AsNoTracking().Named(reference).Select(record => (Guid?)record.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>When a record that was not there at the instant asked for was recorded; null when it never was, or the present is asked for.</summary>
    public async Task<DateTimeOffset?> RecordedLaterAsync<TRecord>(string reference, CancellationToken cancellationToken)
        where TRecord : PublicRecord => db.AsOf is null
        ? null
        : await db.InPresentAsync(
            () => db.Set<TRecord>().AsNoTracking().Named(reference).Select(record => (DateTimeOffset?)record.RecordedAt).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);

    /// <returns>Null when there never was such a record.</returns>
    public async Task<RecordFate?> FindAsync<TRecord>(string reference, CancellationToken cancellationToken)
        where TRecord : PublicRecord
    {
        if (Merges<TRecord>())
        {
            var merged = await db.Organisations.AsNoTracking().Named(reference).Where(organisation => organisation.MergedInto != null)
                .Select(organisation => organisation.MergedInto!.Reference).FirstOrDefaultAsync(cancellationToken);
            if (merged is not null)
            {
                return new RecordFate(merged, null, null);
            }
        }

        var fate = await db.Set<TRecord>().AsNoTracking().Named(reference).Where(record => record.WithdrawnAt != null)
            .Select(record => new RecordFate(null, record.WithdrawnReason, record.ReplacedBy)).FirstOrDefaultAsync(cancellationToken);
        return fate is { ReplacedBy: null } && typeof(TRecord) == typeof(Figure) ? fate with { ReplacedBy = await RevisionOfAsync(reference, cancellationToken) } : fate;
    }

    /// <summary>Those withdrawn or merged last, the last first.</summary>
    public async Task<IReadOnlyList<Tombstone>> LatestGoneAsync<TRecord>(int most, CancellationToken cancellationToken)
        where TRecord : PublicRecord
    {
        var gone = await db.Set<TRecord>().AsNoTracking().Where(record => record.WithdrawnAt != null)
            .OrderByDescending(record => record.UpdatedAt).ThenBy(record => record.Id).Take(most)
            .Select(record => new Tombstone(record.Id, record.Reference, record.UpdatedAt, record.WithdrawnReason, record.ReplacedBy)).ToListAsync(cancellationToken);
        if (Merges<TRecord>())
        {
            gone.AddRange(await db.Organisations.AsNoTracking().Where(organisation => organisation.MergedInto != null && organisation.WithdrawnAt == null)
                .OrderByDescending(organisation => organisation.UpdatedAt).ThenBy(organisation => organisation.Id).Take(most)
                .Select(organisation => new Tombstone(
                    organisation.Id, organisation.Reference, organisation.UpdatedAt, organisation.MergeNote, organisation.MergedInto!.Reference)).ToListAsync(cancellationToken));
        }

        return [.. gone.OrderByDescending(record => record.GoneAt).ThenBy(record => record.Id).Take(most)];
    }

    /// <summary>The figure that holds and revises this one, the one recorded last where there are several.</summary>
    private Task<string?> RevisionOfAsync(string reference, CancellationToken cancellationToken)
    {
        var replaced = db.Figures.Named(reference).Select(figure => figure.Id);
        return db.FigureLinks.AsNoTracking()
            .Where(link => link.Kind == FigureLinkKind.Revises && link.WithdrawnAt == null && replaced.Contains(link.ToId) && link.From.WithdrawnAt == null)
            .OrderByDescending(link => link.From.RecordedAt).Select(link => link.From.Reference).FirstOrDefaultAsync(cancellationToken);
    }
}
