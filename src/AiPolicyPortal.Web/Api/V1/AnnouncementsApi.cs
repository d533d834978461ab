using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class AnnouncementsApi
{
    public static ListQuery<Announcement, AnnouncementFilter> Query { get; } = new(AnnouncementFilter.SortKeys, AnnouncementFilter.Read);

    public static RouteGroupBuilder MapAnnouncements(this RouteGroupBuilder api) =>
        api.MapNoun<Announcement, AnnouncementFilter, AnnouncementItem, AnnouncementDetail, AnnouncementQueries>(
            new Noun("announcements", "announcement", "Dated public statements, newest first; country is that of the programmes they give figures for."), Query, AnnouncementColumns.Table, Feeds.Announcements);
}
