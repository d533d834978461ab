using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

/// <summary>The merge of an organisation is held on the organisation itself, which is here the part of its own record.</summary>
internal sealed class OrganisationMergesFile : PartFile<Organisation>
{
    public override string Name => "organisation_merges.csv";

    public override string Summary => "That one organisation turned out to be another; its address then answers with that one's.";

    public override IReadOnlyList<string> Key => ["from"];

    protected override IReadOnlyList<string> Owner => ["from"];

    protected override ColumnList<Organisation> Define(ColumnList<Organisation> columns) => columns
        .Record("from", RecordKind.Organisation, Need.Value, "The organisation that is no longer one of its own.",
            organisation => organisation.Id, null)
        .Of("to", new ReferenceCell(RecordKind.Organisation), Need.Value, "The one it is.",
            (organisation, references) => references.Name(organisation.MergedIntoId), Merge)
        .Of("merged", new DayCell(), Need.Column, "When they were merged, where that is known.",
            (organisation, _) => organisation.MergedOn is { } day ? PartialDate.OfDay(day).ToString() : null,
            (organisation, text, _) => organisation.MergedOn = CellText.Date(text)?.LastDay)
        .LongText("note", Need.Column, "Why.", organisation => organisation.MergeNote, (organisation, note) =>
            organisation.MergeNote = note);

    public override void Check(FolderRow row, CheckContext context)
    {
        if (row["from"] == row["to"])
        {
            context.Fault(row, "to", FaultCodes.SelfLink, "Another organisation than the one in from.");
        }
        else
        {
            context.Join(row, row.Text("from"), row.Text("to"));
        }
    }

    public override async Task CheckWholeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var merged = await context.Store.Organisations.AsNoTracking().Where(organisation => organisation.MergedInto != null)
            .Select(organisation => new { organisation.Reference, Into = organisation.MergedInto!.Reference })
                .ToListAsync(cancellationToken);
        TreeCheck.Run(context, this, "to", merged.Select(organisation => (organisation.Reference, (string?)organisation.Into)));
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Organisation, row.Text("from"));

    protected override Task<List<Organisation>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.Organisations.Where(organisation => owners.Contains(organisation.Id)).ToListAsync(cancellationToken);

    protected override Task<IReadOnlyList<Organisation>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Organisation>>([]);

    protected override Task<List<Organisation>> AllAsync(PortalDbContext context, References references) =>
        context.Organisations.AsNoTracking().Where(organisation => organisation.MergedIntoId != null).ToListAsync();

    protected override Organisation? Create(FolderRow row, PublicRecord owner, ImportSession session) =>
        throw new InvalidOperationException("The organisation is the part, and it is there when its record is.");

    private static void Merge(Organisation organisation, string? into, ImportSession session)
    {
        session.Scope.Merge(organisation, "organisation_merges.to", session.References.Name(organisation.MergedIntoId), into);
        organisation.MergedIntoId = session.References.Id(RecordKind.Organisation, into!);
    }
}
