using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class FiguresApi
{
    public static ListQuery<Figure, FigureFilter> Query { get; } = new(FigureFilter.SortKeys, FigureFilter.Read, groupings: FigureQueries.Groupings);

    public static RouteGroupBuilder MapFigures(this RouteGroupBuilder api) =>
        api.MapNoun<Figure, FigureFilter, FigureItem, FigureItem, FigureQueries>(
            new Noun("figures", "figure", "Amounts as sources stated them, newest first. Never add them up: "
                + "groupBy gives sums by the rules of totals, and /methodology says why."), Query, FigureColumns.Table, Feeds.Figures);
}
