using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class GrantHistoryFile : HistoryFile<GrantHistory>
{
    public override string Name => "grant_history.csv";

    public override string Summary => "What a total could take from a grant before its present values.";

    protected override RecordKind Kind => RecordKind.Grant;

    protected override Guid? OwnerId(GrantHistory history) => history.GrantId;

    protected override ColumnList<GrantHistory> DefineValues(ColumnList<GrantHistory> columns) => columns
        .Record("programme", RecordKind.Programme, Need.Column, "The programme it was under.", history => history.ProgrammeId, null)
        .Amount("amount", Need.Column, "The amount it had; empty when not disclosed.", history => history.Amount, null)
        .Currency("currency", Need.Value, "The currency it had.", history => history.CurrencyCode, null)
        .Date("awarded", Need.Column, "The date of award it had.", history => PartialDate.From(history.AwardedOn, history.AwardedPrecision), null)
        .Code("funder_type", "Whose money it was held to be.", history => history.FunderType, null)
        .Code("stage", "How far the money was held to have come.", history => history.Stage, null)
        .Date("start", Need.Nothing, "The first day of the work it had.", history => PartialDate.From(history.StartOn, history.StartPrecision), null);

    protected override IQueryable<GrantHistory> Of(PortalDbContext context, IReadOnlyCollection<Guid> owners) =>
        context.GrantHistory.Where(history => owners.Contains(history.GrantId));

    protected override GrantHistory New(FolderRow row, Guid owner, References references)
    {
        var (awarded, start) = (row.Date("awarded"), row.Date("start"));
        return new GrantHistory
        {
            GrantId = owner,
            ProgrammeId = references.Id(RecordKind.Programme, row["programme"], optional: true),
            Amount = row.Amount("amount"),
            CurrencyCode = row.Text("currency"),
            AwardedOn = awarded?.LastDay,
            AwardedPrecision = awarded?.Precision,
            StartOn = start?.LastDay,
            StartPrecision = start?.Precision,
            FunderType = row.Code<FunderType>("funder_type"),
            Stage = row.Code<Stage>("stage"),
        };
    }
}
