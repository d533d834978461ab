using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Formats;

/// <summary>A selection in groups as CSV says what its JSON says.</summary>
public sealed class GroupsCsvTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grants", "country,theme", "currency=EUR")]
    [InlineData("grants", "recipient", "country=FR")]
    [InlineData("figures", "programme,stage", "country=FR&currency=USD")]
    [InlineData("releases", "licence", "country=FR")]
    public async Task Csv_OfGroups_HasARowForEachSumOfTheJson(string noun, string by, string query)
    {
        var data = (await portal.GetJsonAsync($"/api/v1/{noun}?groupBy={by}&{query}")).GetProperty("data");
        var rows = CsvText.Rows((await portal.Client.GetStringAsync($"/{noun}.csv?groupBy={by}&{query}", Cancel)).TrimStart('\uFEFF'));

        List<(string Part, JsonElement Group)> parts = [.. data.GetProperty("groups").EnumerateArray().Select(group => ("group", group)), ("overlap", data.GetProperty("overlap"))];
        var expected = parts.SelectMany(part => part.Group.GetProperty("sums").EnumerateArray().DefaultIfEmpty().Select(sum => (
            part.Part,
            string.Join('|', by.Split(',').Select(name => part.Group.GetProperty("key").TryGetProperty(name, out var value) ? value.GetString() : "")),
            string.Join('|', by.Split(',').Select(name => part.Group.GetProperty("names").TryGetProperty(name, out var value) ? value.GetString() : "")),
            $"{part.Group.GetProperty("count")}",
            sum.ValueKind == JsonValueKind.Undefined ? "" : $"{sum.Text("stage")} {sum.Text("funderType")} {sum.Text("money.currency")} {sum.GetProperty("count")} {sum.GetProperty("undisclosedCount")}"))).ToList();
        Assert.Equal(expected, rows.Select(row => (
            row["part"],
            string.Join('|', by.Split(',').Select(name => row[name])),
            string.Join('|', by.Split(',').Select(name => row.GetValueOrDefault(name + "_name", ""))),
            row["count"],
            row["sum_stage"] == "" ? "" : $"{row["sum_stage"]} {row["sum_funder_type"]} {row["sum_currency"]} {row["sum_count"]} {row["sum_undisclosed_count"]}")));
        Assert.Equal(query.Contains("currency", StringComparison.Ordinal), rows.All(row => row["last_rate_date"] != ""));
    }

    [Fact]
    public async Task Groups_OfRecordsAndCountries_AreNamed()
    {
        var groups = (await portal.GetJsonAsync("/api/v1/grants?groupBy=country,recipient,year")).GetProperty("data").GetProperty("groups").EnumerateArray().ToList();

        var inria = groups.First(group => group.Text("key.recipient") == "fr-inria");
        Assert.Equal(("France", "Inria"), (inria.Text("names.country"), inria.Text("names.recipient")));
        Assert.False(inria.GetProperty("names").TryGetProperty("year", out _));
    }

    [Theory]
    [InlineData("/grants.xlsx?groupBy=country", "not-applicable")]
    [InlineData("/grants.csv?groupBy=contry", "unknown-value")]
    [InlineData("/grants.csv?groupBy=country&sort=title", "mixed")]
    [InlineData("/grants.csv?groupBy=country&limit=5", "mixed")]
    [InlineData("/grants.csv?groupBy=country&fields=title", "mixed")]
    [InlineData("/programmes.csv?groupBy=country", "unknown-parameter")]
    [InlineData("/grants.csv?lang=xx", "unknown-parameter")]
    public async Task File_ThatCannotBeAsAsked_IsRefused(string address, string code)
    {
        using var answer = await portal.Client.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([code], JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors").EnumerateArray().Select(error => error.Text("code")));
    }

    [Theory]
    [InlineData("/grants.csv?country=FR&lang=fr")]
    [InlineData("/grants.csv?country=FR&lang=")]
    public async Task File_WithTheLanguageOfItsPage_IsTheSame(string address) =>
        Assert.Equal(await portal.Client.GetStringAsync("/grants.csv?country=FR", Cancel), await portal.Client.GetStringAsync(address, Cancel));

    [Fact]
    public async Task Groups_ByAccept_AreCsv()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/grants?groupBy=country") { Headers = { { "Accept", "text/csv" } } };
        using var answer = await portal.Client.SendAsync(request, Cancel);

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("part,country,country_name,count,sum_stage", (await answer.Content.ReadAsStringAsync(Cancel)).TrimStart('\uFEFF'), StringComparison.Ordinal);
    }
}
