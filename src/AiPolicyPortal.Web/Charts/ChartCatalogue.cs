using System.Globalization;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.Http.Extensions;

namespace AiPolicyPortal.Web.Charts;

/// <summary>Every chart of the portal by its name.</summary>
public sealed class ChartCatalogue(IEnumerable<IChartMaker> makers, PortalDbContext db, PublishedAnswers answers)
{
    private readonly Dictionary<string, IChartMaker> makers = makers.ToDictionary(maker => maker.Name, StringComparer.Ordinal);

    /// <inheritdoc cref="IChartMaker.MayFindNothing"/>
    public bool MayFindNothing(string name) => makers.TryGetValue(name, out var maker) && maker.MayFindNothing;

    /// <param name="name">The name of a chart.</param>
    /// <param name="query">What is asked of it; what it does not know is refused.</param>
    /// <returns>Null when there is no such chart, or nothing for it to show.</returns>
    /// <exception cref="InvalidQueryException">A parameter is unknown or its value faulty.</exception>
    public async Task<Chart?> MakeAsync(string name, IReadOnlyCollection<KeyValuePair<string, string>> query, CancellationToken cancellationToken)
    {
        if (!makers.TryGetValue(name, out var maker))
            return null;
        var asked = new QueryBuilder(query).ToQueryString().Value ?? "";
        return await answers.GetAsync(
            db,
            $"chart/{CultureInfo.CurrentUICulture.Name}/{name}{asked}",
            async token => await maker.MakeAsync(new QueryParameters(query), token) is { } chart
                ? chart with { Query = asked, AsOf = chart.HasPast ? chart.AsOf : db.AsOf ?? chart.AsOf }
                : null,
            cancellationToken);
    }

    /// <inheritdoc cref="MakeAsync(string, IReadOnlyCollection{KeyValuePair{string, string}}, CancellationToken)"/>
    public Task<Chart?> MakeAsync(string name, CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> query) =>
        MakeAsync(name, [.. query.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))], cancellationToken);
}
