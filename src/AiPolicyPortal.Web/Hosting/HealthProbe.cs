using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Hosting;

/// <summary>
/// Asks the portal on this machine whether it is ready, for container images that have no shell and no curl:
/// the program itself with <c>--health</c>.
/// </summary>
internal static class HealthProbe
{
    public const string Argument = "--health";

    private const int DefaultPort = 8080;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    /// <returns>0 when it is ready, 1 when it is not or does not answer.</returns>
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(new Uri(Address(configuration), HealthChecks.Ready));
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>The first plain HTTP address the portal listens on, as <c>ASPNETCORE_URLS</c> or <c>ASPNETCORE_HTTP_PORTS</c> say.</summary>
    private static Uri Address(IConfiguration configuration)
    {
        var listening = (configuration["urls"] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(BindingAddress.Parse).FirstOrDefault(address => address.Scheme == "http");
        var port = listening?.Port ?? (int.TryParse(configuration["http_ports"]?.Split(';')[0], out var first) ? first : DefaultPort);
        return new UriBuilder("http", "localhost", port).Uri;
    }
}
