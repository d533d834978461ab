using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;

namespace AiPolicyPortal.Web.Charts;

/// <summary>Every chart of the portal by its name.</summary>
public sealed class ChartCatalogue(IEnumerable<IChartMaker> makers, PortalDbContext db, PublishedAnswers answers, TimeProvider clock)
{
    private readonly Dictionary<string, IChartMaker> makers = makers.ToDictionary(maker => maker.Name, StringComparer.Ordinal);

    /// <summary>Whether there is such a chart, so that one without anything to show is empty and not unknown.</summary>
    public bool Knows(string name) => makers.ContainsKey(name);

    /// <param name="name">The name of a chart.</param>
    /// <param name="query">What is asked of it; what it does not know is refused.</param>
    /// <returns>Null when there is no such chart, or nothing for it to show.</returns>
    /// <exception cref="InvalidQueryException">A parameter is unknown or its value faulty.</exception>
    public async Task<Chart?> MakeAsync(string name, IReadOnlyCollection<KeyValuePair<string, string>> query, CancellationToken cancellationToken)
    {
        if (!makers.TryGetValue(name, out var maker))
            return null;
        var asked = Address(query);
        return await answers.GetAsync(
            db,
            // What holds, and what is still to come, is another each day.
            $"chart/{clock.GetUtcNow():yyyy-MM-dd}/{CultureInfo.CurrentUICulture.Name}/{name}{asked}",
            async token => await maker.MakeAsync(new QueryParameters(query), token) is { } chart
                ? maker.ReadsAsOf || db.AsOf is not { } asOf
                    ? chart with { Query = asked }
                    : chart with { Query = Address([.. query, KeyValuePair.Create(PastReading.Parameter, Instant.WriteInFull(asOf))]), AsOf = asOf }
                : null,
            cancellationToken);

        static string Address(IEnumerable<KeyValuePair<string, string>> query) => new QueryBuilder(query).ToQueryString().Value ?? "";
    }

    /// <summary>The chart that an address asks for, and what the address asks of it; of the past where it says so.</summary>
    /// <inheritdoc cref="MakeAsync(string, IReadOnlyCollection{KeyValuePair{string, string}}, CancellationToken)"/>
    public async Task<Chart?> MakeAsync(string name, HttpContext context, CancellationToken cancellationToken)
    {
        var asked = ChartAddress.Asked(context.Request.Query);
        if (makers.GetValueOrDefault(name)?.ReadsAsOf == false)
        {
            var parameters = new QueryParameters(asked.Except(ChartAddress.Live(asked)));
            var asOf = PastReading.Read(parameters);
            parameters.ThrowIfInvalid();
            await context.ReadAsOfAsync(asOf, cancellationToken);
            asked = ChartAddress.Live(asked);
        }

        return await MakeAsync(name, asked, cancellationToken);
    }

    /// <inheritdoc cref="MakeAsync(string, IReadOnlyCollection{KeyValuePair{string, string}}, CancellationToken)"/>
    public Task<Chart?> MakeAsync(string name, CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> query) =>
        MakeAsync(name, [.. query.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))], cancellationToken);
}
