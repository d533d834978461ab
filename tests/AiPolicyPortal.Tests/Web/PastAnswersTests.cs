using System.Net;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Web;

/// <summary>What readers and scripts are told of the past: banner, refusals, records that came or went since, and nothing of one request in another.</summary>
public sealed class PastAnswersTests(PastAnswersTests.Story story) : IClassFixture<PastAnswersTests.Story>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A programme is renamed, one is made and one withdrawn, one organisation merged into another.</summary>
    public sealed class Story(PostgresFixture postgres) : IAsyncLifetime
    {
        public PastPortal Portal { get; private set; } = null!;

        public string Before { get; private set; } = "";

        public string After { get; private set; } = "";

        public string Former { get; private set; } = "";

        public string Gone { get; private set; } = "";

        public string Merged { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Portal = await PastPortal.CreateAsync(postgres, ";Maximum Pool Size=3");
            await using (var context = Portal.CreateContext())
            {
                Before = Instant.Write((await context.Publications.MaxAsync(publication => publication.PublishedAt)).AddMicroseconds(1));
            }

            After = Instant.Write(await Portal.PublishAsync(async (db, scope) =>
            {
                var renamed = await db.Programmes.SingleAsync(programme => programme.Reference == "fr-snia-phase-2");
                (Former, renamed.Name) = (renamed.Name, "A new name <of> it");
                scope.Change(renamed, "name", Former, renamed.Name);
                scope.Create(new Programme { Reference = "p-new", Name = "New programme", CountryCode = "FR" });
                var gone = await db.GovernanceMeasures.OrderBy(measure => measure.Reference).FirstAsync();
                Gone = gone.Reference;
                scope.Withdraw(gone, "withdrawn_at", reason: "It never was one.");
                var organisations = await db.Organisations.Where(organisation => organisation.MergedIntoId == null && organisation.MergedFrom.Count == 0)
                    .OrderBy(organisation => organisation.Reference).Take(2).ToListAsync();
                Merged = organisations[0].Reference;
                organisations[0].MergedIntoId = organisations[1].Id;
                scope.Merge(organisations[0], "organisation_merges.to", null, organisations[1].Reference);
            }));
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }

    [Fact]
    public async Task Get_RecordThatChanged_IsAsItWas()
    {
        Assert.Contains(story.Former, await story.Portal.GetAsync($"/api/v1/programmes/fr-snia-phase-2?fields=programme.name&asOf={story.Before}"), StringComparison.Ordinal);
        Assert.Contains("A new name", await story.Portal.GetAsync("/api/v1/programmes/fr-snia-phase-2?fields=programme.name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_RecordThatCameLater_IsNotYetThere()
    {
        using var data = await story.Portal.Client.GetAsync($"/api/v1/programmes/p-new?asOf={story.Before}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, data.StatusCode);
        Assert.Contains("\"code\":\"not-yet-recorded\"", await data.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var page = await story.Portal.Client.GetAsync($"/programmes/p-new?asOf={story.Before}&lang=fr", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("n’était pas encore enregistrée", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var never = await story.Portal.Client.GetAsync($"/api/v1/programmes/p-never?asOf={story.Before}", Cancel);
        Assert.Contains("\"code\":\"not-found\"", await never.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_RecordWithdrawnOrMergedSince_IsShown()
    {
        foreach (var address in new[] { $"/governance/{story.Gone}", $"/organisations/{story.Merged}" })
        {
            await story.Portal.GetAsync($"/api/v1{address}?asOf={story.Before}");
            Assert.Contains("noindex", await story.Portal.GetAsync($"{address}?asOf={story.Before}"), StringComparison.Ordinal);
            using var now = await story.Portal.Client.GetAsync($"/api/v1{address}", Cancel);
            Assert.Contains(now.StatusCode, new[] { HttpStatusCode.Gone, HttpStatusCode.MovedPermanently });
        }

        using var merged = await story.Portal.Client.GetAsync($"/organisations/{story.Merged}?asOf={story.After}", Cancel);
        Assert.EndsWith($"?asOf={Uri.EscapeDataString(story.After)}", merged.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BeforeAnythingWasKnown_IsAnEmptyList()
    {
        foreach (var list in new[] { "programmes", "figures", "announcements", "sources", "grants", "organisations", "releases", "governance", "changes" })
        {
            var answer = System.Text.Json.JsonDocument.Parse(await story.Portal.GetAsync($"/api/v1/{list}?asOf=2001-02-03")).RootElement;
            Assert.Equal(0, answer.GetProperty("data").GetArrayLength());
            Assert.Equal(0, answer.GetProperty("meta").GetProperty("count").GetInt32());
            Assert.StartsWith("2001-02-03T23:59:59", answer.GetProperty("meta").GetProperty("asOf").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2999-01-01", "cannot lie ahead")]
    [InlineData("2999", "cannot lie ahead")]
    [InlineData("9999", "cannot lie ahead")]
    [InlineData("soon", "it is a date such as")]
    public async Task Get_NoInstantOfThePast_IsRefused(string asOf, string why)
    {
        foreach (var address in new[] { "/api/v1/grants", "/api/v1/programmes/fr-snia-phase-2", "/grants.csv", "/grants.atom", "/api/v1/search?q=compute", "/api/v1/coverage" })
        {
            using var answer = await story.Portal.Client.GetAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={asOf}", Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(why, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        using var page = await story.Portal.Client.GetAsync($"/programmes?asOf={asOf}", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Fact]
    public async Task Get_InstantThatHasNotCome_IsRefused()
    {
        var ahead = Uri.EscapeDataString(DateTime.UtcNow.AddMinutes(5).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var address in new[] { "/api/v1/grants?", "/grants.csv?", "/api/v1/totals?stage=announced&" })
        {
            using var answer = await story.Portal.Client.GetAsync($"{address}asOf={ahead}", Cancel);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Get_BeforeTheFirstPublication_SaysSo()
    {
        Assert.Contains("the first publication is of", await story.Portal.GetAsync("/programmes?asOf=2001-02-03&lang=en"), StringComparison.Ordinal);
        Assert.Contains("la première publication date du", await story.Portal.GetAsync("/grants?asOf=2001-02-03&lang=fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Today_IsThePresent()
    {
        var answer = await story.Portal.GetAsync($"/api/v1/programmes/fr-snia-phase-2?asOf={DateTime.UtcNow:yyyy-MM-dd}");
        Assert.Contains("A new name", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("past-banner", await story.Portal.GetAsync($"/programmes?asOf={DateTime.UtcNow:yyyy-MM-dd}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/programmes", "en", "As known on", "See the present version")]
    [InlineData("/programmes/fr-snia-phase-2", "fr", "État des connaissances au", "Voir la version actuelle")]
    public async Task Get_PageOfThePast_SaysSoAndStaysInIt(string path, string language, string banner, string present)
    {
        var text = await story.Portal.GetAsync($"{path}?asOf={story.Before}&lang={language}");
        var page = await BrowsingContext.New().OpenAsync(request => request.Content(text).Address("http://localhost" + path), Cancel);

        Assert.Contains(banner, page.QuerySelector(".past-banner strong")!.TextContent, StringComparison.Ordinal);
        var back = page.QuerySelector(".past-banner a")!;
        Assert.Equal((present, $"{path}?lang={language}"), (back.TextContent, back.GetAttribute("href")));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector("link[rel=canonical]"));
        var links = page.QuerySelectorAll("main a[href^='/figures'], main a[href^='/programmes'], main a[href^='/api/']").Where(link => link != back).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains("asOf=", link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll(".site-nav a, .site-footer a"), link => Assert.DoesNotContain("asOf=", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_DataOfAPastDay_MayBeKeptADay()
    {
        // Not the story's moment, which is of a past day once a run has passed midnight.
        foreach (var (asOf, control) in new[] { ("2026-01-01", "86400"), ("2026-01-01T12:00:00Z", "86400"), (Instant.Write(DateTimeOffset.UtcNow), "60") })
        {
            using var answer = await story.Portal.Client.GetAsync($"/api/v1/figures?asOf={asOf}", Cancel);
            Assert.Equal($"public, max-age={control}", answer.Headers.CacheControl!.ToString());
        }
    }

    [Theory]
    [InlineData("/totals/explain?stage=announced&country=FR")]
    [InlineData("/totals/new-money?country=FR")]
    [InlineData("/figures?country=FR")]
    public async Task Get_PageOfThePast_IsCitedAsItWasThen(string address)
    {
        var page = await story.Portal.GetAsync($"{address}&asOf={story.Before}&lang=en");
        var cited = await BrowsingContext.New().OpenAsync(answer => answer.Content(page), Cancel);

        Assert.All(cited.QuerySelectorAll(".citation textarea, .citation pre").Select(text => text.TextContent).Where(text => text.Contains("http", StringComparison.Ordinal)), text =>
            Assert.Contains("asOf=" + Uri.EscapeDataString(story.Before), text, StringComparison.Ordinal));
        Assert.Contains("asOf=" + Uri.EscapeDataString(story.Before), cited.QuerySelector(".citation")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TotalAndList_AgreeOnWhatWasKnown()
    {
        Figure withdrawn = null!;
        var moment = await story.Portal.PublishAsync(async (db, scope) =>
        {
            withdrawn = await db.Figures.Where(one => one.WithdrawnAt == null && one.Programme.CountryCode == "FR").OrderBy(one => one.Reference).FirstAsync();
            scope.Withdraw(withdrawn, "withdrawn_at");
        });
        foreach (var (asOf, isThere) in new[] { (moment.AddMicroseconds(-1), true), (moment, false) })
        {
            var named = $"\"{withdrawn.Reference}\"";
            var about = $"country=FR&stage={withdrawn.Stage.Code()}&funderType={withdrawn.FunderType.Code()}&asOf={Instant.Write(asOf)}";
            Assert.Equal(isThere, (await story.Portal.GetAsync($"/figures.jsonl?{about}")).Contains(named, StringComparison.Ordinal));
            Assert.Equal(isThere, (await story.Portal.GetAsync($"/api/v1/totals/explain?{about}")).Contains(named, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Get_PastAndPresentAtOnce_OnFewConnections_DoNotMix()
    {
        var asked = Enumerable.Range(0, 120).Select(async number =>
        {
            var isPast = number % 2 == 0;
            // An address of its own, so that no answer comes from memory.
            var text = await story.Portal.GetAsync($"/api/v1/programmes?country=FR&limit={81 + number}{(isPast ? $"&asOf={story.Before}" : "")}");
            Assert.Equal(isPast, text.Contains(story.Former, StringComparison.Ordinal));
        });
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task Tables_ThatArePublic_HaveAPastWithAllTheirColumns()
    {
        await using var context = story.Portal.CreateContext();
        var records = context.Model.GetEntityTypes().Where(entity => typeof(PublicRecord).IsAssignableFrom(entity.ClrType)).Select(entity => entity.GetTableName()!).ToList();
        await using var connection = new NpgsqlConnection(context.Database.GetConnectionString());
        await connection.OpenAsync(Cancel);
        var followed = await ColumnsAsync(connection, "past");
        var present = await ColumnsAsync(connection, "public");

        Assert.Equal(8, records.Count);
        Assert.Empty(records.Concat(["citations", "figure_links", "grant_index", "grant_groups", "publications", "revisions"]).Except(followed.Keys));
        Assert.All(followed, table => Assert.Equal(present[table.Key].Except(["held_from", "held_until"]).Order(StringComparer.Ordinal), table.Value.Order(StringComparer.Ordinal)));
    }

    private static async Task<Dictionary<string, List<string>>> ColumnsAsync(NpgsqlConnection connection, string schema)
    {
        await using var command = new NpgsqlCommand("select table_name::text, column_name::text from information_schema.columns where table_schema = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var columns = new List<(string Table, string Column)>();
        while (await reader.ReadAsync(Cancel))
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns.GroupBy(column => column.Table).ToDictionary(table => table.Key, table => table.Select(column => column.Column).ToList());
    }
}
