using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Fetching;

namespace AiPolicyPortal.Web.Articles;

internal static class ArticleServices
{
    /// <summary>Registers what articles are fetched, read and entered with; <c>Fetching:UserAgent</c> says how the portal presents itself.</summary>
    public static IServiceCollection AddArticles(this IServiceCollection services) => services
        .AddScoped<ArticleReading>().AddScoped<AnnouncementEntry>()
        .AddSingleton(provider => new GuardedFetcher(
            provider.GetRequiredService<IConfiguration>()["Fetching:UserAgent"] is { Length: > 0 } agent ? new FetchOptions { UserAgent = agent } : new FetchOptions()));
}
