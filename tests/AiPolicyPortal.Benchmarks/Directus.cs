using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;

namespace AiPolicyPortal.Benchmarks;

/// <summary>
/// Directus, its own tables in a schema that is dropped at the end, asked by its administrator for what it can give of a grant: recipients it cannot,
/// since it reads no table whose key is of several columns.
/// </summary>
internal sealed class Directus(string folder, string connectionString) : Peer(folder, connectionString)
{
    private const string Schema = "directus";

    private const string Page =
        "/items/grants?limit=50&sort=-id&fields=id,reference,title,amount,currency_code,stage,awarded_on,awarded_precision,start_on,start_precision,end_on,end_precision,"
        + "funder_type,confidence,themes,url,revision,updated_at,"
        + "programme_id.reference,programme_id.name,programme_id.themes,programme_id.country_code.code,programme_id.country_code.name_en,programme_id.country_code.name_fr,"
        + "funder_id.reference,funder_id.name,source_id.reference,source_id.url";

    private readonly string token = Guid.NewGuid().ToString("N");

    public override string Name => "Directus";

    protected override string[] Arguments => ["directus/cli.js", "start"];

    protected override IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["DB_CLIENT"] = "pg",
        ["DB_HOST"] = Server.Host,
        ["DB_PORT"] = $"{Server.Port}",
        ["DB_USER"] = Server.Username,
        ["DB_PASSWORD"] = Server.Password,
        ["DB_DATABASE"] = Server.Database,
        ["DB_SEARCH_PATH"] = $"array:{Schema},public",
        ["HOST"] = "127.0.0.1",
        ["PORT"] = $"{Port}",
        ["SECRET"] = token,
        ["ADMIN_EMAIL"] = "admin@example.org",
        ["ADMIN_PASSWORD"] = token,
        ["ADMIN_TOKEN"] = token,
        ["LOG_LEVEL"] = "error",
        ["TELEMETRY"] = "false",
    };

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await RunSqlAsync($"drop schema if exists {Schema} cascade; create schema {Schema}", cancellationToken);
        using var bootstrap = Run(["directus/cli.js", "bootstrap"]);
        await bootstrap.WaitForExitAsync(cancellationToken);
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    protected override Task<HttpResponseMessage> AskAsync() => Client.GetAsync(Page);

    protected override Task<HttpResponseMessage> AskWhetherReadyAsync(CancellationToken cancellationToken) => Client.GetAsync("/server/ping", cancellationToken);

    protected override JsonElement GrantsOf(JsonElement data) => data;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await RunSqlAsync($"drop schema if exists {Schema} cascade", CancellationToken.None);
    }

    private async Task RunSqlAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
