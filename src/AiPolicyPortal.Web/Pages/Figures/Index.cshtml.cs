using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Figures;

public sealed class IndexModel(FigureQueries figures, ProgrammeQueries programmes)
    : ListPage<Figure, FigureFilter, FigureItem, FigureItem>(figures, FiguresApi.Query)
{
    public IReadOnlyList<(CountryLabel Country, int Count)> Countries { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Countries = await programmes.CountByCountryAsync(cancellationToken);
}
