using System.Globalization;
using System.Security.Cryptography;
using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Audit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Core.Publishing.Corrections;

/// <summary>A record that can be corrected.</summary>
public sealed record CorrectedRecord(RecordKind Kind, Guid Id, string Reference, string Name);

/// <summary>A publication that changed a record, to be named as what mended it.</summary>
public sealed record MendingPublication(long Number, DateTimeOffset PublishedAt, string Reason);

/// <summary>
/// Takes reports of errors and answers them. What the public sees changes with a publication, so that no page shows an older state;
/// each step of an editor has its audit entry in the same transaction.
/// </summary>
public sealed class CorrectionDesk(PortalDbContext db, Publisher publisher, AuditLog audit, TimeProvider clock)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int ReferenceLength = 8;
    private const int PublicationsShown = 20;

    /// <summary>Those in which nothing was decided, the oldest first.</summary>
    public async Task<IReadOnlyList<Correction>> WaitingAsync(CancellationToken cancellationToken) => await db.Corrections.AsNoTracking()
        .Where(correction => correction.State == CorrectionState.Received || correction.State == CorrectionState.Open)
        .OrderBy(correction => correction.ReceivedAt).ToListAsync(cancellationToken);

    public Task<Correction?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Corrections.AsNoTracking().FirstOrDefaultAsync(correction => correction.Id == id, cancellationToken);

    /// <summary>A record by its reference; null when there is none that holds.</summary>
    public async Task<CorrectedRecord?> RecordAsync(RecordKind kind, string reference, CancellationToken cancellationToken)
    {
        var id = kind switch
        {
            RecordKind.Organisation => await IdAsync(db.Organisations, reference, cancellationToken),
            RecordKind.Programme => await IdAsync(db.Programmes, reference, cancellationToken),
            RecordKind.Source => await IdAsync(db.Sources, reference, cancellationToken),
            RecordKind.Announcement => await IdAsync(db.Announcements, reference, cancellationToken),
            RecordKind.Figure => await IdAsync(db.Figures, reference, cancellationToken),
            RecordKind.Grant => await IdAsync(db.Grants, reference, cancellationToken),
            RecordKind.Release => await IdAsync(db.Releases, reference, cancellationToken),
            _ => await IdAsync(db.GovernanceMeasures, reference, cancellationToken),
        };
        return id is { } found && (await db.StatesAsync(kind, [found], cancellationToken)).SingleOrDefault() is { } state
            ? new CorrectedRecord(kind, found, reference, state.Name)
            : null;
    }

    /// <summary>Publications that changed the record, the newest first.</summary>
    public async Task<IReadOnlyList<MendingPublication>> PublicationsAsync(Correction correction, CancellationToken cancellationToken) =>
        await db.Revisions.AsNoTracking().Where(revision => revision.RecordId == correction.RecordId)
            .OrderByDescending(revision => revision.PublicationNumber).Take(PublicationsShown)
            .Select(revision => new MendingPublication(revision.PublicationNumber, revision.Publication.PublishedAt, revision.Publication.Reason))
            .ToListAsync(cancellationToken);

    /// <summary>Keeps a report, for editors alone; once, however often it comes.</summary>
    /// <param name="id">The same for the same report.</param>
    /// <returns>Its reference.</returns>
    public async Task<string> ReportAsync(
        Guid id, CorrectedRecord record, string report, string? sourceUrl, string? contact, CancellationToken cancellationToken)
    {
        if (await ReferenceOfAsync(id, cancellationToken) is { } known)
            return known;
        var now = clock.GetUtcNow();
        var correction = new Correction
        {
            Id = id,
            Reference = "c-" + RandomNumberGenerator.GetString(Alphabet, ReferenceLength),
            RecordKind = record.Kind,
            RecordId = record.Id,
            RecordReference = record.Reference,
            RecordName = record.Name.Length > Correction.NameMaxLength ? record.Name[..Correction.NameMaxLength] : record.Name,
            Report = VisibleText.Without(report),
            SourceUrl = sourceUrl,
            Contact = contact,
            ReceivedAt = now,
            UpdatedAt = now,
        };
        db.Add(correction);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return correction.Reference;
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return await ReferenceOfAsync(id, cancellationToken) ?? throw new InvalidOperationException("Two reports were given the same reference.", exception);
        }
    }

    private Task<string?> ReferenceOfAsync(Guid id, CancellationToken cancellationToken) =>
        db.Corrections.Where(known => known.Id == id).Select(known => known.Reference).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Makes a report public as open.</summary>
    /// <returns>False when it is not waiting to be taken.</returns>
    public Task<bool> TakeAsync(Guid id, Actor actor, CancellationToken cancellationToken) => PublishAsync(
        id, actor, AuditActions.CorrectionTaken, "An error was reported.", correction =>
        {
            if (correction.State != CorrectionState.Received)
            {
                return false;
            }

            correction.State = CorrectionState.Open;
            return true;
        }, cancellationToken);

    /// <summary>Answers a report, in public, and forgets how to reach its reporter.</summary>
    /// <param name="id">Of a correction that is not closed.</param>
    /// <param name="state">Accepted, not accepted or already right.</param>
    /// <param name="answer">1 to 4,000 characters.</param>
    /// <param name="publication">What mended the record, where it was accepted; null for none.</param>
    /// <param name="actor">Who answers.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>False when it is closed already.</returns>
    public Task<bool> AnswerAsync(Guid id, CorrectionState state, string answer, long? publication, Actor actor, CancellationToken cancellationToken) =>
        state is not (CorrectionState.Accepted or CorrectionState.NotAccepted or CorrectionState.AlreadyRight)
            ? throw new ArgumentOutOfRangeException(nameof(state), state, "No answer.")
            : PublishAsync(id, actor, AuditActions.CorrectionAnswered, "A reported error was answered.", correction =>
            {
                if (!IsWaiting(correction))
                {
                    return false;
                }

                (correction.State, correction.Answer, correction.Contact) = (state, VisibleText.Without(answer), null);
                correction.Publication = state == CorrectionState.Accepted ? publication : null;
                return true;
            }, cancellationToken);

    /// <summary>Closes what is no report of an error; nobody else sees it, and how to reach its writer is forgotten.</summary>
    /// <returns>False when it was taken or is closed already.</returns>
    public async Task<bool> SetAsideAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var changed = await db.Corrections.Where(correction => correction.Id == id && correction.State == CorrectionState.Received)
            .ExecuteUpdateAsync(correction => correction
                .SetProperty(row => row.State, CorrectionState.SetAside).SetProperty(row => row.Contact, (string?)null).SetProperty(row => row.UpdatedAt, now),
                cancellationToken);
        if (changed == 1)
        {
            await audit.AppendAsync(actor, AuditActions.CorrectionSetAside, SubjectOf(id), null, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return changed == 1;
    }

    private async Task<bool> PublishAsync(
        Guid id, Actor actor, string action, string reason, Func<Correction, bool> change, CancellationToken cancellationToken)
    {
        var done = false;
        await publisher.PublishAsync(new PublicationRequest(PublicationKind.Edit, actor, reason), async (scope, token) =>
        {
            // Whoever sets it aside at the same time waits, and finds it taken.
            var correction = await db.Corrections.FromSql($"select * from corrections where id = {id} for update").FirstOrDefaultAsync(token);
            done = correction is not null && change(correction);
            if (!done)
            {
                scope.Discard();
                return;
            }

            correction!.UpdatedAt = scope.Moment;
            scope.NoteChangeOfAnswers();
            await db.SaveChangesAsync(token);
            await audit.AppendAsync(
                actor, action, SubjectOf(id), new Dictionary<string, string> { ["state"] = correction.State.Code() }, token);
        }, cancellationToken);
        return done;
    }

    private static bool IsWaiting(Correction correction) => correction.State is CorrectionState.Received or CorrectionState.Open;

    private static AuditSubject SubjectOf(Guid id) => new(AuditSubjects.Correction, id.ToString("D", CultureInfo.InvariantCulture));

    private static Task<Guid?> IdAsync<TRecord>(DbSet<TRecord> records, string reference, CancellationToken cancellationToken)
        where TRecord : PublicRecord =>
        records.AsNoTracking().Holding().Where(record => record.Reference == reference).Select(record => (Guid?)record.Id).FirstOrDefaultAsync(cancellationToken);
}
