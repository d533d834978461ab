using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class ReleaseFundingFile : PartFile<ReleaseFunding>
{
    public override string Name => "release_funding.csv";

    public override string Summary => "That a programme, a grant or an organisation paid for a release, as a source states it.";

    public override IReadOnlyList<string> Key => ["id"];

    protected override IReadOnlyList<string> Owner => ["release"];

    protected override ColumnList<ReleaseFunding> Define(ColumnList<ReleaseFunding> columns) => columns
        .Own("id", "The statement's reference.", funding => funding.Reference)
        .Record("release", RecordKind.Release, Need.Value, "The release.", funding => funding.ReleaseId, null)
        .Record("programme", RecordKind.Programme, Need.Column,
            "The programme that paid; one of programme, grant and organisation at least.",
            funding => funding.ProgrammeId, (funding, id) => funding.ProgrammeId = id)
        .Record("grant", RecordKind.Grant, Need.Column, "The grant that paid.",
            funding => funding.GrantId, (funding, id) => funding.GrantId = id)
        .Record("organisation", RecordKind.Organisation, Need.Column, "The organisation that paid.",
            funding => funding.OrganisationId, (funding, id) => funding.OrganisationId = id)
        .Code("kind", "In what form.", funding => funding.Kind, (funding, kind) => funding.Kind = kind)
        .Amount("amount", Need.Column, "How much; empty when it is not disclosed.",
            funding => funding.Amount, (funding, amount) => funding.Amount = amount)
        .Currency("currency", Need.Column, "The currency of the amount.",
            funding => funding.CurrencyCode, (funding, code) => funding.CurrencyCode = code)
        .Date("given", Need.Nothing, "When it was given, or began to be; empty where no source says so.",
            funding => funding.Given, (funding, given) => funding.Given = given)
        .Record("source", RecordKind.Source, Need.Value, "The source that states it.",
            funding => funding.SourceId, (funding, id) => funding.SourceId = id!.Value)
        .LongText("evidence", Need.Column, "A few words of the source.",
            funding => funding.Evidence, (funding, words) => funding.Evidence = words)
        .LongText("note", Need.Column, "Anything a reader should know.", funding => funding.Note, (funding, note) => funding.Note = note);

    public override void Check(FolderRow row, CheckContext context)
    {
        RowRules.CurrencyWithAmount(row, context);
        if (row["programme"] is null && row["grant"] is null && row["organisation"] is null)
        {
            context.Fault(row, "programme", FaultCodes.OnePayer, "A programme, a grant or an organisation that paid.");
        }
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Release, row.Text("release"));

    protected override Task<List<ReleaseFunding>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken)
    {
        var keys = rows.Select(row => row.Key).ToList();
        return context.ReleaseFunding.Where(funding => keys.Contains(funding.Reference)).ToListAsync(cancellationToken);
    }

    protected override async Task<IReadOnlyList<ReleaseFunding>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        await context.ReleaseFunding.Where(funding => funding.ReleaseId == owner).OrderBy(funding => funding.Reference).ToListAsync(cancellationToken);

    protected override ReleaseFunding Create(FolderRow row, PublicRecord owner, ImportSession session) =>
        new() { Reference = row.Key, ReleaseId = owner.Id };

    protected override Task<List<ReleaseFunding>> AllAsync(PortalDbContext context, References references) =>
        context.ReleaseFunding.AsNoTracking().ToListAsync();
}
