using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;

namespace AiPolicyPortal.Benchmarks;

/// <summary>
/// Directus, its own tables in a schema that is dropped at the end, asked by its administrator for what the portal gives of a grant. It reads no table
/// whose key is of several columns, so the recipients are copied into that schema with a key of one.
/// </summary>
internal sealed class Directus(string folder, string connectionString) : Peer(folder, connectionString)
{
    private const string Schema = "directus";

    private const string Page =
        "/items/grants?limit=50&sort=-id&fields=id,reference,title,amount,currency_code,stage,awarded_on,awarded_precision,start_on,start_precision,end_on,end_precision,"
        + "funder_type,confidence,themes,url,revision,updated_at,"
        + "programme_id.reference,programme_id.name,programme_id.themes,programme_id.country_code.code,programme_id.country_code.name_en,programme_id.country_code.name_fr,"
        + "funder_id.reference,funder_id.name,source_id.reference,source_id.url,"
        + "recipients.name,recipients.organisation_id.reference,recipients.organisation_id.name,"
        + "recipients.country_code.code,recipients.country_code.name_en,recipients.country_code.name_fr&deep[recipients][_sort]=position";

    private const string Recipients =
        $"""
        create table {Schema}.recipients as
        select row_number() over (order by grant_id, position) as id, grant_id, position, name, organisation_id, country_code from public.grant_recipients;
        alter table {Schema}.recipients add primary key (id),
            add foreign key (grant_id) references public.grants, add foreign key (organisation_id) references public.organisations,
            add foreign key (country_code) references public.countries;
        create index on {Schema}.recipients (grant_id);
        analyze {Schema}.recipients;
        insert into {Schema}.directus_fields (collection, field, special) values ('grants', 'recipients', 'o2m');
        insert into {Schema}.directus_relations (many_collection, many_field, one_collection, one_field)
        values ('recipients', 'grant_id', 'grants', 'recipients')
        """;

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
        await RunSqlAsync(Recipients, cancellationToken);
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
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
