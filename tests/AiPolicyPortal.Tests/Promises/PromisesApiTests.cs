using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Promises;

/// <summary>Outstanding promises of the starter data, in the API and on the page.</summary>
public sealed class PromisesApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string All = "&funderType=public&funderType=private&funderType=mixed&funderType=unknown";
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Figures =
        StarterFile.Read("figures.csv").ToDictionary(row => row["id"]);

    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Programmes =
        StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_EveryPromise_IsWhatTheFilesSayOfIt()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var promises = await portal.WalkAsync("/api/v1/promises?limit=200" + All);

        Assert.True(promises.Count > 40);
        Assert.Equal(promises.Count, promises.Select(promise => promise.Ref()).Distinct().Count());
        foreach (var promise in promises)
        {
            var figure = Figures[promise.Ref()];
            Assert.Equal("stands", figure["standing"]);
            Assert.Equal(figure["stage"], promise.Text("stage"));
            Assert.DoesNotContain(figure["stage"], (string[])["recommended", "disbursed"]);
            Assert.Equal(Programmes[figure["programme"]]["country"], promise.Text("country.code"));
            var (term, due) = figure["period_end_year"] is { Length: > 0 } year ? ("period-end", year) : ("programme-end", Programmes[figure["programme"]]["end_date"]);
            Assert.Equal((term, due), (promise.Text("term"), promise.Text("due.date")));
            var last = PartialDate.Parse(due).LastDay;
            Assert.True(last < today);
            Assert.Equal(today.DayNumber - last.DayNumber, promise.GetProperty("daysSince").GetInt32());
            Assert.Equal(Enumerable.Range(0, 100).Last(years => last.AddYears(years) <= today), promise.GetProperty("yearsSince").GetInt32());
            Assert.Equal(promise.Text("evidence") == "none", promise.Text("later") is null);
        }
    }

    [Fact]
    public async Task Get_EveryPromise_IsCountedInTheTotalOfItsStage()
    {
        var promises = await portal.WalkAsync("/api/v1/promises?limit=200&funderType=public");
        foreach (var stage in promises.GroupBy(promise => promise.Text("stage")))
        {
            var total = (await portal.GetJsonAsync($"/api/v1/totals/explain?stage={stage.Key}")).GetProperty("data");
            var counted = total.GetProperty("counted").EnumerateArray().Select(figure => figure.Text("figure"))
                .Concat(total.GetProperty("leftOut").EnumerateArray().Where(figure => figure.Text("reason") == "no-rate").Select(figure => figure.Text("figure")))
                .ToHashSet();
            Assert.All(stage, promise => Assert.Contains(promise.Ref(), counted));
        }
    }

    [Theory]
    [InlineData("-age")]
    [InlineData("age")]
    [InlineData("-amount")]
    [InlineData("amount")]
    [InlineData("country,-statedOn")]
    public async Task Get_EveryPageByCursor_SeesEveryPromiseOnceInOrder(string sort)
    {
        var small = await portal.WalkAsync($"/api/v1/promises?sort={sort}&limit=7");
        var large = await portal.WalkAsync($"/api/v1/promises?sort={sort}&limit=200");

        Assert.Equal(large.Select(promise => promise.Ref()), small.Select(promise => promise.Ref()));
        if (sort.EndsWith("amount", StringComparison.Ordinal))
        {
            // Without an amount last, whichever way.
            var amounts = large.Select(Amount).ToList();
            var known = amounts.TakeWhile(amount => amount is not null).ToList();
            Assert.All(amounts.Skip(known.Count), Assert.Null);
            Assert.Equal(sort[0] == '-' ? known.OrderDescending() : known.Order(), known);
            Assert.True(amounts.Count > known.Count);
        }
    }

    [Fact]
    public async Task Get_PreviousLink_LeadsBackToThePageBefore()
    {
        var first = await portal.GetJsonAsync("/api/v1/promises?limit=10&sort=-amount");
        var second = await portal.GetJsonAsync(first.Text("links.next")!);
        var back = await portal.GetJsonAsync(second.Text("links.previous")!);

        Assert.Equal(first.GetProperty("data").GetRawText(), back.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("country=FR", "country.code", "FR")]
    [InlineData("stage=committed", "stage", "committed")]
    [InlineData("evidence=none", "evidence", "none")]
    [InlineData("evidence=programme", "evidence", "programme")]
    [InlineData("funderType=private", "funderType", "private")]
    [InlineData("currency=USD&country=DE", "converted.money.currency", "USD")]
    public async Task Get_OneFilter_KeepsExactlyWhatMatches(string query, string path, string value)
    {
        var kept = await portal.WalkAsync($"/api/v1/promises?limit=200&{query}");

        Assert.NotEmpty(kept);
        Assert.All(kept.Where(promise => promise.Text(path.Split('.')[0]) is not null), promise => Assert.Equal(value, promise.Text(path)));
        if (path is "country.code" or "evidence" or "stage")
        {
            var all = await portal.WalkAsync("/api/v1/promises?limit=200");
            Assert.Equal(all.Where(promise => promise.Text(path) == value).Select(promise => promise.Ref()), kept.Select(promise => promise.Ref()));
        }
    }

    [Fact]
    public async Task Get_StatedIn2021WithNothingSince_GoesByTheFirstStatement()
    {
        var promises = await portal.WalkAsync("/api/v1/promises?limit=200&statedFrom=2021&statedTo=2021&evidence=none");

        Assert.NotEmpty(promises);
        Assert.All(promises, promise => Assert.StartsWith("2021", promise.Text("firstStatedOn.date"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("contry=FR", "contry", "unknown-parameter")]
    [InlineData("country=XX", "country", "unknown-value")]
    [InlineData("programme=nothing-such", "programme", "unknown-value")]
    [InlineData("stage=promised", "stage", "unknown-value")]
    [InlineData("evidence=some", "evidence", "unknown-value")]
    [InlineData("currency=ZZZ", "currency", "unknown-value")]
    [InlineData("currency=euro", "currency", "unknown-value")]
    [InlineData("statedFrom=2021-13", "statedFrom", "invalid-value")]
    [InlineData("sort=ages", "sort", "unknown-value")]
    [InlineData("limit=0", "limit", "invalid-value")]
    [InlineData("cursor=abc", "cursor", "invalid-value")]
    public async Task Get_FaultyParameter_IsRefusedWithItsName(string query, string parameter, string code)
    {
        using var answer = await portal.Client.GetAsync("/api/v1/promises?" + query, Stop);
        using var page = await portal.Client.GetAsync("/promises?" + query, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (answer.StatusCode, page.StatusCode));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((parameter, code), (error.Text("parameter"), error.Text("code")));
    }

    [Theory]
    [InlineData("?country=FR&lang=en", "nothing later is recorded")]
    [InlineData("?country=FR&lang=fr&sort=-amount", "aucune suite n’est enregistrée")]
    [InlineData("?statedFrom=2021&statedTo=2021&lang=en", "with nothing later recorded.")]
    [InlineData("?statedFrom=2021&statedTo=2021&lang=fr", "dont aucune suite n’est enregistrée.")]
    [InlineData("?evidence=programme&stage=announced&limit=20&lang=en", "not tied to this amount")]
    public async Task Page_OfASelection_ShowsTheSamePromisesAsTheApi(string query, string words)
    {
        var page = await portal.GetPageAsync("/promises" + query);
        var api = await portal.GetJsonAsync("/api/v1/promises" + query.Replace("&lang=en", "", StringComparison.Ordinal).Replace("&lang=fr", "", StringComparison.Ordinal));

        Assert.Equal(
            api.GetProperty("data").EnumerateArray().Select(promise => promise.Ref()),
            page.QuerySelectorAll(".promise-table tbody th a").Select(link => link.GetAttribute("href")!.Split('/')[^1]));
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("broken", text, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(page.QuerySelector("main a[href='/coverage']"));
        var count = api.GetProperty("meta").GetProperty("count").GetInt32();
        Assert.Contains($"{count} prom", page.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CountsOfCountries_AreThoseOfTheApi()
    {
        var page = await portal.GetPageAsync("/promises?evidence=none");
        var expected = (await portal.WalkAsync("/api/v1/promises?limit=200&evidence=none")).CountBy(promise => promise.Text("country.code")!)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture));

        var shown = page.QuerySelectorAll("input[name=country]").ToDictionary(
            box => box.GetAttribute("value")!, box => page.QuerySelector($"label[for='{box.Id}'] .count")!.TextContent);

        Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), shown.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Get_ReleasesByWhetherTheyCameOut_AreThoseOfTheFile(string released)
    {
        var expected = StarterFile.Read("releases.csv").Count(row => (row["released"].Length > 0 ? "true" : "false") == released);

        Assert.Equal(expected, (await portal.GetJsonAsync("/api/v1/releases?limit=1&released=" + released)).GetProperty("meta").GetProperty("count").GetInt32());
    }

    private static decimal? Amount(JsonElement promise) =>
        promise.Text("converted") is null ? null : decimal.Parse(promise.Text("converted.money.amount") ?? promise.Text("converted.money.high")!, CultureInfo.InvariantCulture);
}
