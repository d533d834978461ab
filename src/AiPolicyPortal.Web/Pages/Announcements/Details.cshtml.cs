using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Announcements;

public sealed class DetailsModel(AnnouncementQueries announcements, RecordFates fates)
    : DetailPage<Announcement, AnnouncementFilter, AnnouncementItem, AnnouncementDetail>(announcements, fates, "/announcements");
