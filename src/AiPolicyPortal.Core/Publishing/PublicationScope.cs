using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;

namespace AiPolicyPortal.Core.Publishing;

/// <summary>
/// What one publication does. The writer changes tracked records and says here what it did to each;
/// the scope raises their revision numbers and keeps what becomes their <see cref="Revision"/>.
/// </summary>
public sealed class PublicationScope
{
    private readonly PortalDbContext context;
    private readonly Dictionary<(RecordKind Kind, Guid Id), Revision> revisions = [];
    private bool beyondRecords;
    private bool otherAnswers;
    private bool discarded;

    internal PublicationScope(PortalDbContext context, DateTimeOffset moment) => (this.context, Moment) = (context, moment);

    /// <summary>The instant of everything in this publication: UTC, whole microseconds, later than every earlier one.</summary>
    public DateTimeOffset Moment { get; }

    /// <summary>What is still to be written once the publication has its number, as the revisions of records copied in bulk.</summary>
    internal Func<Publication, CancellationToken, Task>? WhenNumbered { get; set; }

    /// <summary>Whether grants were copied in bulk, without a revision here.</summary>
    internal bool CopiedGrants { get; set; }

    /// <summary>Grants that were changed in bulk, without a revision here.</summary>
    internal List<Guid> ChangedGrants { get; } = [];

    /// <summary>Whether an exchange rate may be another now.</summary>
    internal bool TouchesRates => beyondRecords;

    internal bool IsWorthPublishing =>
        !discarded && (beyondRecords || otherAnswers || CopiedGrants || ChangedGrants.Count > 0 || revisions.Count > 0);

    /// <summary>Adds a new record, recorded now unless it says otherwise.</summary>
    public void Create(PublicRecord record)
    {
        if (record.RecordedAt == default)
        {
            record.RecordedAt = Moment;
        }

        if (record is IHasFacts facts)
        {
            facts.FactsRecordedAt = record.RecordedAt;
        }

        record.UpdatedAt = Moment;
        context.Add(record);
        Open(record, RevisionChange.Created);
    }

    /// <summary>
    /// Notes a change of a record, once for each column; see <see cref="Revision.Changes"/> for how a column is named.
    /// The changes of a record created in the same publication are part of its creation.
    /// </summary>
    public void Change(PublicRecord record, string column, string? before, string? after) =>
        Note(record, RevisionChange.Changed, column, before, after);

    /// <summary>Withdraws a record from the publication's moment on, or from the instant given.</summary>
    public void Withdraw(PublicRecord record, string column, DateTimeOffset? from = null, string? reason = null)
    {
        record.WithdrawnAt = from ?? Moment;
        record.WithdrawnReason = reason ?? record.WithdrawnReason;
        Note(record, RevisionChange.Withdrawn, column, null, Instant.Write(record.WithdrawnAt.Value));
    }

    /// <summary>Notes that a record turned out to be another one.</summary>
    public void Merge(PublicRecord record, string column, string? before, string? after) =>
        Note(record, RevisionChange.Merged, column, before, after);

    /// <summary>Whether this publication created the record.</summary>
    public bool Created(RecordKind kind, Guid id) =>
        revisions.TryGetValue((kind, id), out var revision) && revision.Change == RevisionChange.Created;

    /// <summary>Makes the publication worth its number though no record changed, as when exchange rates did.</summary>
    public void NoteChangeBeyondRecords() => beyondRecords = true;

    /// <summary>The same where neither records nor rates changed, but something that public answers show beside them.</summary>
    public void NoteChangeOfAnswers() => otherAnswers = true;

    /// <summary>Nothing of this publication is kept.</summary>
    public void Discard() => discarded = true;

    /// <summary>The records of a kind that this publication created, changed, merged or withdrew.</summary>
    /// <param name="columns">Where given, only those that were there before and in which one of these columns changed.</param>
    internal IEnumerable<Guid> Touched(RecordKind kind, params IReadOnlyCollection<string> columns) => revisions.Values
        .Where(revision => revision.RecordKind == kind && (columns.Count == 0 || revision.Changes.Keys.Any(columns.Contains)))
        .Select(revision => revision.RecordId);

    internal Publication Close(PublicationRequest request)
    {
        var publication = new Publication
        {
            Kind = request.Kind,
            Actor = request.Actor.Name,
            Reason = request.Reason,
            PublishedAt = Moment,
        };
        if (request.IsCorrection)
        {
            foreach (var revision in revisions.Values.Where(revision => revision.Change == RevisionChange.Changed))
            {
                revision.Change = RevisionChange.Corrected;
            }
        }

        publication.Revisions.AddRange(revisions.Values);
        return publication;
    }

    private void Note(PublicRecord record, RevisionChange change, string column, string? before, string? after)
    {
        var revision = Open(record, change);
        if (revision.Change != RevisionChange.Created)
        {
            revision.Changes[column] = revision.Changes.TryGetValue(column, out var known) ? [known[0], after] : [before, after];
        }
    }

    private Revision Open(PublicRecord record, RevisionChange change)
    {
        var key = (RecordKinds.Of(record), record.Id);
        if (!revisions.TryGetValue(key, out var revision))
        {
            if (change != RevisionChange.Created)
            {
                record.Revision++;
                record.UpdatedAt = Moment;
            }

            revision = new Revision
            {
                RecordKind = key.Item1,
                RecordId = record.Id,
                Reference = record.Reference,
                Number = record.Revision,
                Change = change,
            };
            revisions.Add(key, revision);
        }
        else if (revision.Change == RevisionChange.Changed)
        {
            revision.Change = change;
        }

        return revision;
    }
}
