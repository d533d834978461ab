using System.Globalization;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>Facets, totals and groups of a selection against the list of it.</summary>
public sealed class GrantSummaryTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly string[] Queries =
    [
        "", "country=FR", "country=FR&country=CH&stage=awarded", "q=research", "q=institut&year=2023&funderType=public", "payingCountry=!US&band=from-1m",
        "theme=compute&stage=!awarded", "recipient=fr-inria", "recipient=fr-inria&country=FR&q=institut", "awardedFrom=2021&amountMin=1000000&stage=awarded&country=US",
        "funder=us-nsf&year=2021&year=2022&band=from-10m&q=university", "programme=unknown", "year=unknown", "q=zzzzzzzzz",
        "source=s-0552", "source=!s-0552&country=FR&stage=awarded", "source=s-0553&recipient=fr-inria", "source=s-0552&q=research&currency=GBP", "source=unknown",
        "currency=USD", "country=FR&currency=JPY", "recipient=fr-inria&q=institut&currency=GBP",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Selections => [.. Queries];

    [Theory]
    [MemberData(nameof(Selections))]
    public async Task Facets_OfASelection_CountWhatTheListGivesWithThatChoice(string query)
    {
        var summary = await SummaryAsync(query);

        Assert.Equal(["country", "payingCountry", "year", "band", "theme", "programme", "funder", "recipient", "funderType", "stage"], summary.Facets.Select(facet => facet.Name));
        foreach (var facet in summary.Facets)
        {
            var others = string.Join('&', query.Split('&').Where(part => !part.StartsWith(facet.Name + "=", StringComparison.Ordinal)));
            foreach (var value in facet.Values.Where((value, at) => at < 4 || value.IsChosen || value.Value == "unknown"))
            {
                if (value.Value == "unknown" && facet.Name == "funderType")
                {
                    continue;
                }

                Assert.Equal(value.Count, await CountAsync($"{others}&{facet.Name}={value.Value}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Selections))]
    public async Task Totals_OfASelection_AreTheSumsOfItsList(string query)
    {
        var totals = (await SummaryAsync(query)).Totals;
        var currency = query.Split("currency=") is [_, var asked] ? asked : "EUR";
        var grants = await portal.WalkAsync($"/api/v1/grants?{query}{(query.Contains("currency=", StringComparison.Ordinal) ? "" : "&currency=EUR")}&limit=200");

        Assert.Equal(grants.Count, totals.Count);
        Assert.Equal(
            grants.GroupBy(grant => (grant.Text("stage")!, grant.Text("funderType")!))
                .Select(group => (group.Key.Item1, group.Key.Item2, currency, group.Count(grant => grant.Text("converted.money.amount") is not null), Sum(group.Select(grant => grant.Text("converted.money.amount")))))
                .Order(),
            totals.Converted.Select(sum => (Core.Common.CodeExtensions.CodeOf(sum.Stage), Core.Common.CodeExtensions.CodeOf(sum.FunderType), sum.Sum.Currency, sum.ConvertedCount, sum.Sum.High)).Order());
        Assert.Equal(
            grants.GroupBy(grant => (grant.Text("stage")!, grant.Text("funderType")!, grant.Text("money.currency")!))
                .Select(group => (group.Key.Item1, group.Key.Item2, group.Key.Item3, group.Count(), group.Count(grant => grant.Text("money.amount") is null), Sum(group.Select(grant => grant.Text("money.amount")))))
                .Order(),
            totals.Sums.Select(sum => (Core.Common.CodeExtensions.CodeOf(sum.Stage), Core.Common.CodeExtensions.CodeOf(sum.FunderType), sum.Sum.Currency, sum.Count, sum.UndisclosedCount, sum.Sum.High)).Order());
        Assert.All(totals.Converted, sum => Assert.Equal(
            totals.Sums.Where(other => (other.Stage, other.FunderType) == (sum.Stage, sum.FunderType)).Sum(other => other.Count), sum.ConvertedCount + sum.NotConvertedCount + sum.UndisclosedCount));
    }

    [Theory]
    [InlineData("", "country,year")]
    [InlineData("", "recipient")]
    [InlineData("", "programme,theme,stage")]
    [InlineData("q=institut", "recipient,country")]
    [InlineData("country=FR&country=DE", "country")]
    [InlineData("awardedFrom=2020", "payingCountry,band,statedCurrency")]
    [InlineData("stage=awarded", "funder,funderType")]
    [InlineData("country=FR&currency=USD", "recipient,year")]
    [InlineData("q=institut&currency=JPY", "country")]
    [InlineData("source=s-0552", "year,recipient")]
    [InlineData("source=!s-0552&currency=JPY", "country")]
    public async Task Groups_OfASelection_AddUpToItsTotalWithTheOverlap(string query, string groupBy)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/grants?{query}&groupBy={groupBy}");
        var data = answer.GetProperty("data");
        var (groups, overlap, total) = (data.GetProperty("groups").EnumerateArray().ToList(), data.GetProperty("overlap"), data.GetProperty("total"));

        Assert.NotEmpty(groups);
        Assert.Equal(await CountAsync(query), total.GetProperty("count").GetInt32());
        Assert.Equal(total.GetProperty("count").GetInt32(), overlap.GetProperty("count").GetInt32() + groups.Sum(group => group.GetProperty("count").GetInt32()));
        foreach (var sum in total.GetProperty("sums").EnumerateArray())
        {
            string Place(System.Text.Json.JsonElement one) => $"{one.Text("stage")} {one.Text("funderType")} {one.Text("money.currency")}";
            var parts = groups.Append(overlap).SelectMany(group => group.GetProperty("sums").EnumerateArray()).Where(one => Place(one) == Place(sum));
            Assert.Equal(Amount(sum.Text("money.amount")) ?? 0, parts.Sum(one => Amount(one.Text("money.amount")) ?? 0));
        }

        // Whose money may be unknown as such, which is no missing value.
        foreach (var group in groups.Where(group => group.GetProperty("count").GetInt32() > 0).Where((_, at) => at % Math.Max(1, groups.Count / 8) == 0))
        {
            var keys = group.GetProperty("key").EnumerateObject().Select(key => $"{key.Name}={key.Value.GetString()}").ToList();
            var without = query.Split('&').Where(part => !keys.Exists(key => key.Split('=')[0] == part.Split('=')[0]));
            Assert.Equal(group.GetProperty("count").GetInt32(), await CountAsync(string.Join('&', without.Concat(keys))));
        }
    }

    [Theory]
    [InlineData("groupBy=contry", "groupBy", "country")]
    [InlineData("groupBy=country,year,theme,band", "groupBy", "at most 3")]
    public async Task Groups_ByWhatIsNoDimension_AreRefusedWithTheNearest(string query, string parameter, string hint)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/grants?{query}", Cancel);
        var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(parameter, error.Text("parameter"));
        Assert.Contains(hint, error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_WithoutAnyUnknown_HaveTheUnknownGroup()
    {
        var groups = (await portal.GetJsonAsync("/api/v1/grants?country=FR&groupBy=country")).GetProperty("data").GetProperty("groups").EnumerateArray().ToList();

        Assert.Equal(0, Assert.Single(groups, group => group.Text("key.country") == "unknown").GetProperty("count").GetInt32());
    }

    private static decimal? Amount(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static decimal? Sum(IEnumerable<string?> amounts) => amounts.Select(Amount).Aggregate((decimal?)null, (sum, amount) => amount is null ? sum : (sum ?? 0) + amount);

    private async Task<GrantSummary> SummaryAsync(string query)
    {
        await using var context = portal.CreateContext();
        var parameters = new QueryParameters(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => KeyValuePair.Create(part.Split('=')[0], part.Split('=')[1])));
        var filter = GrantFilter.Read(parameters);
        parameters.ThrowIfInvalid();
        return await Summaries(context).OfAsync(filter, null, Cancel);
    }

    private static GrantSummaries Summaries(PortalDbContext context) =>
        new(context, new GrantCells(context, new GrantGroupSnapshots(), new MoneyConversions(context, new MoneySnapshots())), new GrantNameSnapshots(), new PublishedAnswers(keep: false));

    private async Task<int> CountAsync(string query) =>
        (await portal.GetJsonAsync($"/api/v1/grants?{query.Trim('&')}&limit=1")).GetProperty("meta").GetProperty("count").GetInt32();
}
