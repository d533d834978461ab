using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>The one way in which a request asks for what the portal knew at an instant: all its queries then answer as they would have then.</summary>
public sealed class PastReading(PortalDbContext db, LatestPublication latest, TimeProvider clock)
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "asOf";

    /// <summary>An address may have been written by another node of the portal.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(10);

    /// <summary>An instant in UTC, or a date, which means its end in UTC; null when not given.</summary>
    public static DateTimeOffset? Read(QueryParameters parameters) => parameters.InstantOrDay(Parameter);

    /// <param name="asOf">UTC; null for now, as is what is left of today.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>The instant that is read; null where it is the present.</returns>
    /// <exception cref="InvalidQueryException">The instant lies ahead.</exception>
    public async Task<DateTimeOffset?> OpenAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (asOf is not { } asked)
        {
            return null;
        }

        // Another node's clock may be ahead of this one's: what is published is known.
        var now = clock.GetUtcNow();
        now = latest.Heard?.PublishedAt is { } published && published > now ? published : now;
        if (Ahead(asked, now) is { } error)
        {
            throw new InvalidQueryException([error]);
        }

        if (asked >= now)
        {
            return null;
        }

        await db.ReadAsOfAsync(asked, cancellationToken);
        return asked;
    }

    /// <summary>The instant of the first publication, UTC, where it came after this one: nothing had been published then; else null.</summary>
    public async Task<DateTimeOffset?> FirstAfterAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var first = await db.InPresentAsync(
            () => db.Publications.OrderBy(publication => publication.Number).Select(publication => (DateTimeOffset?)publication.PublishedAt).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
        return first > instant ? first : null;
    }

    /// <summary>The fault of an instant that has not come, but for what is left of today where the day is asked for; null for any other.</summary>
    internal static ParameterError? Ahead(DateTimeOffset asked, DateTimeOffset now) =>
        asked.UtcDateTime.Date > now.UtcDateTime.Date || (asked > now + ClocksApart && !IsEndOfDay(asked))
        ? new ParameterError(Parameter, "invalid-value", $"'asOf' cannot lie ahead: it is {Instant.Write(now)} now.", Written(asked), Instant.Write(now))
        : null;

    // A day, month or year that was asked for stands for its last moment.
    private static string Written(DateTimeOffset asked) =>
        IsEndOfDay(asked) ? asked.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Instant.Write(asked);

    private static bool IsEndOfDay(DateTimeOffset asked) => asked.UtcDateTime.TimeOfDay >= TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1);
}
