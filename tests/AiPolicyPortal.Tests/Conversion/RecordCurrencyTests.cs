using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AiPolicyPortal.Tests.Conversion;

/// <summary>One record takes a currency as its list does, gives the same amounts, and files name the rates.</summary>
public sealed class RecordCurrencyTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Figure_InACurrency_IsAsItsListHasIt()
    {
        var record = await portal.GetJsonAsync("/api/v1/figures/f-fr-044?currency=USD");
        var (figure, html) = (record.GetProperty("data"), record.GetProperty("links").GetProperty("html").GetString()!);
        var listed = Listed(await portal.GetJsonAsync($"/api/v1/figures?programme={figure.GetProperty("programme").GetProperty("ref")}&currency=USD&limit=200"), "f-fr-044");

        Assert.Equal("USD", figure.GetProperty("converted").GetProperty("money").GetProperty("currency").GetString());
        Assert.Equal(listed.GetProperty("converted").GetRawText(), figure.GetProperty("converted").GetRawText());
        Assert.EndsWith("/figures/f-fr-044?currency=USD", html, StringComparison.Ordinal);
        var page = await portal.GetPageAsync(html);
        Assert.Matches(@"US\$1\.\d+bn", page.QuerySelector(".facts dd")!.TextContent);
        // It leads back to the same data, is cited as it is shown, and is the record's page all the same.
        Assert.Contains(page.QuerySelectorAll<IHtmlAnchorElement>(".record-foot a"), link => link.PathName + link.Search == "/api/v1/figures/f-fr-044?currency=USD");
        Assert.Contains("/figures/f-fr-044?currency=USD&asOf=", page.QuerySelector(".citation")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/figures/f-fr-044", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await portal.GetJsonAsync("/api/v1/figures/f-fr-044")).GetProperty("data").GetProperty("converted").ValueKind);
    }

    [Theory]
    [InlineData("announcements", "announcement")]
    [InlineData("programmes", "programme")]
    public async Task Record_WithFiguresInACurrency_HasThemAsTheirList(string noun, string filter)
    {
        var figures = (await portal.GetJsonAsync("/api/v1/figures?country=FR&currency=JPY&limit=200")).GetProperty("data").EnumerateArray()
            .First(figure => figure.GetProperty("converted").ValueKind == JsonValueKind.Object);
        var reference = figures.GetProperty(filter).GetProperty("ref").GetString();

        var record = (await portal.GetJsonAsync($"/api/v1/{noun}/{reference}?currency=JPY")).GetProperty("data");
        var page = await portal.GetPageAsync($"/{noun}/{reference}?currency=JPY");

        var own = record.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("ref").GetString() == figures.GetProperty("ref").GetString());
        Assert.Equal(figures.GetProperty("converted").GetRawText(), own.GetProperty("converted").GetRawText());
        Assert.Contains("¥", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figure_OfAYearWhoseRatesEndEarly_SaysThroughWhichDayTheMeanIs()
    {
        var converted = (await portal.GetJsonAsync("/api/v1/figures/f-kr-105?currency=EUR")).GetProperty("data").GetProperty("converted");
        var explained = (await portal.GetJsonAsync("/api/v1/totals/explain?stage=appropriated&country=KR&currency=EUR")).GetProperty("data").GetProperty("counted");
        var csv = CsvText.Rows(await portal.Client.GetStringAsync("/api/v1/totals/explain.csv?stage=appropriated&country=KR&currency=EUR", TestContext.Current.CancellationToken));
        var page = await portal.GetPageAsync("/figures/f-kr-105?currency=EUR&lang=fr");

        Assert.Equal(("2026", "2026-04-13"), (Date(converted.GetProperty("rateDate")), Date(converted.GetProperty("rateThrough"))));
        Assert.Contains("Taux de la BCE, 2026, moyenne, dernière valeur\u00A0: 13 avr. 2026", string.Join(' ', page.Body!.TextContent.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.OrdinalIgnoreCase);
        Assert.All(explained.EnumerateArray(), figure => Assert.Equal(
            figure.GetProperty("values").EnumerateArray().Select(value => Date(value.GetProperty("through"))).Min() ?? "",
            csv.Single(row => row["figure"] == figure.GetProperty("figure").GetString())["rate_through"]));
    }

    [Fact]
    public async Task Programme_InACurrency_HasItsTotalsInIt()
    {
        var page = await portal.GetPageAsync("/programmes/us-nsf-ai-institutes?currency=EUR");
        var links = page.QuerySelectorAll<IHtmlAnchorElement>("main a[href*='/totals/explain']").Select(link => link.Search).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains("currency=EUR", link, StringComparison.Ordinal));
        Assert.Contains((await portal.GetPageAsync("/programmes/us-nsf-ai-institutes")).QuerySelectorAll<IHtmlAnchorElement>("main a[href*='/totals/explain']"), link => link.Search.Contains("currency=USD", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SA", "Public money is recorded here; none of it can be expressed in Russian roubles, for want of a rate.")]
    [InlineData("KE", "No amount of public money is recorded here; that is not the same as zero.")]
    public async Task Country_InACurrencyWithoutARate_IsNotSaidToHaveNoMoney(string code, string sentence)
    {
        var page = await portal.GetPageAsync($"/countries/{code}?currency=RUB&lang=en");

        Assert.Equal(sentence, page.QuerySelector(".lede")!.TextContent.Trim());
    }

    [Fact]
    public async Task Grant_InACurrency_IsAsItsListHasIt()
    {
        var listed = (await portal.GetJsonAsync("/api/v1/grants?currency=USD&statedCurrency=EUR&limit=200")).GetProperty("data").EnumerateArray()
            .First(grant => grant.GetProperty("converted").ValueKind == JsonValueKind.Object);
        var reference = listed.GetProperty("ref").GetString();

        var grant = (await portal.GetJsonAsync($"/api/v1/grants/{reference}?currency=USD")).GetProperty("data").GetProperty("grant");

        Assert.Equal(listed.GetProperty("converted").GetRawText(), grant.GetProperty("converted").GetRawText());
        var page = await portal.GetPageAsync($"/grants/{reference}?currency=USD");
        Assert.Matches(@"US\$[\d.,]+", page.QuerySelector(".facts dd")!.TextContent);
    }

    [Theory]
    [InlineData("figures/f-fr-044?currency=XYZ")]
    [InlineData("figures/f-fr-044?currency=euro")]
    [InlineData("sources/s-0152?currency=USD")]
    public async Task Record_OfACurrencyThatItCannotHave_IsRefusedByName(string address)
    {
        foreach (var place in new[] { "/api/v1/", "/" })
        {
            using var refused = await portal.Client.GetAsync(place + address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("currency", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("figures", "country=FR")]
    [InlineData("grants", "statedCurrency=EUR")]
    [InlineData("promises", "country=FR")]
    public async Task File_InACurrency_NamesTheRateOfEachAmount(string list, string filter)
    {
        var records = (await portal.GetJsonAsync($"/api/v1/{list}?{filter}&currency=USD&limit=200")).GetProperty("data").EnumerateArray().ToList();
        var lines = (await portal.Client.GetStringAsync($"/{list}.jsonl?{filter}&currency=USD", TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => line.GetProperty("ref").GetString()!);

        Assert.Contains(records, record => record.GetProperty("converted").ValueKind == JsonValueKind.Object);
        Assert.All(records, record =>
        {
            var (line, converted) = (lines[record.GetProperty("ref").GetString()!], record.GetProperty("converted"));
            if (converted.ValueKind == JsonValueKind.Null)
            {
                Assert.Equal(JsonValueKind.Null, line.GetProperty("rate").ValueKind);
                return;
            }

            Assert.Equal(decimal.Parse(converted.GetProperty("rate").ToString(), System.Globalization.CultureInfo.InvariantCulture), line.GetProperty("rate").GetDecimal());
            Assert.Equal(Date(converted.GetProperty("rateDate")), line.GetProperty("rate_date").GetString());
            Assert.Equal(converted.GetProperty("series").GetString(), line.GetProperty("rate_series").GetString());
            Assert.Equal(Date(converted.GetProperty("rateThrough")), line.GetProperty("rate_through").GetString());
        });
    }

    private static string? Date(JsonElement date) => date.ValueKind == JsonValueKind.Null ? null : date.GetProperty("date").GetString();

    private static JsonElement Listed(JsonElement list, string reference) =>
        list.GetProperty("data").EnumerateArray().Single(record => record.GetProperty("ref").GetString() == reference);
}
