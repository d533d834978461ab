using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class ProgrammesFile : RecordFile<Programme>
{
    public override string Name => "programmes.csv";

    public override string Summary => "A funding programme.";

    public override RecordKind? Declares => RecordKind.Programme;

    public override bool IsTree => true;

    protected override ColumnList<Programme> Define(ColumnList<Programme> columns) => columns
        .Own("slug", "The programme's reference.", programme => programme.Reference)
        .Text("name", Programme.NameMaxLength, Need.Value, "Its name in English.",
            programme => programme.Name, (programme, name) => programme.Name = name!)
        .Text("name_original", Programme.NameMaxLength, Need.Column, "Its name in its own language.",
            programme => programme.NameOriginal, (programme, name) => programme.NameOriginal = name)
        .Country("country", Need.Value, "Whose money it is.",
            programme => programme.CountryCode, (programme, code) => programme.CountryCode = code!)
        .Record("lead_organisation", RecordKind.Organisation, Need.Column, "Who leads it.",
            programme => programme.LeadOrganisationId, (programme, id) => programme.LeadOrganisationId = id)
        .Date("start_date", Need.Column, "When it began or is to begin.",
            programme => programme.Start, (programme, date) => programme.Start = date)
        .Date("end_date", Need.Column, "When it ended or is to end; not before start_date.",
            programme => programme.End, (programme, date) => programme.End = date)
        .Of("status", new TextCell(Common.PublicRecord.TextMaxLength), Need.Value,
            "Where it stands, in any words; they map to announced, active, closed, cancelled or unknown and are kept.",
            (programme, _) => programme.StatusNote ?? StatusWords.Plain(programme.Status), (programme, text, _) =>
                SetStatus(programme, text!))
        .Record("part_of", RecordKind.Programme, Need.Column, "The programme it is part of.",
            programme => programme.ParentId, (programme, id) => programme.ParentId = id)
        .CodeList("themes", Need.Column, "What its money is for.",
            programme => programme.Themes, (programme, themes) => programme.Themes = themes)
        .Code("open_source_commitment", "How far it binds itself to open source.",
            programme => programme.OpenSourceCommitment, (programme, commitment) => programme.OpenSourceCommitment = commitment)
        .Record("commitment_source", RecordKind.Source, Need.Nothing, "The source whose words bind it so.",
            programme => programme.CommitmentSourceId, (programme, id) => programme.CommitmentSourceId = id)
        .LongText("commitment_evidence", Need.Nothing, "Those words; with commitment_source, and only with it.",
            programme => programme.CommitmentEvidence, (programme, words) => programme.CommitmentEvidence = words)
        .LongText("commitment_note", Need.Nothing, "What a reader should know of them.",
            programme => programme.CommitmentNote, (programme, note) => programme.CommitmentNote = note)
        .LongText("description", Need.Column, "What it is.", programme => programme.Description, (programme, text) =>
            programme.Description = text);

    public override void Check(FolderRow row, CheckContext context)
    {
        RowRules.DateOrder(row, "start_date", "end_date", context);
        RowRules.Together(row, "commitment_source", "commitment_evidence", context);
        if (row["part_of"] == row.Key)
        {
            context.Fault(row, "part_of", FaultCodes.SelfLink, "Another programme than this one.");
        }
        else
        {
            context.Join(row, row.Key, row["part_of"] ?? "");
        }
    }

    public override async Task CheckWholeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var held = await context.Store.Programmes.AsNoTracking().Where(programme => programme.Parent != null)
            .Select(programme => new { programme.Reference, Parent = programme.Parent!.Reference }).ToListAsync(cancellationToken);
        TreeCheck.Run(context, this, "part_of", held.Select(programme => (programme.Reference, (string?)programme.Parent)));
    }

    protected override Programme Create(FolderRow row, Guid id, ImportSession session) =>
        new() { Id = id, Reference = row.Key, Name = row.Text("name"), CountryCode = row.Text("country") };

    private static void SetStatus(Programme programme, string words)
    {
        programme.Status = StatusWords.Programme(words);
        programme.StatusNote = StatusWords.Note(words, programme.Status);
    }
}
