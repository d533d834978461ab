using System.Globalization;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Figures;

public sealed class FiguresApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> File = StarterFile.Read("figures.csv");

    [Theory]
    [InlineData("programme=fr-jean-zay", "programme", "fr-jean-zay")]
    [InlineData("announcement=a-fr-017", "announcement", "a-fr-017")]
    [InlineData("stage=disbursed", "stage", "disbursed")]
    [InlineData("standing=target", "standing", "target")]
    [InlineData("funderType=mixed", "funder_type", "mixed")]
    [InlineData("confidence=low", "confidence", "low")]
    [InlineData("statedCurrency=KRW", "currency", "KRW")]
    public async Task Get_OneFilter_ReturnsWhatTheFileSays(string query, string column, string value) => Assert.Equal(
        File.Where(row => row[column] == value).Select(row => row["id"]).Order(),
        (await portal.RefsAsync($"/api/v1/figures?{query}&limit=200")).Order());

    [Theory]
    [InlineData("kr-ai-budget-2026", "announced")]
    [InlineData("eu-eurohpc", "awarded")]
    public async Task Get_OfAProgramme_HasThoseOfAllWithinItAndTheSumOfItsTotal(string programme, string stage)
    {
        var parents = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["part_of"]);
        var total = (await portal.GetJsonAsync($"/api/v1/totals?programme={programme}&stage={stage}")).GetProperty("data");
        var group = (await portal.GetJsonAsync($"/api/v1/figures?programme={programme}&stage={stage}&funderType=public&groupBy=stage&currency=EUR")).GetProperty("data").GetProperty("total");
        var expected = File.Where(row => row["stage"] == stage && Above(row["programme"]).Contains(programme)).Select(row => row["id"]).ToList();

        Assert.Contains(expected, reference => File.Single(row => row["id"] == reference)["programme"] != programme);
        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/figures?programme={programme}&stage={stage}&limit=200")).Order());
        Assert.Equal(total.Text("low"), group.GetProperty("sums")[0].Text("money.amount") ?? group.GetProperty("sums")[0].Text("money.low"));
        Assert.Equal(
            File.Where(row => !Above(row["programme"]).Contains(programme)).Select(row => row["id"]).Order(),
            (await portal.RefsAsync($"/api/v1/figures?programme=!{programme}&limit=200")).Order());

        List<string> Above(string reference)
        {
            var above = new List<string>();
            for (; reference.Length > 0; reference = parents[reference])
                above.Add(reference);
            return above;
        }
    }

    [Fact]
    public async Task Get_AmountRange_TakesItsBoundsIn() => Assert.Equal(
        File.Where(row => row["amount_high"].Length > 0
                && decimal.Parse(row["amount_high"], CultureInfo.InvariantCulture) is >= 1_000_000_000m and <= 1_500_000_000m)
            .Select(row => row["id"]).Order(),
        (await portal.RefsAsync("/api/v1/figures?amountMin=1000000000&amountMax=1500000000&limit=200")).Order());

    [Fact]
    public async Task Get_EveryPageByCursor_SeesEveryFigureOnce() =>
        Assert.Equal(File.Select(row => row["id"]).Order(), (await portal.RefsAsync("/api/v1/figures?limit=61")).Order());

    [Fact]
    public async Task Get_EveryFigure_KeepsAmountCurrencyAndWordsOfItsSource()
    {
        var figures = (await portal.WalkAsync("/api/v1/figures?limit=200")).ToDictionary(figure => figure.Ref());

        foreach (var row in File)
        {
            var figure = figures[row["id"]];
            Assert.Equal(row["currency"], figure.Text("money.currency"));
            Assert.Equal(row["nature"], figure.Text("money.nature"));
            Assert.Equal(row["evidence"], figure.Text("evidence") ?? "");
            Assert.Equal(
                decimal.Parse(row["amount_low"], CultureInfo.InvariantCulture),
                decimal.Parse(figure.Text("money.amount") ?? figure.Text("money.low")!, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Get_Amounts_HaveThePlacesOfTheirCurrency()
    {
        var euros = (await portal.GetJsonAsync("/api/v1/figures/f-fr-044")).GetProperty("data");
        var yen = (await portal.GetJsonAsync("/api/v1/figures?statedCurrency=JPY&limit=1")).GetProperty("data")[0];

        Assert.Equal("1500000000.00", euros.Text("money.amount"));
        Assert.DoesNotContain(".", yen.Text("money.amount")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LinksOfAFigure_AreThoseOfTheFileSeenFromBothEnds()
    {
        var links = StarterFile.Read("figure_links.csv");
        var figure = (await portal.GetJsonAsync("/api/v1/figures/f-fr-010")).GetProperty("data");

        Assert.Equal(
            links.Where(link => link["from"] == "f-fr-010").Select(link => (link["kind"], link["to"])).Order(),
            figure.GetProperty("links").EnumerateArray().Select(link => (link.Text("kind")!, link.Text("figure.ref")!)).Order());
        Assert.Equal(
            links.Where(link => link["to"] == "f-fr-010").Select(link => (link["kind"], link["from"])).Order(),
            figure.GetProperty("linkedFrom").EnumerateArray().Select(link => (link.Text("kind")!, link.Text("figure.ref")!)).Order());
    }

    [Theory]
    [InlineData("EUR", "")]
    [InlineData("USD", "&currency=USD")]
    // Few amounts can be expressed in it.
    [InlineData("NGN", "&currency=NGN")]
    public async Task Get_EveryFigure_SaysWhatTheTotalOfItsOwnKindDoesWithIt(string currency, string more)
    {
        var figures = await portal.WalkAsync($"/api/v1/figures?limit=200&currency={currency}");
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/api/v1/figures.csv?sort=ref" + more, TestContext.Current.CancellationToken))
            .ToDictionary(row => row["ref"], StringComparer.Ordinal);

        foreach (var alike in figures.GroupBy(figure => (Stage: figure.Text("stage")!, Funder: figure.Text("funderType")!)))
        {
            var (stage, funder) = alike.Key;
            var total = (await portal.GetJsonAsync($"/api/v1/totals/explain?stage={stage}&funderType={funder}&currency={currency}")).GetProperty("data");
            var left = total.GetProperty("leftOut").EnumerateArray().ToDictionary(figure => figure.Text("figure")!, StringComparer.Ordinal);
            var counted = total.GetProperty("counted").EnumerateArray().Select(figure => figure.Text("figure")!).ToHashSet(StringComparer.Ordinal);
            // What a reader adds up: an amount for each year once for each year of its period, which a total rounds after adding the years up.
            var added = alike.Where(figure => figure.GetProperty("counting").GetProperty("counted").GetBoolean()).ToList();
            var rounded = added.Exists(figure => figure.Text("money.basis") == "annual") ? 1m : 0m;
            Assert.InRange(Sum(added) ?? 0, Number(total.Text("low") ?? "0") - rounded, Number(total.Text("low") ?? "0") + rounded);
            foreach (var figure in alike)
            {
                var reference = figure.Ref();
                var expected = counted.Contains(reference) ? (null, null) : (left[reference].Text("reason"), left[reference].Text("because"));
                var row = rows[reference];
                Assert.Equal(expected, (figure.Text("counting.reason"), figure.Text("counting.because.ref")));
                Assert.Equal(currency, figure.Text("counting.currency"));
                Assert.Equal(counted.Contains(reference), figure.GetProperty("counting").GetProperty("counted").GetBoolean());
                Assert.Equal(counted.Contains(reference) ? "true" : "false", row["counted"]);
                Assert.Equal((expected.Item1 ?? "", expected.Item2 ?? ""), (row["left_out_reason"], row["left_out_for"]));
                Assert.Equal(figure.Text("counting.inTheEnd.ref") ?? "", row["counted_instead"]);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&currency=USD")]
    [InlineData("&country=FR&stage=announced")]
    public async Task Get_Counted_ReturnsThoseThatSayTheyAre(string more)
    {
        var figures = await portal.WalkAsync("/api/v1/figures?limit=200" + more);
        var page = await portal.GetPageAsync("/figures?sort=ref" + more);

        foreach (var counted in new[] { "true", "false" })
        {
            var expected = figures.Where(figure => figure.GetProperty("counting").GetProperty("counted").ToString().Equals(counted, StringComparison.OrdinalIgnoreCase))
                .Select(figure => figure.Ref()).Order(StringComparer.Ordinal).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await portal.RefsAsync($"/api/v1/figures?limit=200&counted={counted}{more}")).Order(StringComparer.Ordinal));
            Assert.EndsWith($"{expected.Count}", page.QuerySelector($"input[name=counted][value={counted}]")!.ParentElement!.TextContent.Trim(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/v1/announcements/a-fr-017")]
    [InlineData("/api/v1/programmes/fr-ai-for-humanity")]
    public async Task Get_RecordWithFigures_SaysOfEachWhatItsOwnRecordSays(string address)
    {
        var figures = (await portal.GetJsonAsync(address)).GetProperty("data").GetProperty("figures").EnumerateArray().ToList();

        Assert.NotEmpty(figures);
        foreach (var figure in figures)
        {
            var own = (await portal.GetJsonAsync($"/api/v1/figures/{figure.Ref()}")).GetProperty("data").GetProperty("counting");
            Assert.NotEqual(JsonValueKind.Null, own.ValueKind);
            Assert.Equal(own.ToString(), figure.GetProperty("counting").ToString());
        }
    }

    [Fact]
    public async Task List_OfFigures_SaysThatTheHeadlineOfMarch2024IsNotCounted()
    {
        var page = await portal.GetPageAsync("/figures?programme=fr-generative-ai-2024");

        var row = page.QuerySelector("th a[href='/figures/f-fr-044']")!.Closest("tr")!;
        Assert.StartsWith("Not counted in the world total:", row.QuerySelector(".counted")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTheSeedFigure_SaysWhatItRestatesAndLinksToIt()
    {
        var page = await portal.GetPageAsync("/figures/f-fr-044");

        Assert.Contains("restates", page.QuerySelector(".relations")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".relations a[href='/figures/f-fr-010']"));
        Assert.Contains("earmarking 1.5 billion euros", page.QuerySelector("blockquote.evidence")!.TextContent, StringComparison.Ordinal);
    }

    private static decimal? Sum(IEnumerable<JsonElement> figures)
    {
        var amounts = figures.Where(figure => figure.Text("converted.money.amount") is not null || figure.Text("converted.money.low") is not null).Select(figure =>
            Number(figure.Text("converted.money.amount") ?? figure.Text("converted.money.low")!)
            * (figure.Text("money.basis") == "annual" ? figure.GetProperty("periodEndYear").GetInt32() - figure.GetProperty("periodStartYear").GetInt32() + 1 : 1)).ToList();
        return amounts.Count == 0 ? null : amounts.Sum();
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
