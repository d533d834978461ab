using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Grants;

public sealed class GrantConversionTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_InEuros_ConvertsAtTheDateOfTheAwardOrOfTheStartAndLeavesUndatedOnesOpen()
    {
        var grants = await portal.WalkAsync("/api/v1/grants?currency=EUR&limit=200");

        var (own, foreign) = (grants.Where(grant => grant.Text("money.currency") == "EUR").ToList(), grants.Where(grant => grant.Text("money.currency") != "EUR").ToList());
        Assert.All(own.Where(grant => grant.Text("money.amount") is not null), grant => Assert.Equal(grant.Text("money.amount"), grant.Text("converted.money.amount")));
        var undated = foreign.Where(grant => grant.Text("awarded") is null && grant.Text("start") is null).ToList();
        Assert.NotEmpty(undated);
        Assert.All(undated, grant => Assert.Null(grant.Text("converted")));
        var converted = foreign.Where(grant => grant.Text("converted") is not null).ToList();
        Assert.Contains(converted, grant => grant.Text("awarded") is not null);
        Assert.Contains(converted, grant => grant.Text("awarded") is null);
        Assert.All(converted, grant =>
        {
            Assert.True(string.CompareOrdinal(grant.Text("converted.rateDate.date"), grant.Text("awarded.date") ?? grant.Text("start.date")) <= 0, grant.Ref());
            Assert.False(string.IsNullOrEmpty(grant.Text("converted.series")));
        });
    }

    [Theory]
    [InlineData("EUR", "country", "")]
    [InlineData("USD", "country,year", "")]
    [InlineData("USD", "recipient", "q=institut&stage=awarded")]
    [InlineData("GBP", "theme,payingCountry", "payingCountry=!US")]
    public async Task Get_GroupsInACurrency_SumEachGrantAsItsListConvertsItAndNameTheRates(string currency, string by, string query)
    {
        var data = (await portal.GetJsonAsync($"/api/v1/grants?{query}&groupBy={by}&currency={currency}")).GetProperty("data");
        var grants = await portal.WalkAsync($"/api/v1/grants?{query}&currency={currency}&limit=200");

        Assert.Equal(
            grants.GroupBy(grant => (Stage: grant.Text("stage")!, Funder: grant.Text("funderType")!)).Select(kind => (
                kind.Key.Stage, kind.Key.Funder, kind.Count(), kind.Count(grant => grant.Text("money.amount") is null),
                kind.Count(grant => grant.Text("money.amount") is not null && grant.Text("converted") is null),
                kind.Sum(grant => Amount(grant.Text("converted.money.amount"))))).Order(),
            data.GetProperty("total").GetProperty("sums").EnumerateArray().Select(sum => (
                sum.Text("stage")!, sum.Text("funderType")!, sum.GetProperty("count").GetInt32(), sum.GetProperty("undisclosedCount").GetInt32(),
                sum.GetProperty("notConvertedCount").GetInt32(), Amount(sum.Text("money.amount")))).Order());
        Assert.All(data.GetProperty("total").GetProperty("sums").EnumerateArray(), sum => Assert.Equal(currency, sum.Text("money.currency")));
        foreach (var sum in data.GetProperty("total").GetProperty("sums").EnumerateArray())
        {
            var parts = data.GetProperty("groups").EnumerateArray().Append(data.GetProperty("overlap")).SelectMany(group => group.GetProperty("sums").EnumerateArray())
                .Where(part => (part.Text("stage"), part.Text("funderType")) == (sum.Text("stage"), sum.Text("funderType")));
            Assert.Equal(Amount(sum.Text("money.amount")), parts.Sum(part => Amount(part.Text("money.amount"))));
        }

        var series = grants.Select(grant => grant.Text("converted.series")).OfType<string>().SelectMany(names => names.Split(" + ")).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(currency, data.Text("conversion.currency"));
        Assert.Equal(series, data.GetProperty("conversion").GetProperty("series").EnumerateArray().Select(name => name.GetString()));
        var dates = grants.Select(grant => grant.Text("converted.rateDate.date")).OfType<string>().Select(Date).ToList();
        Assert.Equal((dates.Min(), dates.Max()), (Date(data.Text("conversion.firstRateDate.date")!), Date(data.Text("conversion.lastRateDate.date")!)));
    }

    [Fact]
    public async Task Get_GroupsInNoCurrency_HaveNoConversionAndUnknownOnesAreRefused()
    {
        Assert.False((await portal.GetJsonAsync("/api/v1/grants?groupBy=country")).GetProperty("data").TryGetProperty("conversion", out _));
        using var answer = await portal.Client.GetAsync("/api/v1/grants?groupBy=country&currency=ZZZ", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static PartialDate Date(string text) => PartialDate.TryParse(text, out var date) ? date : throw new FormatException(text);

    private static decimal Amount(string? text) => text is null ? 0 : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
