using System.Collections.Concurrent;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Holds each country's sums until something is published: a country with very many grants takes the database seconds to sum.</summary>
public sealed class PaidGrantAnswers
{
    private volatile Held held = new(-1);

    /// <param name="read">Asks the database; called once a publication and country, but for calls at the same time.</param>
    internal async Task<PaidGrants> OfAsync(PortalDbContext db, string country, Func<Task<PaidGrants>> read, CancellationToken cancellationToken)
    {
        var newest = await db.Publications.MaxAsync(publication => (long?)publication.Number, cancellationToken) ?? 0;
        var current = held;
        if (current.Publication < newest)
            held = current = new Held(newest);
        if (current.ByCountry.TryGetValue(country, out var known))
            return known;
        var answer = await read();
        current.ByCountry[country] = answer;
        return answer;
    }

    private sealed record Held(long Publication)
    {
        public ConcurrentDictionary<string, PaidGrants> ByCountry { get; } = new(StringComparer.Ordinal);
    }
}
