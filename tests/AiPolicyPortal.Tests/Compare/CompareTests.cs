using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Compare;

/// <summary>Countries and programmes side by side, in the API, on the page, in its charts and in what explains them.</summary>
public sealed class CompareTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string Four = "country=FR&country=DE&country=IT&country=EU";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Four)]
    [InlineData(Four + "&yearFrom=2018&yearTo=2023&stage=committed&currency=USD")]
    [InlineData(Four + "&per=gdp")]
    [InlineData(Four + "&basis=constant&constantYear=2020&statedTo=2024-06")]
    [InlineData("programme=fr-ai-for-humanity&programme=fr-snia-phase-2&funderType=public&funderType=mixed")]
    public async Task Get_Comparison_IsEachOnesOwnTotalAndYears(string query)
    {
        var items = (await DataAsync("/api/v1/compare?" + query)).GetProperty("items").EnumerateArray().ToList();

        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            var name = query.Contains("programme=", StringComparison.Ordinal) ? "programme" : "country";
            var rest = string.Join('&', query.Split('&').Where(pair => !pair.StartsWith(name + "=", StringComparison.Ordinal)).Append("").Order());
            var asked = $"{name}={item.Text("key")}&{rest}{(query.Contains("stage=", StringComparison.Ordinal) ? "" : "&stage=announced")}";
            var total = await DataAsync("/api/v1/totals?groupBy=year&" + asked);
            foreach (var property in new[] { "low", "high", "figureCount", "undisclosedCount", "notConvertedCount", "leftOutCount", "overlap" })
                Assert.Equal(total.GetProperty(property).ToString(), item.GetProperty(property).ToString());
            Assert.Equal(
                total.GetProperty("groups").EnumerateArray().Where(group => group.Text("key") != "unknown").Select(group => group.ToString()),
                item.GetProperty("years").EnumerateArray().Select(year => year.ToString()));
        }
    }

    [Theory]
    [InlineData(Four + "&per=gdp")]
    [InlineData("programme=fr-ai-for-humanity&programme=fr-snia-phase-2")]
    public async Task Get_Csv_HasTheNumbersOfTheJson(string query)
    {
        var data = await DataAsync("/api/v1/compare?" + query);
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/api/v1/compare.csv?" + query, Stop));

        var expected = data.GetProperty("items").EnumerateArray().SelectMany(item => item.GetProperty("years").EnumerateArray()
            .Select(year => (Key: item.Text("key"), Year: year.Text("key"), Low: year.Text("low"), High: year.Text("high"), Figures: year.Text("figureCount")))
            .Append((item.Text("key"), "overlap", item.Text("overlap.low"), item.Text("overlap.high"), item.Text("overlap.figureCount")))
            .Append((item.Text("key"), "total", item.Text("low"), item.Text("high"), item.Text("figureCount"))));
        Assert.Equal(expected, rows.Select(row =>
            ((string?)row["key"], (string?)row["year"], Cell(row["low"]), Cell(row["high"]), Cell(row["figures"]))));
        Assert.All(rows, row => Assert.NotEqual("", row["label"]));

        static string? Cell(string text) => text.Length == 0 ? null : text;
    }

    [Fact]
    public async Task Chart_OfYears_SaysHowManyFiguresItsYearsCount()
    {
        var figures = (await DataAsync("/api/v1/compare?" + Four)).GetProperty("items").EnumerateArray()
            .SelectMany(item => item.GetProperty("years").EnumerateArray()).Sum(year => year.GetProperty("figureCount").GetInt32());
        var page = await portal.GetPageAsync("/compare?" + Four);

        Assert.Contains(page.QuerySelectorAll("figure"), chart => chart.TextContent.Contains($"AI Policy Portal, {figures} figures", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("country=FR&per=gdp", "÷\u00A02,", "GDP (World Bank)")]
    [InlineData("country=FR&per=capita", "÷", "population (World Bank)")]
    [InlineData("country=KR", "÷", "ECB rate")]
    [InlineData("country=GB", "1.", "ECB rate")]
    public async Task Explanation_NamesTheRateWithItsDigitsAndTheDateOfEachValue(string query, string rate, string series)
    {
        var page = await portal.GetPageAsync($"/totals/explain?stage=announced&{query}");
        var cells = page.QuerySelectorAll("td[data-label='Rate']").Select(cell => cell.TextContent.Trim()).Where(text => text.Length > 0).ToList();

        Assert.NotEmpty(cells);
        Assert.All(cells, cell =>
        {
            Assert.StartsWith(rate, cell, StringComparison.Ordinal);
            Assert.Matches($"{System.Text.RegularExpressions.Regex.Escape(series)}, [0-9A-Za-z ]*20[0-9]{{2}}", cell);
        });
    }

    [Fact]
    public async Task Get_OneYear_IsThatYearOfTheWhole()
    {
        var all = (await DataAsync("/api/v1/compare?" + Four)).GetProperty("items").EnumerateArray().First();
        foreach (var year in all.GetProperty("years").EnumerateArray())
        {
            var one = await DataAsync($"/api/v1/totals?stage=announced&country=FR&yearFrom={year.Text("key")}&yearTo={year.Text("key")}");

            Assert.Equal((year.Text("low"), year.Text("high")), (one.Text("low"), one.Text("high")));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Get_Page_ShowsTheNumbersOfTheApiAndExplainsEach(string language)
    {
        var page = await portal.GetPageAsync($"/compare?{Four}&lang={language}");

        var twin = await DataAsync(page.QuerySelector("a[href^='/api/v1/compare']")!.GetAttribute("href")!);
        var items = twin.GetProperty("items").EnumerateArray().ToDictionary(item => item.Text("key")!);
        var rows = page.QuerySelectorAll("#chart-compare tbody tr").ToList();
        Assert.Equal(items.Keys.Order(), rows.Select(row => row.GetAttribute("data-key")!).Order());
        Assert.Equal(rows.Select(High).OrderDescending(), rows.Select(High));
        foreach (var row in rows)
        {
            var item = items[row.GetAttribute("data-key")!];
            Assert.Equal(Amount(item, "high"), High(row));
            Assert.Contains(item.Text("figureCount")!, row.TextContent, StringComparison.Ordinal);
            Assert.Equal(item.Text("high"), (await ExplainedAsync(row.QuerySelector("a[href^='/totals/explain']")!)).Text("high"));
        }
    }

    [Theory]
    [InlineData("en", "", null)]
    [InlineData("en", "&basis=constant&constantYear=2024", "Left out for want of a rate or a series, so that the order may be another: France (6 figures)")]
    [InlineData("fr", "&basis=constant&constantYear=2024", "France (6\u00A0montants)")]
    public async Task Get_Page_SaysWhoseMoneyCouldNotBeExpressedAsAsked(string language, string query, string? words)
    {
        var page = await portal.GetPageAsync($"/compare?country=DE&country=FR{query}&lang={language}");

        var sentence = page.QuerySelector("#chart-compare-sentence")!.TextContent;
        if (words is null)
            Assert.DoesNotContain("Left out", sentence, StringComparison.Ordinal);
        else
            Assert.Contains(words, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Page_LeadsFromEveryAmountOfAYearToItsExplanation()
    {
        var page = await portal.GetPageAsync($"/compare?{Four}&yearFrom=2020");

        var cells = page.QuerySelectorAll("#chart-compare-years tbody td[data-high]").Where(cell => cell.GetAttribute("data-high") != "").ToList();
        Assert.NotEmpty(cells);
        Assert.All(page.QuerySelectorAll("#chart-compare-years tbody tr"), row => Assert.True(int.Parse(row.GetAttribute("data-key")!, CultureInfo.InvariantCulture) >= 2020));
        foreach (var cell in cells)
            Assert.Equal(decimal.Parse(cell.GetAttribute("data-high")!, CultureInfo.InvariantCulture), Amount(await ExplainedAsync(cell.QuerySelector("a")!), "high"));
    }

    [Fact]
    public async Task Get_SomethingWithoutASeriesOrWithoutFigures_SaysWhich()
    {
        // Of international bodies there is no GDP, and of Tuvalu no figure.
        var page = await portal.GetPageAsync("/compare?country=FR&country=INT&country=TV&per=gdp&lang=en");

        var sentence = page.QuerySelector("#chart-compare-sentence")!.TextContent;
        Assert.Contains("Of the three, France with", sentence, StringComparison.Ordinal);
        Assert.Contains("for want of a rate or a series, for: International", sentence, StringComparison.Ordinal);
        Assert.Contains("recorded for: Tuvalu", sentence, StringComparison.Ordinal);
        Assert.Contains("no rate", page.QuerySelector("tr[data-key=INT]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("not-converted", await portal.Client.GetStringAsync("/charts/compare.csv?country=INT&per=gdp", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NothingChosen_ShowsTheFormAndExamplesThatWork()
    {
        var page = await portal.GetPageAsync("/compare?lang=en");

        Assert.NotNull(page.QuerySelector("form[action='/compare'] input[name=country]"));
        var examples = page.QuerySelectorAll(".empty a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(3, examples.Count);
        foreach (var example in examples)
            Assert.NotNull((await portal.GetPageAsync(example)).QuerySelector("#chart-compare tbody tr"));
    }

    [Theory]
    [InlineData("country=FR&programme=fr-snia-phase-2", "country", "mixed")]
    [InlineData("by=country&programme=fr-snia-phase-2", "programme", "mixed")]
    [InlineData("country=FR&country=DE&country=IT&country=GB&country=US&country=CA&country=CN&country=KR&country=JP", "country", "too-many")]
    [InlineData("country=FR&yearFrom=2024&yearTo=2020", "yearFrom", "reversed")]
    [InlineData("country=FR&yearTo=20", "yearTo", "invalid-value")]
    [InlineData("country=FR&basis=constant", "constantYear", "missing")]
    [InlineData("country=FR&constantYear=2020", "constantYear", "not-applicable")]
    [InlineData("country=FR&basis=constant&constantYear=20", "constantYear", "invalid-value")]
    [InlineData("country=FR&basis=ppp&currency=EUR", "currency", "invalid-value")]
    [InlineData("programme=no-such", "programme", "unknown-value")]
    [InlineData("country=FR&country=XX", "country", "unknown-value")]
    public async Task Get_WhatCannotBeCompared_IsSaidBesideItsField(string query, string parameter, string code)
    {
        using var api = await portal.Client.GetAsync("/api/v1/compare?" + query, Stop);
        using var answer = await portal.Client.GetAsync("/compare?lang=en&" + query, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (api.StatusCode, answer.StatusCode));
        var errors = JsonDocument.Parse(await api.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("errors").EnumerateArray();
        Assert.Contains((parameter, code), errors.Select(error => (error.Text("parameter"), error.Text("code"))));
        var page = await Page(answer);
        Assert.Contains(page.QuerySelectorAll("form .field-error"), fault => fault.Id == "fault-" + parameter && fault.TextContent.Length > 20);
        Assert.DoesNotContain(page.QuerySelectorAll("form .field-error"), fault => !fault.TextContent.TrimEnd().EndsWith('.') && !fault.TextContent.Contains("Nearest:", StringComparison.Ordinal));
        Assert.Equal($"#fault-{parameter}", page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/api/v1/compare?country=UK", "GB")]
    [InlineData("/api/v1/totals?stage=announced&country=EL", "GR")]
    [InlineData("/api/v1/totals?stage=announced&country=QX", null)]
    public async Task Get_CountryWrittenOtherwise_SuggestsTheOneMeant(string address, string? meant)
    {
        using var answer = await portal.Client.GetAsync(address, Stop);

        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("errors")[0];
        Assert.EndsWith(meant is null ? "which is not in the portal." : $"Did you mean '{meant}'?", error.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("basis=ppp&currency=USD", "at purchasing power parity")]
    [InlineData("basis=constant&constantYear=2022", "at the prices of 2022")]
    public async Task Get_PageOfOtherPrices_SaysSoInItsSentence(string asked, string words)
    {
        using var answer = await portal.Client.GetAsync($"/compare?country=FR&country=DE&{asked}&lang=en", Stop);
        var page = await Page(answer);

        Assert.Contains(words, page.QuerySelector("p[id$='-sentence']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AmountsWithUpperBounds_SaysWhoseAndHowMuch()
    {
        const string Asked = "country=FR&country=US&country=GB&stage=announced";
        using var answer = await portal.Client.GetAsync($"/compare?{Asked}&lang=en", Stop);
        var said = (await Page(answer)).QuerySelector("p[id$='-sentence']")!.TextContent.Split("stated as “up to” and added as if exact: ")[1];
        var items = (await portal.GetJsonAsync($"/api/v1/compare?{Asked}")).GetProperty("data").GetProperty("items").EnumerateArray().ToList();
        var counted = (await portal.GetJsonAsync("/api/v1/totals/explain?country=US&stage=announced")).GetProperty("data").GetProperty("counted").EnumerateArray();
        var bounds = counted.Where(figure => figure.Text("money.nature") == "up-to").Sum(figure => decimal.Parse(figure.Text("convertedHigh")!, CultureInfo.InvariantCulture));

        Assert.Contains(items, item => item.GetProperty("upToCount").GetInt32() == 0);
        Assert.All(items, item => Assert.Equal(item.GetProperty("upToCount").GetInt32() > 0, said.Contains($"{item.Text("label")} (", StringComparison.Ordinal)));
        Assert.Contains($"US (€{bounds / 1_000_000:0.##}m)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfBeforeTheFirstPublication_SaysThatThereWasNothing()
    {
        using var answer = await portal.Client.GetAsync("/compare?country=FR&country=DE&asOf=2020-01-01&lang=en", Stop);

        Assert.Contains("the first publication is of", (await Page(answer)).QuerySelector("main .notice-warn")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/compare", HttpStatusCode.BadRequest)]
    [InlineData("/charts/compare.csv", HttpStatusCode.BadRequest)]
    [InlineData("/compare?country=!FR", HttpStatusCode.BadRequest)]
    [InlineData("/compare?countri=FR", HttpStatusCode.BadRequest)]
    [InlineData("/compare?currency=QQQ", HttpStatusCode.BadRequest)]
    [InlineData("/compare?asOf=2999-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/compare?country=&programme=&yearFrom=&asOf=", HttpStatusCode.OK)]
    [InlineData("/embed/compare?country=FR&country=DE", HttpStatusCode.OK)]
    [InlineData("/embed/compare-years?programme=fr-snia-phase-2&lang=fr", HttpStatusCode.OK)]
    public async Task Get_Address_Answers(string address, HttpStatusCode status)
    {
        using var answer = await portal.Client.GetAsync(address, Stop);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task OpenApi_OfCompare_DescribesEveryParameter()
    {
        var get = (await portal.GetJsonAsync("/api/v1/openapi.json")).GetProperty("paths").GetProperty("/api/v1/compare").GetProperty("get");

        Assert.Equal(
            ["asOf", "basis", "by", "constantYear", "country", "currency", "funderType", "per", "programme", "stage", "statedTo", "theme", "yearFrom", "yearTo"],
            get.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
    }

    private static decimal? High(IElement row) =>
        row.QuerySelector("td[data-high]")!.GetAttribute("data-high") is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private static decimal? Amount(JsonElement of, string name) => of.Text(name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private static async Task<IDocument> Page(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return await BrowsingContext.New().OpenAsync(request => request.Content(text), Stop);
    }

    private Task<JsonElement> ExplainedAsync(IElement link) => DataAsync("/api/v1" + link.GetAttribute("href"));

    private async Task<JsonElement> DataAsync(string address) => (await portal.GetJsonAsync(address)).GetProperty("data");
}
