using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Charts;

/// <summary>Charts over HTTP: the table that is drawn, the CSV, the embedded twin and the API say the same.</summary>
public sealed class ChartTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly string[] Counts = ["figureCount", "notConvertedCount", "leftOutCount"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("&stage=committed")]
    [InlineData("&per=capita")]
    [InlineData("&per=gdp")]
    [InlineData("&basis=constant&constantYear=2020&currency=USD")]
    [InlineData("&country=FR&country=DE&country=EU")]
    [InlineData("&statedTo=2024-03-11")]
    public async Task Get_Countries_SayTheSameInPageJsonCsvAndExplanation(string more)
    {
        var asked = more.TrimStart('&');
        var stage = more.Contains("stage=", StringComparison.Ordinal) ? "" : "&stage=announced";
        var total = (await portal.GetJsonAsync($"/api/v1/totals?groupBy=country{stage}{more}")).GetProperty("data");
        var explained = (await portal.GetJsonAsync($"/api/v1/totals/explain?groupBy=country{stage}{more}")).GetProperty("data");
        var groups = total.GetProperty("groups").EnumerateArray()
            .Where(group => Counts.Sum(count => group.GetProperty(count).GetInt32()) > 0)
            .ToDictionary(group => group.Text("key")!, group => Amount(group.Text("low")));

        Assert.NotEmpty(groups);
        Assert.Equal(total.GetProperty("groups").GetRawText(), explained.GetProperty("groups").GetRawText());
        // So much a head of several countries does not add up.
        if (more.Contains("per=", StringComparison.Ordinal))
            Assert.Equal((null, null), (total.Text("low"), total.Text("overlap.low")));
        else
            Assert.Equal(Amount(total.Text("low")), groups.Values.Sum() + Amount(total.Text("overlap.low")));
        var csv = CsvText.Rows(await TextAsync($"/api/v1/totals.csv?groupBy=country{stage}{more}")).ToDictionary(row => row["key"]);
        Assert.Equal(total.Text("low") ?? "", csv["total"]["low"]);
        Assert.Equal(total.Text("overlap.low") ?? "", csv["overlap"]["low"]);
        foreach (var chart in new[] { "countries-map", "countries-ranking" })
        {
            var page = await portal.GetPageAsync($"/embed/{chart}?{asked}");
            var drawn = page.QuerySelectorAll("tbody tr").ToDictionary(row => row.GetAttribute("data-key")!, row => Amount(row.QuerySelector("td")!.GetAttribute("data-low")));
            var rows = CsvText.Rows(await TextAsync($"/charts/{chart}.csv?{asked}")).Where(row => row["key"] is not ("total" or "overlap"))
                .ToDictionary(row => row["key"], row => Amount(row["low"]));
            Assert.Equal(groups.OrderBy(pair => pair.Key), drawn.OrderBy(pair => pair.Key));
            Assert.Equal(groups.OrderBy(pair => pair.Key), rows.OrderBy(pair => pair.Key));
        }
    }

    [Theory]
    [InlineData("grants-map?payingCountry=FR&currency=USD", "/grants?payingCountry=FR&currency=USD")]
    [InlineData("releases-by-year?country=FR", "/releases?country=FR")]
    [InlineData("governance-by-year?country=FR", "/governance/overview?country=FR")]
    public async Task Get_ChartOfAList_IsPinnedAndCitedByAnAddressThatKeepsIt(string chart, string list)
    {
        var live = await portal.GetPageAsync($"/embed/{chart}");
        var cited = live.QuerySelectorAll("textarea").Select(field => field.TextContent).Single(text => text.StartsWith("@misc", StringComparison.Ordinal));
        var address = new Uri(cited.Split("url = {")[1].Split('}')[0]).PathAndQuery;
        var asOf = System.Web.HttpUtility.ParseQueryString(address)["asOf"]!;

        var pinned = await portal.GetPageAsync(address);
        var csv = CsvText.Rows(await portal.Client.GetStringAsync($"/charts/{chart.Replace("?", $".csv?asOf={asOf}&", StringComparison.Ordinal)}", TestContext.Current.CancellationToken));

        Assert.StartsWith($"/embed/{chart.Split('?')[0]}", address, StringComparison.Ordinal);
        Assert.Equal(live.QuerySelector("tbody")!.TextContent, pinned.QuerySelector("tbody")!.TextContent);
        Assert.Null(pinned.QuerySelector(".notice"));
        Assert.All(csv, row => Assert.Equal(asOf, row["as_of"]));
        Assert.Equal($"{list}&asOf={Uri.EscapeDataString(asOf)}", pinned.QuerySelectorAll("p.chart-source > a")[^1].GetAttribute("href"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?country=FR")]
    [InlineData("?stage=committed&currency=USD")]
    public async Task Get_NewMoney_SaysTheSameInPageJsonAndCsv(string asked)
    {
        var join = asked.Length == 0 ? "?" : "&";
        var answer = (await portal.GetJsonAsync($"/api/v1/new-money{asked}{join}groupBy=year")).GetProperty("data");
        var years = answer.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("announcements").GetArrayLength() > 0)
            .ToDictionary(group => group.Text("key")!, group => (Amount(group.Text("headline.low")), Amount(group.Text("new.low"))));

        var chart = await portal.GetPageAsync($"/embed/new-money{asked}");
        var csv = CsvText.Rows(await TextAsync($"/charts/new-money.csv{asked}")).Where(row => row["low"].Length > 0 && row["key"] != "total")
            .GroupBy(row => row["key"]).ToDictionary(year => year.Key, year => (
                Amount(year.Single(row => row["series"] == "headline")["low"]), Amount(year.Single(row => row["series"] == "new")["low"])));
        var page = await portal.GetPageAsync($"/totals/new-money{asked}{join}groupBy=year");

        var known = years.Where(year => year.Value.Item1 != 0).OrderBy(year => year.Key).ToList();
        Assert.NotEmpty(known);
        Assert.Equal(known, csv.OrderBy(year => year.Key));
        Assert.Equal(known, Cells(chart).Where(year => year.Value.Item1 != 0).OrderBy(year => year.Key));
        Assert.All(known, year => Assert.NotNull(page.GetElementById($"group-{year.Key}")));
        var statements = CsvText.Rows(await TextAsync($"/api/v1/new-money.csv{asked}{join}groupBy=year"));
        Assert.All(known, year => Assert.Equal(
            year.Value, (statements.Where(row => row["group"] == year.Key).Sum(row => Amount(row["headline_low"])), statements.Where(row => row["group"] == year.Key).Sum(row => Amount(row["new_low"])))));

        static IEnumerable<KeyValuePair<string, (decimal, decimal)>> Cells(IDocument chart) => chart.QuerySelectorAll("tbody tr").Select(row =>
            KeyValuePair.Create(row.GetAttribute("data-key")!, (
                Amount(row.QuerySelectorAll("td.num")[0].GetAttribute("data-low")), Amount(row.QuerySelectorAll("td.num")[1].GetAttribute("data-low")))));
    }

    [Fact]
    public async Task Get_NewMoneyOfFrance_TellsThatTheHeadlineOfMarch2024HadBeenSaid()
    {
        var page = await portal.GetPageAsync("/totals/new-money?country=FR&groupBy=year");

        var row = page.QuerySelectorAll("#group-2024 tbody tr").Single(row => row.QuerySelector("a[href='/figures/f-fr-044']") is not null);
        Assert.Contains("€1.5bn", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("stated before", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("none", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_StatementsOfFrance_SayWhichAmountsAreNoExactOnes()
    {
        var figures = (await portal.GetJsonAsync("/api/v1/figures?country=FR&stage=announced&funderType=public&limit=200")).GetProperty("data").EnumerateArray()
            .ToDictionary(figure => figure.Text("ref")!, figure => figure.Text("money.nature"));
        var rows = CsvText.Rows(await TextAsync("/charts/statements.csv?country=FR")).DistinctBy(row => row["key"]).ToList();

        Assert.NotEmpty(rows);
        Assert.Contains(rows, row => row["remark"].EndsWith(", at least", StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Equal(
            figures[row["key"]] is "about" or "at-least" or "up-to",
            row["remark"].Contains(", approximate", StringComparison.Ordinal) || row["remark"].Contains(", at least", StringComparison.Ordinal) || row["remark"].Contains(", up to", StringComparison.Ordinal)));
    }

    // One of 700 million that revises one of 500 million of the same announcement: nothing of it had been heard of.
    [Fact]
    public async Task Get_StatementsThatReviseOneOfTheirOwnAnnouncement_AreNew()
    {
        var row = CsvText.Rows(await TextAsync("/charts/statements.csv?country=EU&currency=EUR")).First(row => row["key"] == "f-eu-018");

        Assert.Equal(("new", "700000000"), (row["series"], row["low"]));
    }

    [Fact]
    public async Task Get_HistoryOfStages_NamesEachDayOnce()
    {
        var table = (await portal.GetPageAsync("/embed/stage-history?programme=fr-snia-phase-2&lang=fr")).QuerySelector("table")!;

        Assert.Contains(table.QuerySelectorAll("tbody th"), day => day.TextContent == "8 novembre 2021");
        Assert.DoesNotContain(table.QuerySelectorAll("thead th"), heading => heading.TextContent == "Date");
    }

    [Fact]
    public async Task Get_NewMoneyInACurrencyWithoutRates_SaysThatRatesAreWanting() => Assert.Contains(
        "for want of a rate", (await portal.GetPageAsync("/embed/new-money?country=FR&currency=VND")).Body!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task Get_YearsWithoutAStatement_KeepTheirPlaceAndAreNotZero()
    {
        var page = await portal.GetPageAsync("/embed/new-money?country=FR");

        var years = page.QuerySelectorAll("tbody tr").Select(row => int.Parse(row.GetAttribute("data-key")!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(years[0], years.Count), years);
        var silent = page.QuerySelector("tr[data-key='2019']")!;
        Assert.Equal("", silent.QuerySelector("td.num")!.GetAttribute("data-low") ?? "");
        Assert.Contains("nothing recorded", silent.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_EveryTotalOfAChart_LeadsToItsExplanationWithTheSameAmount()
    {
        var page = await portal.GetPageAsync("/embed/countries-ranking?stage=committed&currency=USD");

        foreach (var row in page.QuerySelectorAll("tbody tr, tfoot tr[data-key=total]").Take(12))
        {
            var query = row.QuerySelector("a[href^='/totals/explain']")!.GetAttribute("href")!.Split('?')[1];
            var total = (await portal.GetJsonAsync("/api/v1/totals?" + query)).GetProperty("data");
            Assert.Equal(Amount(total.Text("low")), Amount(row.QuerySelector("td.num")!.GetAttribute("data-low")));
        }
    }

    [Theory]
    [InlineData("/embed/new-money?contry=FR", "/charts/new-money.csv?contry=FR", "contry")]
    [InlineData("/embed/new-money?country=XX", "/charts/new-money.csv?country=XX", "country")]
    [InlineData("/embed/countries-map?per=head", "/charts/countries-map.csv?per=head", "per")]
    [InlineData("/embed/countries-map?asOf=2999-01-01", "/charts/countries-map.csv?asOf=2999-01-01", "asOf")]
    public async Task Get_WhatAChartDoesNotKnow_IsRefusedNamingIt(string embed, string csv, string parameter)
    {
        using var page = await portal.Client.GetAsync(embed, Stop);
        using var data = await portal.Client.GetAsync(csv, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (page.StatusCode, data.StatusCode));
        Assert.Contains(parameter, await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var errors = JsonDocument.Parse(await data.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("errors");
        Assert.Contains(errors.EnumerateArray(), error => error.Text("parameter") == parameter);
    }

    [Theory]
    [InlineData("/embed/no-such-chart")]
    [InlineData("/charts/no-such-chart.csv")]
    public async Task Get_ChartThatIsNot_Is404(string address)
    {
        using var answer = await portal.Client.GetAsync(address, Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Get_EmbeddedChart_MayStandInAnySitesFrameAndNothingElseMay()
    {
        using var embedded = await portal.Client.GetAsync("/embed/new-money", Stop);
        using var page = await portal.Client.GetAsync("/", Stop);

        Assert.Contains("frame-ancestors *", Policy(embedded), StringComparison.Ordinal);
        Assert.False(embedded.Headers.Contains("X-Frame-Options"));
        Assert.Contains("frame-ancestors 'none'", Policy(page), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Policy(embedded), StringComparison.Ordinal);

        static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    [Theory]
    [InlineData("/embed/new-money?country=XX", HttpStatusCode.BadRequest)]
    [InlineData("/embed/no-such-chart", HttpStatusCode.NotFound)]
    public async Task Get_EmbeddedChartThatIsNot_SaysSoInTheFrame(string address, HttpStatusCode status)
    {
        using var answer = await portal.Client.GetAsync(address, Stop);
        using var elsewhere = await portal.Client.GetAsync("/totals/explain", Stop);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("frame-ancestors *", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.Contains("class=\"embed\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("DENY", elsewhere.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Get_CountriesWithoutARate_AreNamedAndNotTakenForNothing()
    {
        var page = await portal.GetPageAsync("/embed/countries-ranking?currency=VND");
        var csv = CsvText.Rows(await TextAsync("/charts/countries-ranking.csv?currency=VND")).Where(row => row["key"] == "FR");

        Assert.Equal("no rate", page.QuerySelector("tr[data-key=FR] td.num")!.TextContent);
        var sentence = page.QuerySelector("figcaption p")!.TextContent;
        var said = page.QuerySelectorAll("tbody td.num").CountBy(cell => cell.TextContent).ToDictionary();
        Assert.Equal(["no figure is counted", "no rate"], said.Keys.Order());
        Assert.EndsWith(
            $"for want of a rate or a series: {said["no rate"]}. Without a figure that is counted: {said["no figure is counted"]}.", sentence, StringComparison.Ordinal);
        Assert.Equal(
            said["no figure is counted"],
            CsvText.Rows(await TextAsync("/charts/countries-ranking.csv")).Count(row => (row["status"], row["low"]) is ("none-counted", "")));
        Assert.Equal(("not-converted", ""), csv.Select(row => (row["status"], row["low"])).Single());
    }

    [Fact]
    public async Task Get_RankingOfOneCountry_SpeaksOfOne()
    {
        var page = await portal.GetPageAsync("/embed/countries-ranking?country=FR");

        Assert.StartsWith("France: €", page.QuerySelector("figcaption p")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/charts/compare.csv?country=FR")]
    [InlineData("/grants.csv?country=FR")]
    [InlineData("/grants.jsonl?country=FR")]
    [InlineData("/api/v1/totals.csv?stage=announced")]
    [InlineData("/api/v1/totals?stage=announced")]
    [InlineData("/api/v1/figures/f-fr-044")]
    [InlineData("/embed/compare?country=FR")]
    public async Task Head_HasTheHeadersOfGet(string address)
    {
        using var get = await portal.Client.GetAsync(address, Stop);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await portal.Client.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal((get.Content.Headers.ContentType, get.Content.Headers.ContentDisposition), (head.Content.Headers.ContentType, head.Content.Headers.ContentDisposition));
    }

    [Fact]
    public async Task Get_ApiDescription_NamesEachRouteOnce()
    {
        var paths = (await portal.GetJsonAsync("/api/v1/openapi.json")).GetProperty("paths");

        Assert.All(paths.EnumerateObject(), path => Assert.Equal(["get"], path.Value.EnumerateObject().Select(method => method.Name)));
    }

    [Fact]
    public async Task Get_ShareOfAChart_GivesFramesThatAnswerAndCitationsThatParse()
    {
        var page = await portal.GetPageAsync("/embed/new-money?country=FR&lang=fr");

        var texts = page.QuerySelectorAll(".dialogue textarea").Select(field => field.TextContent).ToList();
        foreach (var frame in texts.Take(2))
        {
            var address = frame.Split("src=\"http://localhost")[1].Split('"')[0].Replace("&amp;", "&", StringComparison.Ordinal);
            var shown = await portal.GetPageAsync(address);
            Assert.Equal("fr", shown.DocumentElement.GetAttribute("lang"));
            Assert.Equal(Drawn(page), Drawn(shown));
            Assert.Null(shown.QuerySelector(".notice"));
        }

        Assert.Contains("asOf=", texts[1], StringComparison.Ordinal);
        Assert.Contains("CC-BY-4.0", texts[2], StringComparison.Ordinal);
        Assert.StartsWith("@misc{", texts[3], StringComparison.Ordinal);
        var item = JsonDocument.Parse(texts[4]).RootElement[0];
        Assert.Equal(("dataset", 3), (item.Text("type"), item.GetProperty("issued").GetProperty("date-parts")[0].GetArrayLength()));
    }

    private static IReadOnlyList<string> Drawn(IDocument page) => [.. page.QuerySelectorAll("td[data-low]").Select(cell => cell.GetAttribute("data-low")!)];

    private static decimal Amount(string? text) => string.IsNullOrEmpty(text) ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    private async Task<string> TextAsync(string address)
    {
        using var answer = await portal.Client.GetAsync(address, Stop);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
