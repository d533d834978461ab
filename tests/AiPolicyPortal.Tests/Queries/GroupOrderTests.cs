using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Queries;

/// <summary>Groups in an order, and the first of them alone.</summary>
public sealed class GroupOrderTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string OneSum = "stage=awarded&funderType=public&currency=EUR";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grants", "recipient", OneSum)]
    [InlineData("grants", "country,year", OneSum)]
    [InlineData("figures", "country", "stage=announced&funderType=public&currency=USD")]
    public async Task Groups_BySum_AreThoseOfTheirKeysInOrder(string noun, string by, string query)
    {
        var byKey = await GroupsAsync($"{noun}?groupBy={by}&{query}");

        foreach (var (sort, sign) in new[] { ("sum", 1), ("-sum", -1) })
        {
            var bySum = await GroupsAsync($"{noun}?groupBy={by}&{query}&groupSort={sort}");

            Assert.Equal(byKey.Select(Text).Order(), bySum.Select(Text).Order());
            var sums = bySum.Where(group => !IsUnknown(group)).Select(SumOf).ToList();
            Assert.Equal(sums.OrderBy(sum => sum is null).ThenBy(sum => sign * sum), sums);
            Assert.True(sums.OfType<decimal>().Distinct().Count() > 2);
            Assert.True(IsUnknown(bySum[^1]));
        }
    }

    [Theory]
    [InlineData("grants", "country")]
    [InlineData("figures", "programme")]
    [InlineData("releases", "licence")]
    public async Task Groups_ByCount_ComeInItsOrder(string noun, string by)
    {
        var counts = (await GroupsAsync($"{noun}?groupBy={by}&groupSort=-count")).Where(group => !IsUnknown(group)).Select(group => group.GetProperty("count").GetInt32()).ToList();

        Assert.True(counts.Count > 2);
        Assert.Equal(counts.OrderDescending(), counts);
    }

    [Theory]
    [InlineData("grants", "recipient", OneSum + "&groupSort=-sum")]
    [InlineData("grants", "theme,country", "groupSort=-count")]
    [InlineData("figures", "theme", "stage=announced")]
    [InlineData("releases", "country", "groupSort=-count")]
    public async Task Limit_KeepsTheFirst_AndAddsUpTheRest(string noun, string by, string query)
    {
        var all = (await portal.GetJsonAsync($"/api/v1/{noun}?groupBy={by}&{query}")).GetProperty("data");
        var some = (await portal.GetJsonAsync($"/api/v1/{noun}?groupBy={by}&{query}&groupLimit=3")).GetProperty("data");

        var groups = all.GetProperty("groups").EnumerateArray().ToList();
        List<JsonElement> listed = [.. groups.Where(group => !IsUnknown(group)).Take(3), groups.Single(IsUnknown)];
        Assert.Equal(listed.Select(Text), some.GetProperty("groups").EnumerateArray().Select(Text));
        Assert.Equal(groups.Count, some.GetProperty("groupCount").GetInt32());
        Assert.Equal(groups.Count, all.GetProperty("groupCount").GetInt32());
        Assert.False(all.TryGetProperty("others", out _));
        Assert.Equal((Text(all.GetProperty("total")), Text(all.GetProperty("overlap"))), (Text(some.GetProperty("total")), Text(some.GetProperty("overlap"))));

        var others = some.GetProperty("others");
        var left = groups.Where(group => !listed.Contains(group)).ToList();
        Assert.Equal(left.Sum(group => group.GetProperty("count").GetInt32()), others.GetProperty("count").GetInt32());
        Assert.Equal(Added(left), Added([others]));
        Assert.Equal(Added([all.GetProperty("total")]), Added([.. some.GetProperty("groups").EnumerateArray(), others, some.GetProperty("overlap")]));
    }

    [Fact]
    public async Task Csv_HasARowForEachSumOfTheRest_SoThatItsColumnsAddUp()
    {
        const string Query = $"groupBy=recipient&{OneSum}&groupSort=-sum";
        var total = SumOf((await portal.GetJsonAsync($"/api/v1/grants?{Query}")).GetProperty("data").GetProperty("total"));

        var rows = CsvText.Rows((await portal.Client.GetStringAsync($"/grants.csv?{Query}&groupLimit=5", Cancel)).TrimStart('\uFEFF'));

        Assert.Equal(["group", "group", "group", "group", "group", "group", "others", "overlap"], rows.Select(row => row["part"]));
        Assert.Equal(total, rows.Where(row => row["sum_high"] != "").Sum(row => decimal.Parse(row["sum_high"], CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("grants?groupBy=recipient&groupSort=-sum", "currency", "stage", "funderType")]
    [InlineData("grants?groupBy=recipient&groupSort=sum&currency=EUR&stage=awarded&funderType=public&funderType=mixed", "funderType")]
    [InlineData("figures?groupBy=country&groupSort=sum&currency=EUR&stage=!awarded&funderType=public", "stage")]
    [InlineData("grants?groupSort=-count", "groupSort")]
    [InlineData("grants?groupLimit=5", "groupLimit")]
    [InlineData("grants?groupBy=country&groupLimit=0", "groupLimit")]
    [InlineData("grants?groupBy=country&groupSort=amount", "groupSort")]
    [InlineData("grants?groupBy=country&sort=amount&limit=5", "sort", "limit")]
    [InlineData("releases?groupBy=country&groupSort=-sum", "groupSort")]
    [InlineData("programmes?groupSort=count", "groupSort")]
    public async Task Orders_ThatCannotBe_AreRefusedByName(string query, params string[] parameters)
    {
        foreach (var address in new[] { $"/api/v1/{query}", "/" + query.Replace("?", ".csv?", StringComparison.Ordinal) })
        {
            using var answer = await portal.Client.GetAsync(address, Cancel);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors").EnumerateArray().ToList();
            Assert.Equal(parameters.Order(), errors.Select(error => error.Text("parameter")).Order());
        }
    }

    [Theory]
    [InlineData("grants?groupBy=year&q=lerning")]
    [InlineData("grants?groupBy=year&q=lerning&currency=EUR")]
    [InlineData("figures?groupBy=country&q=comptue")]
    [InlineData("releases?groupBy=licence&q=mistrla")]
    public async Task Groups_OfWordsTakenForOthers_SaySoAsTheListDoes(string query)
    {
        var list = (await portal.GetJsonAsync("/api/v1/" + query.Replace(query.Split('?', '&')[1] + "&", "", StringComparison.Ordinal))).GetProperty("meta").GetProperty("spelling");

        Assert.Equal(list.GetRawText(), (await portal.GetJsonAsync("/api/v1/" + query)).GetProperty("meta").GetProperty("spelling").GetRawText());
    }

    private async Task<List<JsonElement>> GroupsAsync(string query) =>
        [.. (await portal.GetJsonAsync("/api/v1/" + query)).GetProperty("data").GetProperty("groups").EnumerateArray()];

    private static string Text(JsonElement group) => group.GetRawText();

    private static bool IsUnknown(JsonElement group) => group.GetProperty("key").EnumerateObject().All(part => part.Value.GetString() == "unknown");

    private static decimal? SumOf(JsonElement group) => group.GetProperty("sums") is var sums && sums.GetArrayLength() == 0 ? null : High(sums[0]);

    private static decimal? High(JsonElement sum) => sum.Text(sum.GetProperty("money").TryGetProperty("high", out _) ? "money.high" : "money.amount") is { } high ? decimal.Parse(high, CultureInfo.InvariantCulture) : null;

    // By kind of sum what is known of it and how many records it has.
    private static Dictionary<string, (decimal, int)> Added(IEnumerable<JsonElement> groups) => groups.SelectMany(group => group.GetProperty("sums").EnumerateArray())
        .GroupBy(sum => $"{sum.Text("stage")} {sum.Text("funderType")} {sum.Text("money.currency")}")
        .ToDictionary(kind => kind.Key, kind => (kind.Sum(sum => High(sum) ?? 0), kind.Sum(sum => sum.GetProperty("count").GetInt32())));
}
