using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class ProgrammeHistoryFile : HistoryFile<ProgrammeHistory>
{
    public override string Name => "programme_history.csv";

    public override string Summary => "Where a programme stood before its present country, parent and themes.";

    protected override RecordKind Kind => RecordKind.Programme;

    protected override Guid? OwnerId(ProgrammeHistory history) => history.ProgrammeId;

    protected override ColumnList<ProgrammeHistory> DefineValues(ColumnList<ProgrammeHistory> columns) => columns
        .Country("country", Need.Value, "The country it had.", history => history.CountryCode, null)
        .Record("part_of", RecordKind.Programme, Need.Column, "The programme it was part of.", history => history.ParentId, null)
        .CodeList("themes", Need.Column, "The themes it had.", history => history.Themes, null);

    protected override IQueryable<ProgrammeHistory> Of(PortalDbContext context, IReadOnlyCollection<Guid> owners) =>
        context.ProgrammeHistory.Where(history => owners.Contains(history.ProgrammeId));

    protected override ProgrammeHistory New(FolderRow row, Guid owner, References references) => new()
    {
        ProgrammeId = owner,
        CountryCode = row.Text("country"),
        ParentId = references.Id(RecordKind.Programme, row["part_of"], optional: true),
        Themes = [.. CellText.List(row["themes"]).Select(Codes<Theme>.Parse)],
    };
}
