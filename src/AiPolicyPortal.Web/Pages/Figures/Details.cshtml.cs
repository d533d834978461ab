using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Figures;

public sealed class DetailsModel(FigureQueries figures, TotalQueries totals, RecordFates fates)
    : DetailPage<Figure, FigureFilter, FigureItem, FigureItem>(figures, fates, "/figures")
{
    /// <summary>Whether the figure is counted now; null when it is withdrawn just now.</summary>
    public FigureCounting? Counting { get; private set; }

    /// <summary>The same by what had been said on its own day; null where that makes no difference.</summary>
    public FigureCounting? CountingWhenStated { get; private set; }

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        (Counting, CountingWhenStated) = await totals.CountingAsync(Record.Ref, ViewData[RecordCurrency.Parameter] as string, cancellationToken);
}
