using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AiPolicyPortal.Core.Persistence;

/// <summary>
/// Keeps what totals rested on: before a source's tier, an announcement's date, a programme's place or a grant's amount
/// changes, its earlier values go to the history table. Published records and recorded facts are never deleted.
/// </summary>
public sealed class FactsHistoryInterceptor : SaveChangesInterceptor
{
    public static readonly FactsHistoryInterceptor Instance = new();

    private FactsHistoryInterceptor()
    {
    }

    /// <exception cref="InvalidOperationException">Facts change outside of a publication, or something recorded is deleted.</exception>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        KeepHistory((PortalDbContext)eventData.Context!);
        return result;
    }

    /// <inheritdoc cref="SavingChanges"/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        KeepHistory((PortalDbContext)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void KeepHistory(PortalDbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries().ToList())
        {
            if (entry is { State: EntityState.Deleted, Entity: PublicRecord or IRecordedFact })
            {
                throw new InvalidOperationException($"{entry.Metadata.DisplayName()} is withdrawn, never deleted.");
            }

            if (context.PublicationMoment is { } moment && IsKnownEarlier(entry, moment))
            {
                context.HasEarlierKnowledge = true;
            }

            if (entry is { State: EntityState.Modified, Entity: IHasFacts record } && EarlierValues(entry) is { } earlier)
            {
                Keep(context, record, entry, earlier);
            }
        }
    }

    private static bool IsKnownEarlier(EntityEntry entry, DateTimeOffset moment) => entry switch
    {
        { State: EntityState.Added or EntityState.Modified, Entity: PublicRecord { Revision: 1 } record } => record.UpdatedAt == moment && record.RecordedAt < moment,
        { State: EntityState.Added, Entity: IRecordedFact fact } => fact.RecordedAt < moment,
        _ => false,
    };

    private static void Keep(PortalDbContext context, IHasFacts record, EntityEntry entry, IRecordedFact earlier)
    {
        var moment = context.PublicationMoment
            ?? throw new InvalidOperationException($"The facts of {entry.Metadata.DisplayName()} change only in a publication.");
        if (earlier.RecordedAt >= moment)
        {
            return;
        }

        earlier.WithdrawnAt = moment;
        record.FactsRecordedAt = moment;
        context.Add(earlier);
    }

    private static IRecordedFact? EarlierValues(EntityEntry entry) => entry.Entity switch
    {
        Programme programme when Changed(entry, nameof(Programme.CountryCode), nameof(Programme.ParentId), nameof(Programme.Themes)) =>
            new ProgrammeHistory
            {
                ProgrammeId = programme.Id,
                CountryCode = Original<string>(entry, nameof(Programme.CountryCode)),
                ParentId = Original<Guid?>(entry, nameof(Programme.ParentId)),
                Themes = Original<Theme[]>(entry, nameof(Programme.Themes)),
                RecordedAt = RecordedAt(entry),
            },
        Source source when Changed(entry, nameof(Source.Tier)) => new SourceHistory
        {
            SourceId = source.Id,
            Tier = Original<int>(entry, nameof(Source.Tier)),
            RecordedAt = RecordedAt(entry),
        },
        Announcement announcement when Changed(entry, nameof(Announcement.StatedOn), nameof(Announcement.StatedPrecision)) =>
            new AnnouncementHistory
            {
                AnnouncementId = announcement.Id,
                StatedOn = Original<DateOnly>(entry, nameof(Announcement.StatedOn)),
                StatedPrecision = Original<DatePrecision>(entry, nameof(Announcement.StatedPrecision)),
                RecordedAt = RecordedAt(entry),
            },
        Grant grant => EarlierGrant(entry, grant),
        _ => null,
    };

    private static GrantHistory? EarlierGrant(EntityEntry entry, Grant grant) =>
        Changed(
            entry,
            nameof(Grant.ProgrammeId), nameof(Grant.FunderType), nameof(Grant.Stage), nameof(Grant.Amount), nameof(Grant.CurrencyCode),
            nameof(Grant.AwardedOn), nameof(Grant.AwardedPrecision), nameof(Grant.StartOn), nameof(Grant.StartPrecision))
            ? new GrantHistory
            {
                GrantId = grant.Id,
                ProgrammeId = Original<Guid?>(entry, nameof(Grant.ProgrammeId)),
                FunderType = Original<Figures.FunderType>(entry, nameof(Grant.FunderType)),
                Stage = Original<Figures.Stage>(entry, nameof(Grant.Stage)),
                Amount = Original<decimal?>(entry, nameof(Grant.Amount)),
                CurrencyCode = Original<string>(entry, nameof(Grant.CurrencyCode)),
                AwardedOn = Original<DateOnly?>(entry, nameof(Grant.AwardedOn)),
                AwardedPrecision = Original<DatePrecision?>(entry, nameof(Grant.AwardedPrecision)),
                StartOn = Original<DateOnly?>(entry, nameof(Grant.StartOn)),
                StartPrecision = Original<DatePrecision?>(entry, nameof(Grant.StartPrecision)),
                RecordedAt = RecordedAt(entry),
            }
            : null;

    private static bool Changed(EntityEntry entry, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties)
        {
            if (entry.Property(property).IsModified)
            {
                return true;
            }
        }

        return false;
    }

    private static T Original<T>(EntityEntry entry, string property) => entry.OriginalValues.GetValue<T>(property);

    private static DateTimeOffset RecordedAt(EntityEntry entry) => Original<DateTimeOffset>(entry, nameof(IHasFacts.FactsRecordedAt));
}
