using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Traces;

public sealed class OpenPageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("en", "Open source AI")]
    [InlineData("fr", "IA open source")]
    public async Task Get_Dashboard_ShowsTheNumbersOfTheApi(string language, string open)
    {
        var page = await portal.GetPageAsync($"/open?lang={language}");
        var report = (await portal.GetJsonAsync("/api/v1/open")).GetProperty("data");

        var tiles = page.QuerySelectorAll(".stat-tile").ToDictionary(
            tile => tile.QuerySelector("dt")!.TextContent.Trim(), tile => tile.QuerySelector(".value")!.TextContent.Trim());
        Assert.Equal(report.GetProperty("total").Text("publiclyFunded"), tiles.Values.First());
        Assert.Equal(
            report.GetProperty("total").GetProperty("osaid").EnumerateArray().Single(result => result.Text("result") == "yes").Text("releases"), tiles[open]);
        Assert.Equal(
            report.GetProperty("countries").EnumerateArray().Select(country => $"/countries/{country.Text("country.code")}#open"),
            page.QuerySelectorAll(".coverage-table tbody th a").Select(link => link.GetAttribute("href")));
        Assert.Equal(
            report.GetProperty("programmes").EnumerateArray().Select(programme => $"/programmes/{programme.Text("programme.ref")}"),
            page.QuerySelectorAll(".trace tbody th > a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Get_NumberOfACountry_LeadsToItsReleases()
    {
        foreach (var framework in new[] { "mof", "osaid", "grid" })
        {
            var page = await portal.GetPageAsync($"/open?framework={framework}&lang=en");
            var links = page.QuerySelectorAll($".coverage-table tbody td a[href*='{framework}=']");
            Assert.NotEmpty(links);
            foreach (var link in links)
            {
                var listed = await portal.GetJsonAsync($"/api/v1{link.GetAttribute("href")}&limit=1");
                Assert.Equal(link.TextContent.Trim(), listed.GetProperty("meta").Text("count"));
            }
        }
    }

    [Fact]
    public async Task Get_ProgrammePage_HasTheTraceWhereOpenSourceWasPromisedAndOnlyThere()
    {
        var promised = await portal.GetPageAsync("/programmes/fr-jean-zay?lang=en");
        var trace = promised.QuerySelector("section[aria-labelledby=open] .trace")!;

        Assert.NotNull(trace.QuerySelector("a[href='/releases/bloom-176b']"));
        Assert.NotNull(trace.QuerySelector("a[href='/grants?programme=fr-jean-zay']"));
        Assert.Null((await portal.GetPageAsync("/programmes/fr-pepr-ia?lang=en")).QuerySelector(".trace"));
    }

    [Fact]
    public async Task Get_Trace_HasTheWordsOfEachPromiseWithTheirSource()
    {
        var words = StarterFile.Read("programmes.csv").Where(row => row["commitment_source"].Length > 0).ToDictionary(row => row["slug"]);
        var page = await portal.GetPageAsync("/open?lang=en");
        var rows = page.QuerySelectorAll(".trace tbody tr").ToDictionary(row => row.QuerySelector("th > a")!.GetAttribute("href")!.Split('/')[^1]);

        Assert.InRange(words.Count, 25, rows.Count);
        foreach (var (programme, row) in rows)
        {
            var promised = row.QuerySelector("td[data-label=Promised]")!;
            var held = words.GetValueOrDefault(programme);
            Assert.Equal(held?["commitment_evidence"], promised.QuerySelector(".evidence")?.TextContent);
            Assert.Equal(held is null, promised.TextContent.Contains("no words that promise it", StringComparison.Ordinal));
        }

        var detail = (await portal.GetJsonAsync("/api/v1/programmes/us-omai")).GetProperty("data").GetProperty("commitment");
        Assert.Equal((words["us-omai"]["commitment_evidence"], "s-0477"), (detail.Text("evidence"), detail.Text("source.ref")));
    }

    [Fact]
    public async Task Get_Trace_NamesThePartThatADutyOrAGrantIsOfAndMoneyThatIsNotPublic()
    {
        var page = await portal.GetPageAsync("/open?lang=en");
        var rows = page.QuerySelectorAll(".trace tbody tr").ToDictionary(row => row.QuerySelector("th > a")!.GetAttribute("href")!.Split('/')[^1]);

        var duty = Assert.Single(rows["fr-snia-phase-2"].QuerySelectorAll("span"), span => span.QuerySelector("a[href='/governance/v-fr-006']") is not null);
        Assert.NotNull(duty.QuerySelector("a[href='/programmes/fr-llm-commons']"));
        var own = Assert.Single(rows["fr-llm-commons"].QuerySelectorAll("span"), span => span.QuerySelector("a[href='/governance/v-fr-006']") is not null);
        Assert.Null(own.QuerySelector("a[href^='/programmes/']"));
        var nvidia = Assert.Single(rows["us-omai"].QuerySelectorAll("span"), span => span.QuerySelector("a[href='/grants/g-us-102']") is not null);
        Assert.Contains("private", nvidia.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/open.json", "application/json")]
    [InlineData("/open.csv?lang=fr", "text/csv")]
    [InlineData("/governance/overview.csv", "text/csv")]
    [InlineData("/coverage.json", "application/json")]
    [InlineData("/compare.csv?country=FR&country=DE", "text/csv")]
    public async Task Get_ReportByItsEnding_IsTheApis(string address, string type)
    {
        using var page = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, type), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        if (type == "text/csv")
        {
            Assert.Equal(
                await portal.Client.GetStringAsync("/api/v1" + address.Replace("?lang=fr", "", StringComparison.Ordinal), TestContext.Current.CancellationToken),
                await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Get_CountryPage_HasSharesUnknownsAndTheTraceOfItsProgrammes()
    {
        var section = (await portal.GetPageAsync("/countries/FR?lang=en")).QuerySelector("section[aria-labelledby=open]")!;
        var report = (await portal.GetJsonAsync("/api/v1/open?country=FR")).GetProperty("data");
        var total = report.GetProperty("total");

        Assert.Contains($"{total.Text("publiclyFunded")} publicly funded", section.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{total.Text("payerUnknown")} whose payer is not on record", section.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            report.GetProperty("programmes").EnumerateArray().Select(programme => $"/programmes/{programme.Text("programme.ref")}"),
            section.QuerySelectorAll(".trace tbody th > a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Get_UnknownFramework_IsRefused()
    {
        using var refused = await portal.Client.GetAsync("/open?framework=mfo", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("country=!FR", ", without France", "Country other than France")]
    [InlineData("country=FR&country=DE", ", France, Germany", "Country: France")]
    public async Task Get_SomeCountries_AreNamedOnThePageAndItsChart(string query, string title, string chosen)
    {
        var page = await portal.GetPageAsync($"/open?lang=en&{query}");

        Assert.EndsWith(title, page.QuerySelector(".chart h3")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith(title, (await portal.GetPageAsync($"/embed/public-releases?lang=en&{query}")).QuerySelector(".chart h1, .chart h2, .chart h3")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith(chosen, page.QuerySelector(".chosen li")!.TextContent.Trim(), StringComparison.Ordinal);
    }
}
