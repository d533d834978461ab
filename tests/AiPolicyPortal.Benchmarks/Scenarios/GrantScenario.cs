using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>Lists, facets, groups and pages of grants, uncached, on many grants and on ten times fewer: what must not grow with their number.</summary>
internal sealed class GrantScenario(Databases databases, Plan plan, Results results)
{
    private const int DeepPages = 40;
    private const double MaxRatio = 2.5;

    private static readonly TimeSpan PageGoal = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan SearchGoal = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan DashboardGoal = TimeSpan.FromMilliseconds(50);

    /// <summary>Every grant is converted, which at ten million takes a quarter of a minute.</summary>
    private const string InAnotherCurrency = "groupBy in another currency";

    /// <summary>What is asked, and its goal.</summary>
    private static readonly (string Name, string[] Paths, TimeSpan? Goal)[] Questions =
    [
        ("page of 50", ["/api/v1/grants"], PageGoal),
        ("page of 50 in each order", ["/api/v1/grants?sort=-awarded", "/api/v1/grants?sort=title", "/api/v1/grants?sort=-amount", "/api/v1/grants?sort=-start", "/api/v1/grants?sort=-updatedAt"], PageGoal),
        ("page of few grants in an order", ["/api/v1/grants?country=RU&sort=-awarded", "/api/v1/grants?country=NZ&sort=title"], null),
        ("words and three filters", ["/api/v1/grants?q=quantum&country=US&year=2023&stage=awarded", "/api/v1/grants?q=learning&country=FR&year=2022&stage=awarded"], SearchGoal),
        (
            "words, three filters, every facet and chart",
            [
                "/grants?q=quantum&country=US&year=2023&stage=awarded", "/grants?q=robotics&country=FR&year=2021&funderType=public",
                "/grants?q=climate+model&payingCountry=US&year=2022&stage=awarded", "/grants?q=travel&country=US&band=from-1m&stage=awarded",
            ],
            SearchGoal),
        ("facets and charts of everything", ["/grants"], SearchGoal),
        ("facets and charts of one filter", ["/grants?country=US", "/grants?stage=awarded", "/grants?year=2023"], SearchGoal),
        (
            "organisations by their grants",
            ["/api/v1/organisations?sort=-grantsReceived", "/api/v1/organisations?sort=-grantsFunded", "/api/v1/organisations?role=funder", "/api/v1/organisations?role=recipient"],
            SearchGoal),
        ("pages of countries", ["/countries/US", "/countries/FR"], DashboardGoal),
        ("pages of a source and of coverage", ["/sources/s-0552", "/coverage"], null),
        ("groupBy", ["/api/v1/grants?groupBy=country,year", "/api/v1/grants?groupBy=programme,band,stage", "/api/v1/grants?groupBy=recipient"], SearchGoal),
        (InAnotherCurrency, ["/api/v1/grants?groupBy=country&currency=USD", "/api/v1/grants?groupBy=recipient&q=robotics&currency=USD"], null),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var few = await MeasureAsync(await databases.GenerateAsync(plan.Grants / 10, 0, cancellationToken), Questions, cancellationToken);
        var many = await MeasureAsync(await databases.GenerateAsync(plan.Grants, 0, cancellationToken), Questions, cancellationToken);
        Compare(few, many, plan.Grants, null);
    }

    /// <summary>The same with ten times as many grants.</summary>
    public async Task RunTenfoldAsync(CancellationToken cancellationToken)
    {
        (string, string[], TimeSpan?)[] questions = [.. Questions.Where(question => question.Name != InAnotherCurrency)];
        var many = await MeasureAsync(await databases.GenerateAsync(plan.Grants, 0, cancellationToken), questions, cancellationToken);
        var tenfold = await MeasureAsync(await databases.TenfoldAsync(plan.Grants, cancellationToken), questions, cancellationToken);
        Compare(many, tenfold, plan.Grants * 10L, MaxRatio);
    }

    private void Compare(Dictionary<string, Measurement> few, Dictionary<string, Measurement> many, long grants, double? mostRatio)
    {
        foreach (var (name, measured) in many)
        {
            var goal = Questions.FirstOrDefault(question => question.Name == name).Goal;
            results.Add(
                $"grants: {name}", $"{grants} grants", measured, goal is { } most ? string.Create(CultureInfo.InvariantCulture, $"p95 < {most.TotalMilliseconds} ms") : "",
                goal is null ? null : measured.P95 < goal);
            results.Add(
                $"grants: {name}, ratio of the p95", $"{grants / 10} → {grants}", "", (measured.P95 / few[name].P95).ToString("0.00", CultureInfo.InvariantCulture),
                mostRatio is { } ratio && goal == SearchGoal ? string.Create(CultureInfo.InvariantCulture, $"≤ {ratio}") : "",
                mostRatio is null || goal != SearchGoal ? null : measured.P95 / few[name].P95 <= mostRatio);
        }
    }

    private async Task<Dictionary<string, Measurement>> MeasureAsync(
        string database, (string Name, string[] Paths, TimeSpan? Goal)[] questions, CancellationToken cancellationToken)
    {
        await using var portal = await Portal.StartAsync(database, keepAnswers: false, cancellationToken);
        var measured = new Dictionary<string, Measurement>();
        foreach (var (name, paths, _) in questions)
        {
            measured.Add(name, await AskAsync(portal, paths, cancellationToken));
        }

        measured.Add("page of 50 far down", await AskAsync(portal, [await DeepAsync(portal, cancellationToken)], cancellationToken));
        return measured;
    }

    private Task<Measurement> AskAsync(Portal portal, string[] paths, CancellationToken cancellationToken)
    {
        var number = 0;
        return Measurement.OfAsync(plan.Rounds, plan.Requests, plan.Requests, () => portal.GetAsync(paths[number++ % paths.Length], cancellationToken));
    }

    private static async Task<string> DeepAsync(Portal portal, CancellationToken cancellationToken)
    {
        var next = "/api/v1/grants?sort=-awarded&limit=200";
        // As far down as a small run has grants.
        for (var page = 0; page < DeepPages; page++)
        {
            if ((await portal.Client.GetFromJsonAsync<JsonElement>(next, cancellationToken)).GetProperty("links").GetProperty("next").GetString() is not { } further)
            {
                break;
            }

            next = further;
        }

        return next.Replace("limit=200", "limit=50", StringComparison.Ordinal);
    }
}
