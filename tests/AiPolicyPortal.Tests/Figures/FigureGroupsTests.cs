using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Figures;

public sealed class FigureGroupsTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("country", "announced", "EUR")]
    [InlineData("theme", "announced", "USD")]
    [InlineData("year", "committed", "EUR")]
    [InlineData("instrument", "awarded", "JPY")]
    public async Task Get_GroupsOfPublicMoney_AreTheTotalsOfTheSameGroups(string by, string stage, string currency)
    {
        var total = await DataAsync($"/api/v1/totals?stage={stage}&groupBy={by}&currency={currency}");
        var groups = await DataAsync($"/api/v1/figures?stage={stage}&funderType=public&groupBy={by}&currency={currency}");

        var expected = total.GetProperty("groups").EnumerateArray().ToDictionary(group => group.Text("key")!, group => (group.Text("low"), group.Text("high"), group.Text("figureCount")));
        Assert.NotEmpty(expected);
        foreach (var group in groups.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("count").GetInt32() > 0))
        {
            var sum = Assert.Single(group.GetProperty("sums").EnumerateArray());
            Assert.Equal(expected[group.GetProperty("key").Text(by)!], (Low(sum), High(sum), sum.Text("count")));
        }

        var whole = Assert.Single(groups.GetProperty("total").GetProperty("sums").EnumerateArray());
        Assert.Equal((total.Text("low"), total.Text("high")), (Low(whole), High(whole)));
    }

    [Theory]
    [InlineData("country,year")]
    [InlineData("theme")]
    [InlineData("theme,stage,funderType")]
    [InlineData("programme")]
    public async Task Get_GroupsAndOverlap_AddUpToTheTotal(string by)
    {
        var data = await DataAsync($"/api/v1/figures?groupBy={by}");

        var (total, overlap) = (data.GetProperty("total"), data.GetProperty("overlap"));
        var groups = data.GetProperty("groups").EnumerateArray().ToList();
        Assert.Equal(StarterFile.Read("figures.csv").Count, total.GetProperty("count").GetInt32());
        Assert.Equal(total.GetProperty("count").GetInt32(), groups.Append(overlap).Sum(group => group.GetProperty("count").GetInt32()));
        Assert.All(by.Split(','), name => Assert.Equal("unknown", groups[^1].GetProperty("key").Text(name)));
        var parts = groups.Append(overlap).SelectMany(group => group.GetProperty("sums").EnumerateArray()).ToLookup(Kind);
        foreach (var sum in total.GetProperty("sums").EnumerateArray())
        {
            Assert.Equal(Number(Low(sum)), parts[Kind(sum)].Sum(part => Number(Low(part))));
            Assert.Equal(Number(High(sum)), parts[Kind(sum)].Sum(part => Number(High(part))));
        }
    }

    [Theory]
    [InlineData("groupBy=contry", "groupBy", "country")]
    [InlineData("groupBy=country,year,stage,theme", "groupBy", "at most 3")]
    [InlineData("groupBy=country&limit=10", "limit", "list of records")]
    [InlineData("groupBy=country&currency=XQX", "currency", "XQX")]
    public async Task Get_WhatCannotBeGrouped_IsRefused(string query, string parameter, string hint)
    {
        using var answer = await portal.Client.GetAsync("/api/v1/figures?" + query, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("errors")[0];
        Assert.Equal(parameter, error.Text("parameter"));
        Assert.Contains(hint, error.Text("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_InAnotherCurrency_AddsWhatTotalsConvertTo()
    {
        var counted = (await DataAsync("/api/v1/totals/explain?stage=announced&currency=USD")).GetProperty("counted").EnumerateArray()
            .Where(figure => figure.Text("years") == "1").ToDictionary(figure => figure.Text("figure")!);
        var figures = await portal.WalkAsync("/api/v1/figures?stage=announced&currency=USD&limit=200");

        var compared = figures.Where(figure => counted.ContainsKey(figure.Ref()) && figure.Text("money.nature") != "undisclosed").ToList();
        Assert.True(compared.Count > 50, $"{compared.Count}");
        Assert.All(compared, figure =>
        {
            Assert.Equal(counted[figure.Ref()].Text("convertedHigh"), figure.Text("converted.money.amount") ?? figure.Text("converted.money.high"));
            Assert.Equal(counted[figure.Ref()].Text("rateDate.date"), figure.Text("converted.rateDate.date"));
        });
    }

    private static string? Low(JsonElement sum) => sum.Text("money.amount") ?? (sum.GetProperty("money").TryGetProperty("low", out _) ? sum.Text("money.low") : null);

    private static string? High(JsonElement sum) => sum.Text("money.amount") ?? (sum.GetProperty("money").TryGetProperty("high", out _) ? sum.Text("money.high") : null);

    private static decimal Number(string? amount) => amount is null ? 0 : decimal.Parse(amount, CultureInfo.InvariantCulture);

    private static (string?, string?, string?) Kind(JsonElement sum) => (sum.Text("stage"), sum.Text("funderType"), sum.Text("money.currency"));

    private async Task<JsonElement> DataAsync(string address) => (await portal.GetJsonAsync(address)).GetProperty("data");
}
