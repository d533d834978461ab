using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AiPolicyPortal.Web.Mcp;

public static class McpServices
{
    /// <summary>A Model Context Protocol server whose tools are operations of the API; each request stands by itself.</summary>
    public static IServiceCollection AddPortalTools(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddSingleton<ApiOperations>();
        foreach (var offer in ToolList.All)
        {
            services.AddSingleton<McpServerTool>(provider => new OperationTool(
                offer, provider.GetRequiredService<ApiOperations>(), provider.GetRequiredService<IHttpContextAccessor>()));
        }

        services.AddMcpServer(options =>
            {
                options.ServerInfo = new Implementation { Name = "ai-policy-portal", Title = "AI Policy Portal", Version = "1" };
                options.ServerInstructions = ToolList.Instructions;
            })
            .WithMessageFilters(filters => filters.AddIncomingFilter(McpParameters.Refuse))
            .WithHttpTransport();
        return services;
    }
}
