using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Announcements;

public sealed class IndexModel(AnnouncementQueries announcements)
    : ListPage<Announcement, AnnouncementFilter, AnnouncementItem, AnnouncementDetail>(announcements, AnnouncementsApi.Query)
{
    private readonly AnnouncementQueries announcements = announcements;

    public AnnouncementFacets Counts { get; private set; } = null!;

    /// <summary>What the records that are asked for are called.</summary>
    public RecordNames Names { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await announcements.FacetsAsync(Filter, cancellationToken);
        Names = await announcements.NamesAsync(Filter, cancellationToken);
    }
}
