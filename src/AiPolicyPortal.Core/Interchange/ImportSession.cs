using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>One import at work inside its publication.</summary>
internal sealed class ImportSession(PortalDbContext store, PublicationScope scope, CheckContext check, EditsSinceImport edits)
{
    public PortalDbContext Store => store;

    public PublicationScope Scope => scope;

    public CheckContext Check => check;

    public EditsSinceImport Edits => edits;

    public References References => check.References;

    public DateTimeOffset Moment => scope.Moment;

    /// <summary>Compares and changes nothing, to find every fault.</summary>
    public bool OnlyCompares { get; init; }

    /// <summary>False once there is a fault: the rest is then only compared, to find every other.</summary>
    public bool Applies => !OnlyCompares && !check.Faults.Any;

    /// <summary>The figures whose preference changes, and since when a new one holds.</summary>
    public Dictionary<Guid, (bool Preferred, DateTimeOffset Since)> Preferences { get; } = [];

    public FileCounts Counts { get; set; } = new("");

    /// <summary>The place after a record's present sources.</summary>
    public int NextPosition(Guid record) => 1 + store.ChangeTracker.Entries<Citation>().Select(entry => entry.Entity)
        .Where(citation => citation.WithdrawnAt is null
            && record == (citation.AnnouncementId ?? citation.ProgrammeId ?? citation.OrganisationId ?? citation.GovernanceMeasureId ?? citation.ReleaseId))
        .Select(citation => citation.Position).DefaultIfEmpty().Max();

    public void Prefer(Figure figure, bool preferred) =>
        Preferences[figure.Id] = (preferred, scope.Created(RecordKind.Figure, figure.Id) ? figure.RecordedAt : Moment);

    public bool IsNew(PublicRecord record) => scope.Created(RecordKinds.Of(record), record.Id);

    public void Fault(FolderRow row, string? column, string code, string expectation) => check.Fault(row, column, code, expectation);
}
