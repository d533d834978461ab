using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Formatting;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Totals of the starter data over HTTP, on the pages and in the API.</summary>
public sealed class TotalsApiTests(StarterPortal portal, ITestOutputHelper output) : IClassFixture<StarterPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("country", "")]
    [InlineData("theme", "")]
    [InlineData("year", "")]
    [InlineData("programme", "")]
    [InlineData("funderType", "&funderType=public&funderType=mixed&funderType=private")]
    [InlineData("instrument", "")]
    [InlineData("country", "&per=gdp&country=FR")]
    [InlineData("country", "&basis=constant&constantYear=2020&currency=USD")]
    [InlineData("country", "&basis=ppp&per=capita&country=FR")]
    public async Task Get_WorldInGroups_AddsUpToTheCent(string grouping, string more)
    {
        var total = await DataAsync($"/api/v1/totals/explain?stage=announced&groupBy={grouping}{more}");

        foreach (var (end, converted) in new[] { ("low", "converted"), ("high", "convertedHigh") })
        {
            var sum = Amount(total, end);
            Assert.True(sum > 0);
            var groups = total.GetProperty("groups").EnumerateArray().Sum(group => Amount(group, end));
            Assert.Equal(sum, groups + Amount(total.GetProperty("overlap"), end));
            Assert.Equal(sum, total.GetProperty("counted").EnumerateArray().Sum(figure => Amount(figure, converted)));
        }

        foreach (var count in new[] { "figureCount", "undisclosedCount", "notConvertedCount", "leftOutCount", "aboutCount", "atLeastCount", "upToCount" })
        {
            Assert.Equal(
                total.GetProperty(count).GetInt32(),
                total.GetProperty("groups").EnumerateArray().Append(total.GetProperty("overlap")).Sum(part => part.GetProperty(count).GetInt32()));
        }
    }

    [Theory]
    [InlineData("country", "")]
    [InlineData("theme", "&country=FR")]
    [InlineData("programme", "&country=FR")]
    [InlineData("year", "&country=FR")]
    [InlineData("funderType", "&funderType=public&funderType=private&funderType=unknown")]
    public async Task Get_PageInGroups_LeadsFromEachToItsOwnTotal(string grouping, string more)
    {
        var page = await portal.GetPageAsync($"/totals/explain?stage=announced&groupBy={grouping}{more}&lang=en");
        var links = page.QuerySelectorAll("#groups + table tbody th a").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        var groups = (await DataAsync($"/api/v1/totals?stage=announced&groupBy={grouping}{more}")).GetProperty("groups").EnumerateArray()
            .Where(group => group.GetProperty("figureCount").GetInt32() > 0 && (group.Text("key") != "unknown" || grouping == "funderType")).ToList();

        Assert.NotEmpty(links);
        var told = new List<string>();
        foreach (var link in links)
        {
            var total = await DataAsync("/api/v1" + link);
            told.Add($"{total.Text("low")} {total.Text("high")} {total.GetProperty("figureCount")}");
        }

        foreach (var group in groups)
            Assert.Contains($"{group.Text("low")} {group.Text("high")} {group.GetProperty("figureCount")}", told);
    }

    [Fact]
    public async Task Get_Groups_TellHowManyOfTheirFiguresAreBounds()
    {
        var total = await DataAsync("/api/v1/totals?stage=announced&groupBy=country");
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/api/v1/totals.csv?stage=announced&groupBy=country", Stop)).ToDictionary(row => row["key"]);
        var groups = total.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("figureCount").GetInt32() > 0).ToList();

        Assert.Contains(groups, group => group.GetProperty("upToCount").GetInt32() > 0);
        foreach (var group in groups.Where(group => group.Text("key") != "unknown"))
        {
            var counted = (await DataAsync($"/api/v1/totals/explain?stage=announced&country={group.Text("key")}")).GetProperty("counted").EnumerateArray().ToList();
            foreach (var (nature, count, column) in new[] { ("about", "aboutCount", "about"), ("at-least", "atLeastCount", "at_least"), ("up-to", "upToCount", "up_to") })
            {
                Assert.Equal(counted.Count(figure => figure.Text("money.nature") == nature), group.GetProperty(count).GetInt32());
                Assert.Equal(group.Text(count), rows[group.Text("key")!][column]);
            }
        }
    }

    [Fact]
    public async Task Get_ExplainedFigures_HaveTheMoneyOfTheFigureItself()
    {
        var total = await DataAsync("/api/v1/totals/explain?stage=announced&country=SA&funderType=public&funderType=mixed&funderType=private&funderType=unknown");
        var figures = (await portal.WalkAsync("/api/v1/figures?stage=announced&country=SA&limit=200")).ToDictionary(figure => figure.Ref(), figure => figure.GetProperty("money"));
        var told = total.GetProperty("counted").EnumerateArray().Concat(total.GetProperty("leftOut").EnumerateArray()).ToList();

        Assert.Equal(figures.Count, told.Count);
        Assert.Contains(told, figure => figure.Text("money.low") is not null);
        Assert.All(told, figure => Assert.True(JsonElement.DeepEquals(figures[figure.Text("figure")!], figure.GetProperty("money"))));
    }

    [Theory]
    [InlineData("per=gdp")]
    [InlineData("per=capita&country=FR&country=DE")]
    public async Task Get_RatiosOfSeveralCountries_AreNotAddedUp(string query)
    {
        var total = await DataAsync($"/api/v1/totals?stage=announced&groupBy=country&{query}");
        var money = await DataAsync($"/api/v1/new-money?groupBy=country&{query}");
        var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/api/v1/totals.csv?stage=announced&groupBy=country&{query}", Stop));
        var page = await portal.GetPageAsync($"/totals/explain?stage=announced&groupBy=country&{query}&lang=en");

        Assert.Contains(total.GetProperty("groups").EnumerateArray(), group => group.Text("low") is not null);
        Assert.Equal([null, null, null, null], [total.Text("low"), total.Text("overlap.low"), money.Text("headline.low"), money.Text("new.high")]);
        Assert.Equal("", rows.Single(row => row["key"] == "total")["low"]);
        Assert.Equal("Each country by itself", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Empty(page.QuerySelectorAll("tfoot"));
    }

    [Fact]
    public async Task Get_FiguresThatAreAllLeftOut_AreNotCalledUndisclosed()
    {
        const string Query = "stage=announced&country=DE&yearFrom=2025&yearTo=2025";
        var total = await DataAsync("/api/v1/totals?" + Query);
        var page = await portal.GetPageAsync($"/totals/explain?{Query}&lang=en");
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/charts/compare-years.csv?country=FR&country=DE", Stop));

        Assert.Equal((0, 1), (total.GetProperty("figureCount").GetInt32(), total.GetProperty("leftOutCount").GetInt32()));
        Assert.Equal("No figure is counted", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal("none-counted", rows.Single(row => row["key"] == "2025" && row["series"] == "DE")["status"]);
    }

    [Fact]
    public async Task Explanation_OfEachCountedFigure_QuotesItsSource()
    {
        const string Query = "stage=announced&country=FR&country=GB";
        var counted = (await DataAsync($"/api/v1/totals/explain?{Query}")).GetProperty("counted").EnumerateArray().ToList();
        var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/api/v1/totals/explain.csv?{Query}", Stop)).ToDictionary(row => row["figure"], StringComparer.Ordinal);
        var page = await portal.GetPageAsync($"/totals/explain?{Query}&lang=en");

        foreach (var figure in counted)
        {
            var own = await DataAsync($"/api/v1/figures/{figure.Text("figure")}");
            Assert.Equal(own.Text("evidence"), figure.Text("evidence"));
            Assert.Equal(own.GetProperty("sources")[0].Text("ref"), figure.Text("source.ref"));
            Assert.Equal((figure.Text("evidence") ?? "", figure.Text("source.url")), (rows[figure.Text("figure")!]["evidence"], rows[figure.Text("figure")!]["source_url"]));
            var shown = page.QuerySelector($"th a[href='/figures/{figure.Text("figure")}']")!.Closest("tr")!;
            Assert.Equal(figure.Text("evidence"), shown.QuerySelector("q")?.TextContent);
            Assert.NotNull(shown.QuerySelector($"a[href='{figure.Text("source.url")}']"));
        }
    }

    [Theory]
    [InlineData("/totals/explain?stage=announced&country=FR", "announced public money, France")]
    [InlineData("/totals/new-money?stage=announced&country=FR", "announced public money, France")]
    public async Task Explanation_SaysHowToCiteIt(string address, string scope)
    {
        var page = await portal.GetPageAsync(address);

        var citation = page.QuerySelector("#cite-0")!.TextContent;
        Assert.Contains(scope, citation, StringComparison.Ordinal);
        Assert.Contains($"{address}&asOf=20", citation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FranceAnnouncedByMarch2024_TellsTheFoundingStory()
    {
        var total = await DataAsync("/api/v1/totals/explain?stage=announced&country=FR&statedTo=2024-03-11");

        Assert.Equal(("3613700000.00", "EUR"), (total.GetProperty("low").GetString(), total.GetProperty("currency").GetString()));
        Assert.Equal(["f-fr-038", "f-fr-104", "f-fr-105"], Figures(total, "counted"));
        var left = total.GetProperty("leftOut").EnumerateArray().ToDictionary(figure => figure.GetProperty("figure").GetString()!);
        Assert.Equal("f-fr-104", left["f-fr-001"].GetProperty("because").GetString());
        Assert.Equal(("restated", "f-fr-105"), (left["f-fr-044"].Text("reason"), left["f-fr-044"].Text("because")));
    }

    [Fact]
    public async Task Get_ExplainedInEuros_NamesRateDateAndSeriesOfEveryConversion()
    {
        var total = await DataAsync("/api/v1/totals/explain?stage=announced");

        var foreign = total.GetProperty("counted").EnumerateArray()
            .Where(figure => figure.Text("currency") != "EUR" && figure.Text("converted") is not null).ToList();
        Assert.NotEmpty(foreign);
        Assert.All(foreign, figure =>
        {
            Assert.True(Amount(figure, "rate") > 0);
            Assert.NotEmpty(figure.GetProperty("series").GetString()!);
            Assert.NotEmpty(figure.GetProperty("rateDate").GetProperty("date").GetString()!);
        });
    }

    [Fact]
    public async Task Get_TotalAsOfNow_IsThePlainAnswer()
    {
        var plain = await DataAsync("/api/v1/totals/explain?stage=announced&groupBy=country");
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var asOf = await DataAsync($"/api/v1/totals/explain?stage=announced&groupBy=country&asOf={today}");

        Assert.Equal(plain.GetRawText(), asOf.GetRawText());
    }

    [Theory]
    [InlineData("", "stage", "missing")]
    [InlineData("stage=promised", "stage", "unknown-value")]
    [InlineData("stage=announced&stage=awarded", "stage", "repeated")]
    [InlineData("stage=announced&country=XX", "country", "unknown-value")]
    [InlineData("stage=announced&programme=nothing-such", "programme", "unknown-value")]
    [InlineData("stage=announced&currency=ZZZ", "currency", "unknown-value")]
    [InlineData("stage=announced&currency=euro", "currency", "unknown-value")]
    [InlineData("stage=announced&asOf=2999-01-01", "asOf", "invalid-value")]
    [InlineData("stage=announced&asOf=yesterday", "asOf", "invalid-value")]
    [InlineData("stage=announced&basis=constant", "constantYear", "missing")]
    [InlineData("stage=announced&basis=constant&constantYear=1800", "constantYear", "invalid-value")]
    [InlineData("stage=announced&constantYear=2020", "constantYear", "not-applicable")]
    [InlineData("stage=announced&basis=ppp&currency=EUR", "currency", "invalid-value")]
    [InlineData("stage=announced&per=gdp&basis=ppp", "basis", "invalid-value")]
    [InlineData("stage=announced&per=head", "per", "unknown-value")]
    [InlineData("stage=announced&per=gdp", "per", "mixed")]
    [InlineData("stage=announced&yearFrom=2025&yearTo=zz", "yearTo", "invalid-value")]
    [InlineData("stage=announced&per=capita&country=FR&country=DE", "per", "mixed")]
    [InlineData("stage=announced&per=capita&groupBy=year", "per", "mixed")]
    [InlineData("stage=announced&per=gdp&programme=eu-eurohpc", "per", "mixed")]
    [InlineData("stage=announced&per=capita&programme=eu-eurohpc&groupBy=programme", "per", "mixed")]
    [InlineData("stage=announced&groupBy=funder-type", "groupBy", "unknown-value")]
    [InlineData("stage=announced&group=country", "group", "unknown-parameter")]
    public async Task Get_QueryThatCannotBeAnswered_IsRefusedNamingTheParameter(string query, string parameter, string code)
    {
        foreach (var address in new[] { "/api/v1/totals?", "/api/v1/totals/explain?" })
        {
            using var answer = await portal.Client.GetAsync(address + query, Stop);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("errors").EnumerateArray();
            Assert.Equal(code, Assert.Single(errors, error => error.Text("parameter") == parameter).Text("code"));
        }

        using var page = await portal.Client.GetAsync("/totals/explain?" + query, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/new-money?programme=eu-eurohpc&per=gdp")]
    [InlineData("/api/v1/compare?programme=fr-snia-phase-2&programme=eu-eurohpc&per=gdp")]
    [InlineData("/charts/stage-history.csv?programme=eu-eurohpc&per=gdp")]
    [InlineData("/charts/stage-history.csv?per=capita")]
    [InlineData("/charts/stage-history.csv?country=FR&country=DE&per=gdp")]
    public async Task Get_SharesOfSeveralEconomies_AreAddedNowhere(string address)
    {
        using var answer = await portal.Client.GetAsync(address, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("do not add up", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SharesOfAProgrammeInSeveralCountries_StandByCountry()
    {
        var answer = await DataAsync("/api/v1/totals?stage=announced&programme=eu-eurohpc&groupBy=country&per=gdp");
        var one = await DataAsync("/api/v1/totals?stage=announced&programme=eu-eurohpc&country=FR&per=gdp");

        Assert.Null(answer.Text("low"));
        Assert.True(answer.GetProperty("groups").GetArrayLength() > 1);
        Assert.Equal(one.Text("low"), answer.GetProperty("groups").EnumerateArray().Single(group => group.Text("key") == "FR").Text("low"));
        Assert.NotNull((await DataAsync("/api/v1/totals?stage=announced&programme=fr-snia-phase-2&per=gdp")).Text("low"));
        Assert.NotNull((await DataAsync("/api/v1/totals?stage=announced&programme=fr-snia-phase-2&per=gdp&groupBy=country")).Text("low"));
    }

    [Fact]
    public async Task Get_GroupsByTheme_LeadToTheirTotalsOrNowhere()
    {
        var page = await portal.GetPageAsync("/totals/explain?stage=announced&theme=compute&groupBy=theme&lang=en");
        var links = page.QuerySelectorAll("table a[href^='/totals/explain'][href*='theme=']").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, href => Assert.Contains("theme=compute", href, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_NewMoneyWithoutARate_IsNotTakenForNothing()
    {
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/charts/new-money.csv?country=FR&currency=VND", Stop)).Where(row => row["key"] != "total").ToList();
        var drawn = CsvText.Rows(await portal.Client.GetStringAsync("/charts/new-money.csv?country=FR", Stop)).Where(row => row["low"].Length > 0 && row["key"] != "total").Select(row => row["key"]).ToHashSet();

        Assert.NotEmpty(drawn);
        Assert.All(rows.Where(row => drawn.Contains(row["key"])), row => Assert.Equal(("not-converted", ""), (row["status"], row["low"])));
        Assert.Superset(drawn, rows.Select(row => row["key"]).ToHashSet());
    }

    [Fact]
    public void Query_AtMidnight_IsReadAsTheSameInstant()
    {
        var query = new TotalQuery { Stage = Stage.Announced, AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero) };

        Assert.Contains("asOf=2026-11-24T00%3A00%3A00Z", TotalAddress.Query(query), StringComparison.Ordinal);
        Assert.Equal("2026-11-24T00:00:00.1Z", Instant.WriteInFull(query.AsOf.Value.AddMilliseconds(100)));
    }

    [Fact]
    public async Task Get_NewMoneyOfALargerSum_NamesTheEarlierSumsInside()
    {
        var answer = await DataAsync("/api/v1/new-money?country=FR");
        var stated = answer.GetProperty("announcements").EnumerateArray().SelectMany(announcement => announcement.GetProperty("figures").EnumerateArray())
            .ToDictionary(figure => figure.Text("figure")!);
        var page = await portal.GetPageAsync("/totals/new-money?country=FR&lang=en");

        var whole = stated["f-fr-048"];
        Assert.Equal("new", whole.Text("novelty"));
        var parts = whole.GetProperty("partsBefore").EnumerateArray().Select(part => part.GetString()!).ToHashSet();
        Assert.Superset(new HashSet<string> { "f-fr-001", "f-fr-031" }, parts);
        // Inside f-fr-031, which stands for it.
        Assert.DoesNotContain("f-fr-042", parts);
        Assert.All(stated.Values.Where(figure => figure.Text("novelty") != "new"), figure => Assert.Empty(figure.GetProperty("partsBefore").EnumerateArray()));
        var row = Assert.Single(page.QuerySelectorAll("main tr"), row => row.QuerySelector("td.nowrap > a[href='/figures/f-fr-048']") is not null);
        Assert.Contains("parts of it had been stated before: €1.5bn (29 March 2018)", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("a[href='/figures/f-fr-001']"));
    }

    [Fact]
    public async Task Get_NewMoneyByYear_AddsUpAndNamesTheAnnouncements()
    {
        var answer = await DataAsync("/api/v1/new-money?groupBy=year");

        var years = answer.GetProperty("groups").EnumerateArray().ToList();
        Assert.Equal("announced", answer.GetProperty("stage").GetString());
        foreach (var kind in new[] { "headline", "new" })
        {
            var sum = Amount(answer.GetProperty(kind), "low");
            Assert.Equal(sum, years.Sum(year => Amount(year.GetProperty(kind), "low")));
            Assert.Equal(sum, answer.GetProperty("announcements").EnumerateArray().Sum(said => Amount(said.GetProperty(kind), "low")));
        }

        Assert.True(Amount(answer.GetProperty("new"), "low") < Amount(answer.GetProperty("headline"), "low"));
        var seed = years.Single(year => year.GetProperty("key").GetString() == "2024").GetProperty("announcements").EnumerateArray()
            .Single(said => said.GetProperty("announcement").GetString() == "a-fr-017");
        Assert.Equal(("1500000000.00", "0.00"), (seed.Text("headline.low"), seed.Text("new.low")));
    }

    [Theory]
    [InlineData("&yearFrom=2024&yearTo=2025", "&statedTo=2025", "&statedTo=2023")]
    [InlineData("&yearTo=2021", "&statedTo=2021", null)]
    [InlineData("", "", null)]
    [InlineData("&yearFrom=2019&statedTo=2024-03-11", "&statedTo=2024-03-11", "&statedTo=2018")]
    public async Task Get_NewMoney_SaysWhatTheTotalGrewBy(string years, string grown, string? before)
    {
        const string Ask = "stage=announced&country=FR";
        var answer = await DataAsync($"/api/v1/new-money?{Ask}{years}");
        var last = Amount(await DataAsync($"/api/v1/totals?{Ask}{grown}"), "low");
        var first = before is null ? 0 : Amount(await DataAsync($"/api/v1/totals?{Ask}{before}"), "low");

        Assert.Equal(last - first, Amount(answer.GetProperty("growth"), "low"));
        var page = await portal.GetPageAsync($"/totals/new-money?{Ask}{years}&lang=en");
        Assert.Equal(last - first, decimal.Parse(page.QuerySelectorAll(".stat-tile data.money")[2].GetAttribute("value")!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Get_NewMoneyWithoutARate_SaysSoAndNotThatItIsUndisclosed()
    {
        var page = await portal.GetPageAsync("/totals/new-money?stage=announced&country=FR&currency=KES&lang=en");
        var answer = await DataAsync("/api/v1/new-money?stage=announced&country=FR&currency=KES");

        Assert.Equal(answer.GetProperty("leftOut").EnumerateArray().Count(left => left.Text("reason") == "no-rate"), answer.GetProperty("notConvertedCount").GetInt32());
        Assert.Contains($"{answer.Text("notConvertedCount")} without a rate", page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Not disclosed", page.QuerySelector("main")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Get_TotalOfACountryNamedTwice_IsThatOfTheCountry()
    {
        var page = await portal.GetPageAsync("/totals/explain?stage=announced&country=FR&country=FR&lang=en");

        Assert.Equal("announced public money, France", page.QuerySelector(".lede")!.TextContent);
    }

    [Fact]
    public async Task Get_NewMoneyByTheme_IsRefused()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/new-money?groupBy=theme", Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/figures/f-fr-044", "Not counted in the world total of announced public money: it restates the same money, and what stands for it is €1.5bn (April 2024).", "f-fr-065")]
    [InlineData("/figures/f-fr-044", "By what had been said on its own day: it restates the same money, and what stands for it is €1.545bn (April 2023).", "f-fr-105")]
    [InlineData("/figures/f-fr-044?lang=fr", "Non compté dans le total mondial (argent public annoncé)\u00a0: il redit le même argent, et ce qui le représente est 1,5\u00a0Md€ (avril 2024).", "f-fr-065")]
    [InlineData("/figures/f-fr-065", "Not counted in the world total of announced public money: its money lies inside about €2.5bn (21 May 2024).", "f-fr-031")]
    [InlineData("/figures/f-fr-105", "By what had been said on its own day: it was counted.", null)]
    public async Task Get_FigurePage_SaysInASentenceWhetherItIsCounted(string address, string sentence, string? cause)
    {
        var page = await portal.GetPageAsync(address);

        var counting = page.QuerySelector("#counting")!;
        Assert.Contains(sentence, string.Join(' ', counting.TextContent.Split(' ', '\n').Where(word => word != "")));
        if (cause is not null)
            Assert.NotNull(counting.QuerySelector($"a[href='/figures/{cause}']"));
        Assert.StartsWith("/totals/explain?stage=announced&funderType=public&currency=EUR", counting.QuerySelectorAll("p > a")[^1].GetAttribute("href"));
    }

    [Fact]
    public async Task Get_PageOfAFigureThatIsLeftOutForOneThatIsLeftOut_NamesTheOneCountedInTheEnd()
    {
        var counting = (await portal.GetPageAsync("/figures/f-fr-044")).QuerySelector("#counting")!;

        var end = counting.QuerySelector("p > a")!.GetAttribute("href")!;
        Assert.Equal("/figures/f-fr-048", end);
        Assert.Contains("Counted in the world total", (await portal.GetPageAsync(end)).QuerySelector("#counting")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PageOfACountedFigure_SaysSo()
    {
        var counted = (await DataAsync("/api/v1/totals/explain?stage=announced&currency=EUR")).GetProperty("counted").EnumerateArray()
            .First(figure => figure.GetProperty("currency").GetString() == "EUR" && figure.GetProperty("amount").GetString() is not null);

        var page = await portal.GetPageAsync($"/figures/{counted.GetProperty("figure").GetString()}");

        Assert.Contains("Counted in the world total of announced public money in EUR.", page.QuerySelector("#counting")!.TextContent);
    }

    [Fact]
    public async Task Counting_OfEveryFigure_NamesTheCauseWhereAnotherFigureIsOne()
    {
        await using var context = portal.CreateContext();
        var snapshot = await new MoneyFactsLoader(context).LoadAsync(null, Stop);
        var known = snapshot.Known(snapshot.SettledAt);

        Assert.All(snapshot.Facts.Figures.Where(figure => figure.Known.WithdrawnAt is null), figure =>
        {
            var counting = FigureCounting.Of(known, figure.Reference)!;
            Assert.Equal(counting.Reason is >= LeftOutReason.Revised, counting.Because is not null);
        });
    }

    [Fact]
    public async Task Get_ProgrammePage_ShowsTheNumbersOfTheApi()
    {
        var page = await portal.GetPageAsync("/programmes/fr-snia-phase-2");

        var links = page.QuerySelectorAll("section[aria-labelledby=ladder] tbody tr:not(.group)").ToList();
        Assert.NotEmpty(links);
        foreach (var row in links)
        {
            var query = row.QuerySelector("a[href^='/totals/explain']")!.GetAttribute("href")!.Split('?')[1];
            var total = await DataAsync("/api/v1/totals?" + query);
            var shown = row.QuerySelector("data.money")?.GetAttribute("value");
            if (shown is not null && !row.TextContent.Contains("built from", StringComparison.Ordinal))
                Assert.Equal(Amount(total, "low"), decimal.Parse(shown, CultureInfo.InvariantCulture));
            Assert.StartsWith(total.Text("figureCount")!, row.QuerySelectorAll("td")[1].TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("stage=announced&country=FR&statedTo=2024-03-11&groupBy=programme")]
    [InlineData("stage=announced&groupBy=country&per=capita")]
    [InlineData("stage=disbursed&currency=USD&lang=fr")]
    [InlineData("stage=recommended&funderType=private&programme=fr-snia-phase-2")]
    public async Task Get_ExplanationPage_ListsWhatTheApiLists(string query)
    {
        var page = await portal.GetPageAsync("/totals/explain?" + query);

        var twin = await DataAsync(page.QuerySelector("a[href^='/api/v1/totals/explain']")!.GetAttribute("href")!);
        Assert.Equal(Figures(twin, "counted"), Rows("#counted"));
        Assert.Equal(Figures(twin, "leftOut"), Rows("#left-out"));

        IEnumerable<string> Rows(string heading) => page.QuerySelectorAll($"{heading} + .table-region tbody th").Select(cell => cell.TextContent);
    }

    [Fact]
    public async Task OpenApi_OfTotals_DescribesEveryParameter()
    {
        var paths = (await portal.GetJsonAsync("/api/v1/openapi.json")).GetProperty("paths");

        var parameters = paths.GetProperty("/api/v1/totals").GetProperty("get").GetProperty("parameters").EnumerateArray().ToList();
        Assert.Equal(
            ["asOf", "basis", "constantYear", "country", "currency", "funderType", "groupBy", "per", "programme", "stage", "statedTo", "theme", "yearFrom", "yearTo"],
            parameters.Select(parameter => parameter.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(["stage"], parameters.Where(parameter => parameter.TryGetProperty("required", out var required) && required.GetBoolean())
            .Select(parameter => parameter.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task Snapshots_AskedByManyAtOnce_LoadOnce()
    {
        using var snapshots = new MoneySnapshots();
        var watch = Stopwatch.StartNew();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var context = portal.CreateContext();
            return await snapshots.LatestAsync(context, Stop);
        }));

        output.WriteLine($"Loaded once for eight in {watch.ElapsedMilliseconds} ms.");
        Assert.Single(answers.Distinct());
        await using var context = portal.CreateContext();
        Assert.Equal(await context.Publications.MaxAsync(publication => publication.Number, Stop), answers[0].Publication);
    }

    [Fact]
    public async Task Get_TotalWithAnInstant_AnswersAsOfIt()
    {
        var instant = new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

        var meta = (await portal.GetJsonAsync($"/api/v1/totals?stage=announced&asOf={Instant.Write(instant)}")).GetProperty("meta");

        Assert.Equal(instant, meta.GetProperty("asOf").GetDateTimeOffset());
    }

    private static IEnumerable<string> Figures(JsonElement total, string list) =>
        total.GetProperty(list).EnumerateArray().Select(figure => figure.GetProperty("figure").GetString()!);

    private async Task<JsonElement> DataAsync(string address) => (await portal.GetJsonAsync(address)).GetProperty("data");

    private static decimal Amount(JsonElement of, string name) =>
        of.GetProperty(name).GetString() is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0;
}
