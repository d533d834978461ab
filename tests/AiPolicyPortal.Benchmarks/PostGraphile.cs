using System.Net.Http.Json;
using System.Text.Json;

namespace AiPolicyPortal.Benchmarks;

/// <summary>PostGraphile, asked for all that the portal gives of a grant.</summary>
internal sealed class PostGraphile(string folder, string connectionString) : Peer(folder, connectionString)
{
    private const string Page =
        """
        { allGrants(first: 50, orderBy: ID_DESC) { pageInfo { hasNextPage endCursor } nodes {
            id reference title amount currencyCode stage awardedOn awardedPrecision startOn startPrecision endOn endPrecision funderType confidence themes url revision updatedAt
            programmeByProgrammeId { reference name themes countryByCountryCode { code nameEn nameFr } }
            organisationByFunderId { reference name }
            sourceBySourceId { reference url }
            grantRecipientsByGrantId(orderBy: POSITION_ASC, first: 1) { totalCount nodes {
              name organisationByOrganisationId { reference name } countryByCountryCode { code nameEn nameFr } } } } } }
        """;

    public override string Name => "PostGraphile";

    protected override string[] Arguments =>
        ["postgraphile/cli.js", "--schema", "public", "--host", "127.0.0.1", "--port", $"{Port}", "--disable-query-log", "--disable-graphiql", "--max-pool-size", "10"];

    protected override IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["DATABASE_URL"] = $"postgres://{Server.Username}:{Uri.EscapeDataString(Server.Password!)}@{Server.Host}:{Server.Port}/{Server.Database}",
    };

    protected override Task<HttpResponseMessage> AskAsync() => Client.PostAsJsonAsync("/graphql", new { query = Page });

    protected override Task<HttpResponseMessage> AskWhetherReadyAsync(CancellationToken cancellationToken) =>
        Client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" }, cancellationToken);

    protected override JsonElement GrantsOf(JsonElement data) => data.GetProperty("allGrants").GetProperty("nodes");
}
