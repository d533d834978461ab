namespace AiPolicyPortal.Web.Infrastructure;

internal static class EndpointsOnce
{
    /// <summary>
    /// Makes every endpoint mapped so far, once. Routing and authorisation each ask for them, a group makes its own anew for whoever asks, and each
    /// handler with parameters is compiled then.
    /// </summary>
    public static void MakeEndpointsOnce(this IEndpointRouteBuilder routes)
    {
        var made = new DefaultEndpointDataSource([.. routes.DataSources.SelectMany(source => source.Endpoints)]);
        routes.DataSources.Clear();
        routes.DataSources.Add(made);
    }
}
