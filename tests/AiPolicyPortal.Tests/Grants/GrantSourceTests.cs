using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Web;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>The grants that a source shows, while they come, move to another source and go.</summary>
public sealed class GrantSourceTests(PostgresFixture postgres)
{
    private const string Source = "s-0553";
    private const string Other = "s-0156";

    private static readonly IReadOnlyList<GrantFile.Row> File = GrantFile.Read();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_UnknownSource_ReturnsTheGrantsWithoutOneAndItsNegationAllOthers()
    {
        await using var portal = await PastPortal.CreateAsync(postgres);
        await AddAsync(portal, "g-none-1", null);
        await AddAsync(portal, "g-none-2", null);

        Assert.Equal(["g-none-1", "g-none-2"], await RefsAsync(portal, "source=unknown"));
        Assert.Equal(From(Source).Concat(["g-none-1", "g-none-2"]).Order(), await RefsAsync(portal, $"source=unknown&source={Source}"));
        Assert.Equal(File.Count, await CountAsync(portal, "source=!unknown"));
        Assert.Equal(File.Count + 2 - From(Source).Count, await CountAsync(portal, $"source=!{Source}"));
        Assert.Equal(File.Count - From(Source).Count, await CountAsync(portal, $"source=!unknown&source=!{Source}"));
    }

    [Fact]
    public async Task Get_SourceAsOfAMoment_ReturnsTheGrantsItShowedThen()
    {
        await using var portal = await PastPortal.CreateAsync(postgres);
        var before = await AddAsync(portal, "g-new", Source);
        var (moved, gone) = (From(Source)[0], From(Source)[1]);
        await portal.PublishAsync(async (db, scope) =>
        {
            var grant = await db.Grants.SingleAsync(grant => grant.Reference == moved, Cancel);
            grant.SourceId = await db.Sources.Where(source => source.Reference == Other).Select(source => source.Id).SingleAsync(Cancel);
            scope.Change(grant, "source", Source, Other);
            scope.Withdraw(await db.Grants.SingleAsync(other => other.Reference == gone, Cancel), "withdrawn_at", reason: "A test.");
        });

        Assert.Equal(From(Source).Append("g-new").Except([moved, gone]).Order(), await RefsAsync(portal, $"source={Source}"));
        Assert.Equal(From(Other).Append(moved).Order(), await RefsAsync(portal, $"source={Other}"));
        Assert.Equal(From(Source).Append("g-new").Order(), await RefsAsync(portal, $"source={Source}&asOf={Instant.Write(before)}"));
        Assert.Equal(From(Other), await RefsAsync(portal, $"source={Other}&asOf={Instant.Write(before)}"));
    }

    [Theory]
    [InlineData("grants", "")]
    [InlineData("announcements", "en")]
    [InlineData("announcements", "fr")]
    public async Task Get_SourceAsOfAMomentBeforeItCame_SaysThatItCameLater(string list, string language)
    {
        await using var portal = await PastPortal.CreateAsync(postgres);
        var before = await AddAsync(portal, "g-before", null);
        await portal.PublishAsync((_, scope) =>
        {
            scope.Create(new Source { Reference = "s-later", Url = "https://example.org/later", Title = "Later", Tier = 2 });
            return Task.CompletedTask;
        });

        var query = $"{list}?source=s-later&asOf={Instant.Write(before)}";
        var answer = await portal.Client.GetAsync(language.Length == 0 ? $"/api/v1/{query}" : $"/{query}&lang={language}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        if (language.Length == 0)
        {
            var error = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").EnumerateArray());
            Assert.Equal(("source", "not-yet-recorded"), (error.GetProperty("parameter").GetString(), error.GetProperty("code").GetString()));
            Assert.Contains("'s-later', which the portal did not have yet", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
        else
        {
            var text = (await answer.DocumentAsync()).QuerySelector("main")!.TextContent;
            Assert.Contains(language == "fr" ? "ne l’avait pas encore à l’instant demandé" : "did not have it yet at the instant asked for", text, StringComparison.Ordinal);
        }

        await portal.GetAsync($"/api/v1/{list}?source=s-later");
    }

    private static List<string> From(string source) => [.. File.Where(row => row["source"] == source).Select(row => row.Id).Order()];

    private static Task<DateTimeOffset> AddAsync(PastPortal portal, string reference, string? source) => portal.PublishAsync(async (db, scope) => scope.Create(new Grant
    {
        Reference = reference,
        Title = "A grant",
        CurrencyCode = "EUR",
        SourceId = source is null ? null : await db.Sources.Where(held => held.Reference == source).Select(held => held.Id).SingleAsync(Cancel),
    }));

    private static async Task<IEnumerable<string>> RefsAsync(PastPortal portal, string query) =>
        (await ListAsync(portal, query)).GetProperty("data").EnumerateArray().Select(ApiLists.Ref).Order();

    private static async Task<int> CountAsync(PastPortal portal, string query) =>
        (await ListAsync(portal, query)).GetProperty("meta").GetProperty("count").GetInt32();

    private static async Task<JsonElement> ListAsync(PastPortal portal, string query) =>
        JsonDocument.Parse(await portal.GetAsync($"/api/v1/grants?{query}&limit=200")).RootElement;
}
