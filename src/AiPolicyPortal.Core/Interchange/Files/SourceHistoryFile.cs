using System.Globalization;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class SourceHistoryFile : HistoryFile<SourceHistory>
{
    public override string Name => "source_history.csv";

    public override string Summary => "A tier that a source had before its present one.";

    protected override RecordKind Kind => RecordKind.Source;

    protected override Guid? OwnerId(SourceHistory history) => history.SourceId;

    protected override ColumnList<SourceHistory> DefineValues(ColumnList<SourceHistory> columns) => columns
        .Integer("tier", 1, 4, Need.Value, "The tier it had.", history => history.Tier, null);

    protected override IQueryable<SourceHistory> Of(PortalDbContext context, IReadOnlyCollection<Guid> owners) =>
        context.SourceHistory.Where(history => owners.Contains(history.SourceId));

    protected override SourceHistory New(FolderRow row, Guid owner, References references) =>
        new() { SourceId = owner, Tier = int.Parse(row.Text("tier"), CultureInfo.InvariantCulture) };
}
