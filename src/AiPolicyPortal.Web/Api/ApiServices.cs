using AiPolicyPortal.Web.Api.OpenApi;

namespace AiPolicyPortal.Web.Api;

public static class ApiServices
{
    /// <summary>What the API needs: its answers, its JSON and its description.</summary>
    public static IServiceCollection AddPortalApi(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ApiAnswers>()
        .ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions))
        .AddPortalOpenApi();
}
