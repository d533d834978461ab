using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing;

/// <summary>A record's id and its public reference.</summary>
public sealed record RecordReference(Guid Id, string Reference);

/// <summary>A record's id, how often it was published, and whether it no longer holds or is merged into another.</summary>
public sealed record RecordVersion(Guid Id, int Revision, bool Withdrawn);

/// <summary>Which kind a record is of, and where the records of a kind are.</summary>
public static class RecordKinds
{
    public static RecordKind Of(PublicRecord record) => record switch
    {
        Organisation => RecordKind.Organisation,
        Programme => RecordKind.Programme,
        Source => RecordKind.Source,
        Announcement => RecordKind.Announcement,
        Figure => RecordKind.Figure,
        Grant => RecordKind.Grant,
        Release => RecordKind.Release,
        GovernanceMeasure => RecordKind.Governance,
        _ => throw new ArgumentException($"{record.GetType().Name} is no kind of record.", nameof(record)),
    };

    /// <summary>The kind of all records of a type.</summary>
    public static RecordKind Of<TRecord>()
        where TRecord : PublicRecord => typeof(TRecord) switch
        {
            var type when type == typeof(Organisation) => RecordKind.Organisation,
            var type when type == typeof(Programme) => RecordKind.Programme,
            var type when type == typeof(Source) => RecordKind.Source,
            var type when type == typeof(Announcement) => RecordKind.Announcement,
            var type when type == typeof(Figure) => RecordKind.Figure,
            var type when type == typeof(Grant) => RecordKind.Grant,
            var type when type == typeof(Release) => RecordKind.Release,
            var type when type == typeof(GovernanceMeasure) => RecordKind.Governance,
            var type => throw new ArgumentException($"{type.Name} is no kind of record."),
        };

    /// <summary>The records with these ids, tracked.</summary>
    public static Task<List<PublicRecord>> LoadAsync(
        PortalDbContext context, RecordKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => kind switch
        {
            RecordKind.Organisation => LoadAsync(context.Organisations, ids, cancellationToken),
            RecordKind.Programme => LoadAsync(context.Programmes, ids, cancellationToken),
            RecordKind.Source => LoadAsync(context.Sources, ids, cancellationToken),
            RecordKind.Announcement => LoadAsync(context.Announcements, ids, cancellationToken),
            RecordKind.Figure => LoadAsync(context.Figures, ids, cancellationToken),
            RecordKind.Grant => LoadAsync(context.Grants, ids, cancellationToken),
            RecordKind.Release => LoadAsync(context.Releases, ids, cancellationToken),
            _ => LoadAsync(context.GovernanceMeasures, ids, cancellationToken),
        };

    /// <summary>Id and reference of the records of a kind, withdrawn ones included.</summary>
    /// <param name="context">The portal's store.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="named">The references that alone matter, beside those that other records hold; null for all.</param>
    public static IAsyncEnumerable<RecordReference> References(
        PortalDbContext context, RecordKind kind, IReadOnlyCollection<string>? named = null) => kind switch
        {
            RecordKind.Organisation => References(context.Organisations),
            RecordKind.Programme => References(context.Programmes),
            RecordKind.Source => References(context.Sources),
            RecordKind.Announcement => References(context.Announcements),
            RecordKind.Figure => References(context.Figures),
            RecordKind.Grant when named is not null => References(
                context.Grants.Where(grant => named.Contains(grant.Reference) || context.ReleaseFunding.Any(funding => funding.GrantId == grant.Id))),
            RecordKind.Grant => References(context.Grants),
            RecordKind.Release => References(context.Releases),
            _ => References(context.GovernanceMeasures),
        };

    /// <summary>The record of a reference; none when there never was one.</summary>
    public static IQueryable<RecordVersion> Find(PortalDbContext context, RecordKind kind, string reference) => kind switch
    {
        RecordKind.Organisation => context.Organisations.AsNoTracking().Where(record => record.Reference == reference)
            .Select(record => new RecordVersion(record.Id, record.Revision, record.WithdrawnAt != null || record.MergedIntoId != null)),
        RecordKind.Programme => Find(context.Programmes, reference),
        RecordKind.Source => Find(context.Sources, reference),
        RecordKind.Announcement => Find(context.Announcements, reference),
        RecordKind.Figure => Find(context.Figures, reference),
        RecordKind.Grant => Find(context.Grants, reference),
        RecordKind.Release => Find(context.Releases, reference),
        _ => Find(context.GovernanceMeasures, reference),
    };

    private static IQueryable<RecordVersion> Find<TRecord>(DbSet<TRecord> records, string reference)
        where TRecord : PublicRecord =>
        records.AsNoTracking().Where(record => record.Reference == reference)
            .Select(record => new RecordVersion(record.Id, record.Revision, record.WithdrawnAt != null));

    private static async Task<List<PublicRecord>> LoadAsync<TRecord>(
        DbSet<TRecord> records, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        where TRecord : PublicRecord =>
        [.. await records.Where(record => ids.Contains(record.Id)).ToListAsync(cancellationToken)];

    private static IAsyncEnumerable<RecordReference> References<TRecord>(IQueryable<TRecord> records)
        where TRecord : PublicRecord =>
        records.AsNoTracking().Select(record => new RecordReference(record.Id, record.Reference)).AsAsyncEnumerable();
}
