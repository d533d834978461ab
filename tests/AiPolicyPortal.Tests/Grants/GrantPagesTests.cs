using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Grants;

public sealed class GrantPagesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_List_ShowsTheSameSelectionAsTheApi()
    {
        const string Query = "?country=FR&sort=-amount";
        var page = await portal.GetPageAsync("/grants" + Query);

        Assert.Equal(await portal.RefsAsync("/api/v1/grants" + Query), Listed(page));
    }

    [Theory]
    [InlineData("added")]
    [InlineData("awarded")]
    [InlineData("amount")]
    [InlineData("title")]
    [InlineData("start")]
    [InlineData("updatedAt")]
    public async Task Get_FirstPage_IsTheSameWhateverItsLength(string key)
    {
        foreach (var sort in new[] { key, "-" + key })
        {
            var usual = (await portal.GetJsonAsync($"/api/v1/grants?sort={sort}")).GetProperty("data").EnumerateArray().Select(grant => grant.GetRawText()).ToList();
            var longer = (await portal.GetJsonAsync($"/api/v1/grants?sort={sort}&limit=60")).GetProperty("data").EnumerateArray().Select(grant => grant.GetRawText()).Take(50);

            Assert.Equal(50, usual.Count);
            Assert.Equal(longer, usual);
        }
    }

    [Theory]
    [InlineData("-awarded")]
    [InlineData("-added")]
    [InlineData("amount")]
    [InlineData("-amount")]
    [InlineData("title")]
    [InlineData("-title")]
    [InlineData("start,-amount")]
    public async Task Get_WordsAndTheirFacets_ShowTheFirstAndTheSecondPageOfTheApi(string sort)
    {
        foreach (var query in new[] { "q=research&country=US&country=GB", "q=intelligence&stage=awarded", "q=learn&recipient=!unknown&country=!FR" })
        {
            var address = $"/grants?{query}&sort={sort}&limit=7";
            var (page, answer) = (await portal.GetPageAsync(address), await portal.GetJsonAsync("/api/v1" + address));
            Assert.Equal(Refs(answer), Listed(page));
            Assert.Equal(7, Listed(page).Count());

            var next = page.QuerySelector("main a[rel=next]")!.GetAttribute("href")!;
            var second = await portal.GetPageAsync(next);
            Assert.Equal(Refs(await portal.GetJsonAsync(answer.GetProperty("links").Text("next")!)), Listed(second));
            Assert.Empty(Listed(page).Intersect(Listed(second)));
        }
    }

    private static IEnumerable<string> Refs(JsonElement list) => list.GetProperty("data").EnumerateArray().Select(ApiLists.Ref);

    private static IEnumerable<string> Listed(IDocument page) =>
        page.QuerySelectorAll("main tbody th a[href^='/grants/']").Select(link => link.GetAttribute("href")!["/grants/".Length..]);

    [Fact]
    public async Task Get_ListOfAProgramme_NamesItAndKeepsItInTheForm()
    {
        var page = await portal.GetPageAsync("/grants?programme=fr-3ia-institutes&year=2019");

        Assert.Contains("Interdisciplinary AI institutes", page.QuerySelector(".chosen a")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/grants?year=2019", page.QuerySelector(".chosen a")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("form input[name=programme][value=fr-3ia-institutes][checked]"));
        Assert.Null(page.QuerySelector("form input[type=hidden][name=year]"));
    }

    [Theory]
    [InlineData("s-0553", "Source: Projets ANR DGPIE, détail des projets et des partenaires")]
    [InlineData("!s-0553", "Source other than Projets ANR DGPIE, détail des projets et des partenaires")]
    [InlineData("unknown", "Source: not recorded")]
    public async Task Get_ListOfASource_NamesItAndKeepsItInTheForm(string source, string chosen)
    {
        var page = await portal.GetPageAsync($"/grants?source={source}&stage=awarded&lang=en");

        var link = page.QuerySelector(".chosen a[href='/grants?stage=awarded&lang=en']")!;
        Assert.Contains(chosen, link.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"form input[type=hidden][name=source][value='{source}']"));
        Assert.NotNull(page.QuerySelector($"a[href='/grants.csv?source={source}&stage=awarded'], a[href='/grants.csv?source={Uri.EscapeDataString(source)}&stage=awarded']"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Get_Selection_ShowsItsFacetsSumsChartsAndDownloads(string language)
    {
        const string Query = "country=FR&country=DE&stage=awarded&stage=committed";
        var page = await portal.GetPageAsync($"/grants?{Query}&lang={language}");
        var grants = await portal.WalkAsync($"/api/v1/grants?{Query}&limit=200");
        foreach (var kind in grants.GroupBy(grant => (grant.Text("stage"), grant.Text("funderType"))))
        {
            var euros = await EurosAsync(kind.Select(ApiLists.Ref));
            Assert.Contains(page.QuerySelectorAll(".selection .stat-tile data"), data => Number(data.GetAttribute("value")!) == euros);
        }

        Assert.Equal(
            grants.Select(grant => (grant.Text("stage"), grant.Text("funderType"), grant.Text("money.currency"))).Distinct().Count(), page.QuerySelectorAll(".selection-sums tbody tr").Length);
        Assert.Equal(4, page.QuerySelectorAll(".chosen a").Length);
        Assert.NotNull(page.QuerySelector($"a[href='/grants.csv?{Query}']"));
        Assert.NotNull(page.QuerySelector($"a[href='/grants.atom?{Query}{(language == "fr" ? "&lang=fr" : "")}']"));
        Assert.NotNull(page.QuerySelector("input[name=country][value=FR][checked]"));
        Assert.NotEmpty(page.QuerySelectorAll("#chart-grants-by-award-year tbody tr"));
        Assert.All(
            page.QuerySelectorAll("#chart-grants-map tbody a[href^='/grants?']"),
            link => Assert.Contains("&country=", link.GetAttribute("href")!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("currency=USD&country=FR", 2)]
    [InlineData("currency=%20", 0)]
    public async Task Get_ListInACurrency_ShowsItAsChosen(string query, int chosen) =>
        Assert.Equal(chosen, (await portal.GetPageAsync("/grants?" + query)).QuerySelectorAll(".chosen a").Length);

    [Theory]
    [InlineData("en", "ECB rate, 2019")]
    [InlineData("fr", "taux de la BCE, 2019")]
    public async Task Get_ListInACurrency_NamesTheRatesInWords(string language, string rate)
    {
        var page = await portal.GetPageAsync($"/grants?currency=USD&country=FR&year=2019&lang={language}");

        Assert.Contains(page.QuerySelectorAll("td.num .small"), note => note.TextContent.Trim() == rate);
    }

    [Fact]
    public async Task Get_ChartsOfASelection_SayWhichSumsLackAmounts()
    {
        var groups = (await portal.GetJsonAsync("/api/v1/grants?groupBy=country&stage=awarded&funderType=public&currency=EUR")).GetProperty("data").GetProperty("groups").EnumerateArray()
            .Where(group => group.GetProperty("sums").GetArrayLength() > 0).ToDictionary(group => group.Text("key.country")!, group => group.GetProperty("sums")[0]);
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/charts/grants-map.csv?stage=awarded&funderType=public", TestContext.Current.CancellationToken))
            .Where(row => groups.ContainsKey(row["key"])).ToList();

        Assert.Contains(rows, row => row["status"] == "stated");
        Assert.Contains(rows, row => row["status"] == "partly-not-converted");
        Assert.All(rows.Where(row => row["low"].Length > 0), row => Assert.Equal(
            groups[row["key"]].GetProperty("notConvertedCount").GetInt32() > 0, row["remark"].Contains("not converted", StringComparison.Ordinal)));
        Assert.Contains(rows, row => row["status"] is "undisclosed" or "partly-undisclosed");
        Assert.All(rows, row => Assert.Equal(
            row["status"] is "undisclosed" or "partly-undisclosed", row["remark"].Contains($", {groups[row["key"]].GetProperty("undisclosedCount")} undisclosed", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("grants-map", "country")]
    [InlineData("grants-by-award-year", "year")]
    public async Task Get_ChartsOfASelectionInACurrency_DrawItsSumsInIt(string chart, string by)
    {
        const string Selection = "stage=awarded&funderType=public&payingCountry=FR&currency=JPY";
        var data = (await portal.GetJsonAsync($"/api/v1/grants?groupBy={by}&{Selection}")).GetProperty("data");
        var groups = data.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("sums").GetArrayLength() > 0)
            .ToDictionary(group => group.Text("key." + by)!, group => group.GetProperty("sums")[0].Text("money.amount") ?? "");
        var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/charts/{chart}.csv?{Selection}", TestContext.Current.CancellationToken));
        var page = await portal.GetPageAsync($"/grants?{Selection}&lang=en");

        Assert.Equal(groups, rows.Where(row => groups.ContainsKey(row["key"])).ToDictionary(row => row["key"], row => row["low"]));
        Assert.All(rows, row => Assert.Equal("JPY", row["unit"]));
        Assert.Equal("Awarded · Public, in JPY", Assert.Single(page.QuerySelectorAll(".stat-tile dt")).TextContent.Trim());
        Assert.StartsWith("JP¥", page.QuerySelector(".stat-tile .value")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ChartOfRecipients_LeadsToWhatItsRowsHoldOrNowhere()
    {
        var shared = (await portal.GetPageAsync("/embed/grants-recipients?recipient=fr-inria&lang=en")).QuerySelectorAll("tbody tr[data-key]").ToList();
        Assert.True(shared.Count > 1);
        Assert.All(shared.Where(row => row.QuerySelector("a[href^='/grants?']") is not null), row => Assert.Equal("fr-inria", row.GetAttribute("data-key")));

        var without = (await portal.GetPageAsync("/embed/grants-recipients?recipient=!fr-inria&country=FR&lang=en")).QuerySelectorAll("tbody a[href^='/grants?']").ToList();
        Assert.NotEmpty(without);
        Assert.All(without, link => Assert.Contains("recipient=!fr-inria", link.GetAttribute("href")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_ChartOfGrantsWithoutARate_DrawsThemAsTheyAreStated()
    {
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/charts/grants-by-award-year.csv?source=s-0552&startFrom=2026-07", TestContext.Current.CancellationToken));
        var stated = (await portal.GetJsonAsync("/api/v1/grants?source=s-0552&startFrom=2026-07&groupBy=year")).GetProperty("data");

        Assert.Equal(Number(stated.GetProperty("total").GetProperty("sums")[0].Text("money.amount")!), Number(rows.Single(row => row["key"] == "total")["low"]));
        Assert.All(rows, row => Assert.Equal("USD", row["unit"]));
        Assert.Contains("as stated", (await portal.GetPageAsync("/grants?source=s-0552&startFrom=2026-07&lang=en")).QuerySelector("#chart-grants-by-award-year")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ChartByYear_LeavesNoYearOut()
    {
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/charts/grants-by-award-year.csv?country=FR", TestContext.Current.CancellationToken));
        var years = rows.Select(row => row["key"]).Where(key => int.TryParse(key, out _)).Select(int.Parse).ToList();

        Assert.Equal(Enumerable.Range(years[0], years[^1] - years[0] + 1), years);
    }

    [Fact]
    public async Task Get_SelectionInOneCurrencyAfterAnother_HasTheSumsOfEach()
    {
        foreach (var currency in new[] { "GBP", "JPY", null, "USD", "GBP" })
        {
            var page = await portal.GetPageAsync($"/grants?payingCountry=FR&stage=awarded&funderType=public{(currency is null ? "" : "&currency=" + currency)}&lang=en");
            Assert.Equal($"Awarded · Public, in {currency ?? "euros"}", Assert.Single(page.QuerySelectorAll(".stat-tile dt")).TextContent.Trim());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("payingCountry=FR&currency=USD")]
    [InlineData("q=research&country=US")]
    public async Task Get_LargestRecipientsOfASelection_AreThoseOfItsGroups(string query)
    {
        const string OneSum = "stage=awarded&funderType=public";
        var currency = query.Contains("currency", StringComparison.Ordinal) ? "" : "&currency=EUR";
        var groups = (await portal.GetJsonAsync($"/api/v1/grants?groupBy=recipient&groupSort=-sum&groupLimit=10&{OneSum}&{query}{currency}")).GetProperty("data");
        List<(string Name, JsonElement Group)> parts =
        [
            .. groups.GetProperty("groups").EnumerateArray().Select(group => (group.Text("key.recipient")!, group)),
            .. groups.TryGetProperty("others", out var others) ? [("others", others)] : Array.Empty<(string, JsonElement)>(),
            ("overlap", groups.GetProperty("overlap")),
            ("total", groups.GetProperty("total")),
        ];

        var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/charts/grants-recipients.csv?{OneSum}&{query}", TestContext.Current.CancellationToken));
        var chart = (await portal.GetPageAsync($"/grants?{OneSum}&{query}&lang=en")).QuerySelector("#chart-grants-recipients")!;

        // Nothing shared is no row, and recipients of the same sum stand in the order of their names there.
        var expected = parts.Where(part => part.Group.GetProperty("sums").GetArrayLength() > 0)
            .Select(part => (part.Name, Sum: part.Group.GetProperty("sums")[0].Text("money.amount") ?? "")).Where(part => part.Name != "overlap" || decimal.Parse(part.Sum, CultureInfo.InvariantCulture) != 0).ToList();
        Assert.True(rows.Count > 3);
        Assert.Equal(expected.Select(part => part.Sum), rows.Select(row => row["low"]));
        Assert.Equal(expected.Select(part => part.Name).Order(StringComparer.Ordinal), rows.Select(row => row["key"]).Order(StringComparer.Ordinal));
        Assert.Equal(
            rows.Where(row => row["key"] is not ("unknown" or "others" or "overlap" or "total")).Select(row => $"/organisations/{row["key"]}"),
            chart.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Get_ChartsOfASelection_AnswerAsTableAndFrame()
    {
        foreach (var name in new[] { "grants-by-award-year", "grants-map", "grants-ranking", "grants-recipients" })
        {
            using var csv = await portal.Client.GetAsync($"/charts/{name}.csv?payingCountry=US&q=research", TestContext.Current.CancellationToken);
            Assert.True(csv.IsSuccessStatusCode);
            await portal.GetPageAsync($"/embed/{name}?payingCountry=US&q=research&lang=fr");
            Assert.Empty(CsvText.Rows(await portal.Client.GetStringAsync($"/charts/{name}.csv?q=zzzqq", TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public async Task Get_ListWithoutACountry_KeepsTheNegationInTheForm()
    {
        var page = await portal.GetPageAsync("/grants?country=!FR&country=!DE&q=compute");

        Assert.Equal(["!DE", "!FR"], page.QuerySelectorAll("form input[type=hidden][name=country]").Select(field => field.GetAttribute("value")).Order(StringComparer.Ordinal));
        Assert.Null(page.QuerySelector("form input[type=hidden][name=q]"));
        Assert.Contains("/grants?q=compute&country=!DE", page.QuerySelectorAll(".chosen a").Select(chip => chip.GetAttribute("href")));
    }

    [Fact]
    public async Task Get_GrantsACountryAwarded_AreTheOnesItsPageSums()
    {
        var country = await portal.GetPageAsync("/countries/FR?lang=en");
        var all = country.QuerySelector("#grants-paid")!.ParentElement!.QuerySelector("a")!;
        var list = await portal.GetPageAsync(all.GetAttribute("href") + "&lang=en");

        Assert.Equal($"All: {list.QuerySelector(".result-bar strong")!.TextContent}", all.TextContent);
        Assert.Contains(list.QuerySelectorAll(".chosen a"), chosen => chosen.TextContent.EndsWith("Country that pays: France", StringComparison.Ordinal));
        Assert.Equal(["1", "3", "1", "5", "9"], await Task.WhenAll(
            country.QuerySelectorAll("#chart-grants-by-year tbody a[href^='/grants?']")
                .Select(async link => (await portal.GetJsonAsync($"/api/v1{link.GetAttribute("href")}&limit=1")).GetProperty("meta").Text("count")!)));
    }

    [Fact]
    public async Task Get_UndisclosedGrant_SaysSoAndShowsNoZero()
    {
        var row = GrantFile.Read().First(grant => grant.Amount is null);
        var page = await portal.GetPageAsync($"/grants/{row.Id}");

        Assert.NotNull(page.QuerySelector("main .lede .money-undisclosed"));
        Assert.Null(page.QuerySelector("main data.money"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Get_Grant_LinksItsSourceRecipientsFunderAndProgramme(string language)
    {
        var row = GrantFile.Read().First(grant => grant["programme"].Length > 0 && grant["funder"].Length > 0 && grant.Recipients[0].Organisation.Length > 0);
        var page = await portal.GetPageAsync($"/grants/{row.Id}?lang={language}");

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        foreach (var address in new[] { $"/programmes/{row["programme"]}", $"/organisations/{row["funder"]}", $"/organisations/{row.Recipients[0].Organisation}", $"/sources/{row["source"]}" })
        {
            Assert.NotNull(page.QuerySelector($"main a[href='{address}']"));
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<decimal?> EurosAsync(IEnumerable<string> references)
    {
        await using var context = portal.CreateContext();
        var asked = references.ToList();
        return context.Grants.Where(grant => asked.Contains(grant.Reference)).Sum(grant => grant.Entry.Euros);
    }

    [Theory]
    [InlineData("en", "as stated; none of it can be expressed in", "US$41.53m", "not disclosed")]
    [InlineData("fr", "rien n’a pu être exprimé en", "41,53 M USD", "non communiqué")]
    public async Task Get_SelectionThatCannotBeConverted_IsNotCalledUndisclosed(string language, string sentence, string tile, string undisclosed)
    {
        var sums = (await portal.GetJsonAsync("/api/v1/grants?source=s-0552&startFrom=2026-07&groupBy=year&currency=EUR")).GetProperty("data").GetProperty("total").GetProperty("sums");
        var sum = Assert.Single(sums.EnumerateArray());
        Assert.Equal((sum.GetProperty("count").GetInt32(), 0), (sum.GetProperty("notConvertedCount").GetInt32(), sum.GetProperty("undisclosedCount").GetInt32()));

        var page = await portal.GetPageAsync($"/grants?source=s-0552&startFrom=2026-07&lang={language}");

        Assert.All(page.QuerySelectorAll(".chart figcaption p"), text => Assert.Contains(sentence, text.TextContent, StringComparison.Ordinal));
        Assert.Equal(tile, Regex.Replace(page.QuerySelector(".selection .stat-tile .value")!.TextContent.Trim(), @"\s", " "));
        Assert.DoesNotContain(undisclosed, page.QuerySelector(".selection .stat-tiles")!.TextContent, StringComparison.Ordinal);
    }
}
