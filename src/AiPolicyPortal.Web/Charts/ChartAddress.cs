using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace AiPolicyPortal.Web.Charts;

/// <summary>Where a chart's twins are found.</summary>
public static class ChartAddress
{
    /// <summary>What is asked of a chart: the request's query but for the language.</summary>
    public static IReadOnlyCollection<KeyValuePair<string, string>> Asked(IQueryCollection query) =>
        [.. query.Where(pair => pair.Key != Localization.Parameter).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))];

    public static string Csv(Chart chart) => $"/charts/{chart.Name}.csv{chart.Query}";

    public static string Embed(Chart chart, string language) => $"/embed/{chart.Name}{With(chart, (Localization.Parameter, language))}";

    /// <summary>The embedded twin that keeps showing what was known at the chart's instant.</summary>
    public static string Pinned(Chart chart, string language) =>
        $"/embed/{chart.Name}{With(chart, (PastReading.Parameter, Instant.WriteInFull(chart.AsOf)), (Localization.Parameter, language))}";

    /// <summary>The chart's query without its instant.</summary>
    public static IReadOnlyCollection<KeyValuePair<string, string>> Live(IEnumerable<KeyValuePair<string, string>> asked) =>
        [.. asked.Where(pair => pair.Key != PastReading.Parameter)];

    public static bool IsPinned(IEnumerable<KeyValuePair<string, string>> asked) => asked.Any(pair => pair.Key == PastReading.Parameter && pair.Value.Length > 0);

    private static string With(Chart chart, params IReadOnlyCollection<(string Name, string Value)> others)
    {
        var kept = QueryHelpers.ParseQuery(chart.Query).Where(pair => others.All(other => other.Name != pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        return new QueryBuilder([.. kept, .. others.Select(other => KeyValuePair.Create(other.Name, other.Value))]).ToQueryString().Value!;
    }
}
