using System.Globalization;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Grants;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Countries;

/// <summary>The money of a country on its page, against the API and the files.</summary>
public sealed class CountryDashboardTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("FR")]
    [InlineData("US")]
    [InlineData("EU")]
    [InlineData("KR")]
    public async Task Get_LadderAndProgrammes_AreTheTotalsTheirExplanationsGive(string country)
    {
        var page = await portal.GetPageAsync("/countries/" + country);

        var links = page.QuerySelectorAll(".outline td a[href^='/totals/explain']").ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var total = await DataAsync("/api/v1" + link.GetAttribute("href")!.Replace("/explain", "", StringComparison.Ordinal));
            AssertShows(total, link);
        }

        foreach (var row in page.QuerySelectorAll(".ladder tr:not(.group)").Where(row => row.QuerySelector("a[href^='/totals/explain']") is not null))
        {
            var total = await DataAsync("/api/v1" + row.QuerySelector("a[href^='/totals/explain']")!.GetAttribute("href")!.Replace("/explain", "", StringComparison.Ordinal));
            Assert.StartsWith(total.Text("figureCount")!, row.QuerySelectorAll("td")[1].TextContent, StringComparison.Ordinal);
            AssertShows(total, row);
        }
    }

    [Theory]
    [InlineData("EU", "eu-ai-factories")]
    [InlineData("EU", "eu-eurohpc")]
    [InlineData("FR", "fr-snia-phase-2")]
    public async Task Get_Programmes_HoldTheirPartsInOtherCountries(string country, string programme)
    {
        var row = (await portal.GetPageAsync("/countries/" + country)).QuerySelectorAll(".outline tbody tr").Single(row => row.QuerySelector($"th a[href='/programmes/{programme}']") is not null);
        var totals = await Task.WhenAll(ProgrammeOutline.Usual.Select(stage => DataAsync($"/api/v1/totals?stage={stage.Code()}&programme={programme}")));

        Assert.Equal(totals.Select(total => Amount(total.Text("low"))), row.QuerySelectorAll("td").Select(cell => Amount(cell.QuerySelector("data.money")?.GetAttribute("value"))));
    }

    [Fact]
    public async Task Get_CountryWithAnErrorInAnotherCurrency_IsInThatOfWhatStands()
    {
        var page = await portal.GetPageAsync("/countries/VN");

        Assert.Equal("1000000000000", page.QuerySelector(".ladder data.money")!.GetAttribute("value")!.Split('.')[0]);
    }

    [Fact]
    public async Task Get_LadderOfWhatHasNoRate_SaysSo()
    {
        var page = await portal.GetPageAsync("/?lang=en");

        Assert.Contains(page.QuerySelectorAll(".ladder td"), cell => cell.TextContent.Contains("without a rate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_ProgrammeWhoseMoneyAnotherStandsFor_Warns()
    {
        var notice = Assert.Single((await portal.GetPageAsync("/programmes/fr-generative-ai-2024?lang=en")).QuerySelectorAll("main .notice-warn"));

        Assert.Contains("Not counted in the world total", notice.TextContent, StringComparison.Ordinal);
        Assert.NotNull(notice.QuerySelector("a[href='/figures/f-fr-044']"));
        Assert.NotNull(notice.QuerySelector("a[href='/figures/f-fr-065']"));
    }

    [Fact]
    public async Task Get_Programmes_StandBelowTheirWholes()
    {
        var rows = (await portal.GetPageAsync("/countries/FR")).QuerySelectorAll(".outline tbody th").ToList();

        var parents = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["part_of"]);
        var above = new Stack<string>();
        foreach (var row in rows)
        {
            var slug = row.QuerySelector("a")!.GetAttribute("href")!.Split('/')[^1];
            var depth = int.Parse(row.ClassName!.Split('-')[1], CultureInfo.InvariantCulture);
            while (above.Count > depth)
                above.Pop();
            Assert.Equal(depth, above.Count);
            if (depth > 0)
                Assert.Equal(parents[slug], above.Peek());
            above.Push(slug);
        }

        Assert.Contains(rows, row => row.ClassName == "depth-1");
    }

    [Fact]
    public async Task Get_ProgrammeWhoseMoneyIsCountedWithAnother_NamesThatOne()
    {
        var rows = (await portal.GetPageAsync("/countries/FR?lang=en")).QuerySelectorAll(".outline tbody tr").ToList();

        var marked = rows.Where(row => row.QuerySelector(".counted-with") is not null)
            .ToDictionary(row => row.QuerySelector("th a")!.GetAttribute("href")!, row => row.QuerySelector(".counted-with a")!.GetAttribute("href"));
        // f-fr-044 is left out for one of phase 2, which lies inside one of phase 3.
        Assert.Equal("/programmes/fr-snia-phase-3", marked["/programmes/fr-generative-ai-2024"]);
        Assert.DoesNotContain("/programmes/fr-ai-clusters", marked);
        Assert.True(marked.Count < rows.Count / 2);
    }

    [Theory]
    [InlineData("FR", "announced")]
    [InlineData("GB", "committed")]
    public async Task Get_Statements_AreTheFiguresOfTheNewMoney(string country, string stage)
    {
        var figures = (await DataAsync($"/api/v1/new-money?country={country}&stage={stage}")).GetProperty("announcements").EnumerateArray()
            .SelectMany(announcement => announcement.GetProperty("figures").EnumerateArray())
            .Where(figure => figure.Text("headline.low") is not null || figure.Text("amount") is null).ToList();
        var lines = (await portal.Client.GetStringAsync($"/charts/statements.csv?country={country}&stage={stage}", Stop)).TrimStart('\uFEFF').Trim().Split("\r\n")[1..];

        Assert.NotEmpty(figures);
        Assert.Equal(figures.Select(figure => figure.Text("figure")), lines.Select(line => line.Split(',')[0]));
        foreach (var (figure, line) in figures.Zip(lines))
            Assert.Contains(figure.Text("novelty") switch { "new" => ",new,", "revision" => ",revision,", _ => ",again," }, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Statements_DrawTheFoundingStoryAsSaidAgain()
    {
        var page = await portal.GetPageAsync("/countries/FR");

        var row = page.QuerySelector("#chart-statements tr[data-key=f-fr-044]")!;
        Assert.Equal("2024-03-11", row.GetAttribute("data-date"));
        Assert.NotNull(page.QuerySelector($"#chart-statements tr[data-key={row.GetAttribute("data-of")}]"));
        Assert.Equal("/figures/f-fr-044", row.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Equal(["", "1500000000", ""], row.QuerySelectorAll("td[data-low]").Select(cell => cell.GetAttribute("data-low")));
        var dates = page.QuerySelectorAll("#chart-statements tbody tr").Select(other => other.GetAttribute("data-date")!).ToList();
        Assert.Equal(dates.Order(StringComparer.Ordinal), dates);
    }

    [Theory]
    [InlineData("US")]
    [InlineData("FR")]
    [InlineData("EU")]
    public async Task Get_GrantsAwarded_AreWhatTheFilesSay(string country)
    {
        var programmes = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["country"]);
        var organisations = StarterFile.Read("organisations.csv").ToDictionary(row => row["slug"], row => row["country"]);
        var expected = GrantFile.Read().Where(grant => grant["stage"] == "awarded" && grant["funder_type"] == "public"
                && (programmes.GetValueOrDefault(grant["programme"]) ?? organisations.GetValueOrDefault(grant["funder"])) == country)
            .GroupBy(grant => (Currency: grant["currency"], Year: (grant.Date("awarded") ?? grant.Date("start"))?.Year))
            .ToDictionary(group => group.Key, group => (Count: group.Count(), Sum: group.Sum(grant => grant.Amount ?? 0), Undisclosed: group.Count(grant => grant.Amount is null)));

        var paid = (await DataAsync("/api/v1/countries/" + country)).GetProperty("grantsPaid");
        var found = paid.GetProperty("currencies").EnumerateArray().SelectMany(currency => currency.GetProperty("years").EnumerateArray(), (currency, year) => (currency, year)).ToDictionary(
            pair => (Currency: pair.currency.Text("currency")!, Year: pair.year.Text("year") is { } year ? int.Parse(year, CultureInfo.InvariantCulture) : (int?)null),
            pair => (Count: pair.year.GetProperty("count").GetInt32(), Sum: Amount(pair.year.Text("sum.amount")) ?? 0, Undisclosed: pair.year.GetProperty("undisclosedCount").GetInt32()));

        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(pair => pair.Key), found.OrderBy(pair => pair.Key));
        var page = await portal.GetPageAsync("/countries/" + country);
        var currency = paid.GetProperty("currencies").EnumerateArray().First().Text("currency")!;
        foreach (var row in page.QuerySelectorAll("#chart-grants-by-year tbody tr").Where(row => row.QuerySelector("td")!.GetAttribute("data-high") != ""))
        {
            var key = row.GetAttribute("data-key")!;
            Assert.Equal(expected[(currency, key == "unknown" ? null : int.Parse(key, CultureInfo.InvariantCulture))].Sum, Amount(row.QuerySelector("td")!.GetAttribute("data-high")));
        }
    }

    [Fact]
    public async Task Get_InFrench_SpeaksFrench()
    {
        var page = await portal.GetPageAsync("/countries/DE?lang=fr");

        Assert.StartsWith("Argent public enregistré ici\u00A0: ", page.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("(annoncé)", page.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ce qui a été déclaré, et quand", page.QuerySelector("#statements")!.TextContent);
    }

    [Fact]
    public async Task Get_Sections_AreReachedFromTheTop()
    {
        var page = await portal.GetPageAsync("/countries/FR");

        var anchors = page.QuerySelectorAll(".page-nav a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Contains("#statements", anchors);
        Assert.All(anchors, anchor => Assert.NotNull(page.QuerySelector(anchor)));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
        Assert.NotNull(page.QuerySelector("a[href='/compare?country=FR']"));
    }

    [Fact]
    public async Task Get_CountryWithoutFigures_HasNoMoneyAndSaysSo()
    {
        var withFigures = StarterFile.Read("programmes.csv").Select(row => row["country"]).ToHashSet();
        var code = CountryCounts.OfGovernance.Keys.First(country => !withFigures.Contains(country));

        var page = await portal.GetPageAsync($"/countries/{code}?lang=en");

        Assert.Contains("not the same as zero", page.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#stages, #chart-statements, #chart-new-money"));
    }

    [Theory]
    [InlineData("/charts/grants-by-year.csv", 400)]
    [InlineData("/charts/grants-by-year.csv?country=XX", 400)]
    [InlineData("/charts/grants-by-year.csv?country=FR&country=DE", 400)]
    [InlineData("/charts/grants-by-year.csv?country=TV", 200)]
    [InlineData("/charts/grants-by-year.csv?country=US&currency=JPY", 200)]
    [InlineData("/charts/grants-by-year.csv?country=US&asOf=2999", 400)]
    [InlineData("/embed/grants-by-year?country=US&lang=fr", 200)]
    [InlineData("/embed/statements?country=US&stage=committed", 200)]
    [InlineData("/embed/grants-map?country=LI", 200)]
    [InlineData("/embed/grants-ranking?asOf=2020&lang=fr", 200)]
    [InlineData("/embed/grants-by-year?country=TV", 200)]
    [InlineData("/embed/grants-mop?country=FR", 404)]
    [InlineData("/charts/grants-mop.csv?country=FR", 404)]
    public async Task Get_ChartOfACountry_Answers(string address, int status)
    {
        using var answer = await portal.Client.GetAsync(address, Stop);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/embed/grants-map?country=LI&lang=en", "no record in the selection", false)]
    [InlineData("/embed/grants-ranking?asOf=2020&lang=fr", "aucune fiche dans la sélection", true)]
    public async Task Get_EmbedOfNothing_SaysSoAndLeadsToWhatThereIsNow(string address, string sentence, bool hasMore)
    {
        var page = await portal.GetPageAsync(address);

        Assert.Contains(sentence, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(hasMore, page.QuerySelector(".notice a") is not null);
    }

    // A range has no single value; its digits stand in its title.
    private static void AssertShows(JsonElement total, IElement shown)
    {
        var (low, high) = (Amount(total.Text("low")), Amount(total.Text("high")));
        if (low == high)
        {
            Assert.Equal(low, Amount(shown.QuerySelector("data.money")?.GetAttribute("value")));
            return;
        }

        var title = shown.QuerySelector("span.money")!.GetAttribute("title")!;
        Assert.All([low, high], end => Assert.Contains(end!.Value.ToString("#,0", CultureInfo.InvariantCulture), title, StringComparison.Ordinal));
    }

    private static decimal? Amount(string? text) => string.IsNullOrEmpty(text) ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private async Task<JsonElement> DataAsync(string address) => (await portal.GetJsonAsync(address)).GetProperty("data");
}
