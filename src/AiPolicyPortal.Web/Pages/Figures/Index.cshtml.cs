using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Figures;

public sealed class IndexModel(FigureQueries figures)
    : ListPage<Figure, FigureFilter, FigureItem, FigureItem>(figures, FiguresApi.Query)
{
    private readonly FigureQueries figures = figures;

    public FigureFacets Counts { get; private set; } = null!;

    /// <summary>What the records that are asked for are called.</summary>
    public RecordNames Names { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await figures.FacetsAsync(Filter, cancellationToken);
        Names = await figures.NamesAsync(Filter, cancellationToken);
    }
}
