using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;
using SourceItem = AiPolicyPortal.Core.Sources.SourceItem;

namespace AiPolicyPortal.Web.Pages.Sources;

public sealed class IndexModel(SourceQueries sources)
    : ListPage<Source, SourceFilter, SourceItem, SourceDetail>(sources, SourcesApi.Query)
{
    private readonly SourceQueries sources = sources;

    public SourceFacets Counts { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Counts = await sources.FacetsAsync(Filter, cancellationToken);
}
