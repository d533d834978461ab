using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Announcements;

public sealed class IndexModel(AnnouncementQueries announcements, IStringLocalizer<Interface> texts)
    : ListPage<Announcement, AnnouncementFilter, AnnouncementItem, AnnouncementDetail>(announcements, AnnouncementsApi.Query)
{
    private readonly AnnouncementQueries announcements = announcements;

    public AnnouncementFacets Counts { get; private set; } = null!;

    /// <summary>The records asked for by links from elsewhere, which the panel has no field for.</summary>
    public IReadOnlyList<ChosenFilter> Chosen { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await announcements.FacetsAsync(Filter, cancellationToken);
        var names = await announcements.NamesAsync(Filter, cancellationToken);
        Chosen =
        [
            .. texts.Choose(HttpContext, "programme", texts["Field.Programme"], Filter.Programme, names.Programmes),
            .. texts.Choose(HttpContext, "source", texts["Field.Source"], Filter.Source, names.Sources),
        ];
    }
}
