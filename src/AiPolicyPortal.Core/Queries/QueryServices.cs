using AiPolicyPortal.Core.Coverage;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Home;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Sitemaps;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Core.Traces;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Core.Queries;

public static class QueryServices
{
    /// <summary>Registers the queries of every noun, found by their common interface.</summary>
    /// <param name="keepAnswers">Whether answers are kept in memory until something is published.</param>
    public static IServiceCollection AddPortalQueries(this IServiceCollection services, bool keepAnswers)
    {
        var queries = typeof(QueryServices).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }
            && type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRecordQueries<,,>)));
        foreach (var type in queries)
        {
            services.AddScoped(type);
        }

        return services.AddScoped<PastReading>().AddScoped<RecordFates>().AddScoped<CoverageQueries>().AddScoped<OpenQueries>().AddScoped<HomeQueries>().AddScoped<DeskQueries>()
            .AddScoped<SearchQueries>().AddScoped<WordReader>().AddSingleton<Vocabularies>().AddSingleton<NamedCountries>().AddScoped<SitemapQueries>()
            .AddScoped<PaidGrantQueries>().AddSingleton(new GrantOrderLimits()).AddScoped<GrantCells>().AddScoped<GrantSummaries>().AddScoped<GrantGroupings>().AddScoped<GrantParts>().AddSingleton<GrantGroupSnapshots>().AddSingleton<GrantNameSnapshots>()
            .AddScoped<TotalQueries>().AddScoped<MoneyConversions>().AddSingleton<MoneySnapshots>()
            .AddSingleton<LatestPublication>()
            .AddSingleton(provider => new PublishedAnswers(keepAnswers, provider.GetRequiredService<LatestPublication>()));
    }
}
