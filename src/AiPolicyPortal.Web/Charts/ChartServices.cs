using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Charts;

public static class ChartServices
{
    public static IServiceCollection AddPortalCharts(this IServiceCollection services) => services
        .AddSingleton<AmountText>()
        .AddSingleton<ChartTexts>()
        .AddSingleton<CompareTexts>()
        .AddScoped<IChartMaker, NewMoneyChart>()
        .AddScoped<IChartMaker, CountriesMap>()
        .AddScoped<IChartMaker, CountriesRanking>()
        .AddScoped<IChartMaker, CompareChart>()
        .AddScoped<IChartMaker, CompareYearsChart>()
        .AddScoped<IChartMaker, StageHistoryChart>()
        .AddScoped<IChartMaker, StatementsChart>()
        .AddScoped<IChartMaker, GrantsByYearChart>()
        .AddScoped<IChartMaker, ReleasesByYearChart>()
        .AddScoped<IChartMaker, PublicReleasesChart>()
        .AddScoped<IChartMaker, GovernanceByYearChart>()
        .AddScoped<IChartMaker, GrantSelectionYears>()
        .AddScoped<IChartMaker, GrantSelectionMap>()
        .AddScoped<IChartMaker, GrantSelectionRanking>()
        .AddScoped<IChartMaker, GrantSelectionRecipients>()
        .AddScoped<ChartCatalogue>();
}
