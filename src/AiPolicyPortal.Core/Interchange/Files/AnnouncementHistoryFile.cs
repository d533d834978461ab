using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class AnnouncementHistoryFile : HistoryFile<AnnouncementHistory>
{
    public override string Name => "announcement_history.csv";

    public override string Summary => "A date that an announcement was held to have before its present one.";

    protected override RecordKind Kind => RecordKind.Announcement;

    protected override Guid? OwnerId(AnnouncementHistory history) => history.AnnouncementId;

    protected override ColumnList<AnnouncementHistory> DefineValues(ColumnList<AnnouncementHistory> columns) => columns
        .Date("date", Need.Value, "The date it had.", history => new PartialDate(history.StatedOn, history.StatedPrecision), null);

    protected override IQueryable<AnnouncementHistory> Of(PortalDbContext context, IReadOnlyCollection<Guid> owners) =>
        context.AnnouncementHistory.Where(history => owners.Contains(history.AnnouncementId));

    protected override AnnouncementHistory New(FolderRow row, Guid owner, References references)
    {
        var date = PartialDate.Parse(row.Text("date"));
        return new AnnouncementHistory { AnnouncementId = owner, StatedOn = date.LastDay, StatedPrecision = date.Precision };
    }
}
