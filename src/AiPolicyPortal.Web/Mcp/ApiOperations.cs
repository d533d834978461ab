namespace AiPolicyPortal.Web.Mcp;

/// <summary>The routes of the API by the names of their operations.</summary>
internal sealed class ApiOperations(EndpointDataSource routes)
{
    private readonly Lazy<Dictionary<string, RouteEndpoint>> named = new(() => routes.Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => (endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName, Endpoint: endpoint))
        .Where(pair => pair.EndpointName is not null)
        .ToDictionary(pair => pair.EndpointName!, pair => pair.Endpoint, StringComparer.Ordinal));

    public RouteEndpoint this[string name] => named.Value[name];
}
