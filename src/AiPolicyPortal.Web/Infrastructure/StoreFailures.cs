using System.Net.Sockets;
using AiPolicyPortal.Web.Api;
using Npgsql;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>While the database is away, what is not in memory answers 503 with <c>Retry-After</c>, and not as if the portal were broken; what it cannot hold is the request's fault, 400.</summary>
public static class StoreFailures
{
    private const string RetryAfterSeconds = "10";

    /// <summary>Call it after the error pages.</summary>
    public static IApplicationBuilder UseStoreFailures(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && IsAway(exception))
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            if (!context.IsForPage())
                await ApiProblems.Unavailable().ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && IsUnstorable(exception))
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    });

    /// <summary>Whether an exception says that the database cannot be reached or cannot take more, and not that a query is wrong.</summary>
    internal static bool IsAway(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException answered)
                return IsAwayState(answered.SqlState);
            if (cause is NpgsqlException or SocketException || IsOutOfStep(cause))
                return true;
        }

        return false;
    }

    // A connection whose last reader went away may give the next one the rest of that answer; the driver closes it and says so by an exception of no kind.
    private static bool IsOutOfStep(Exception exception) =>
        exception.GetType() == typeof(Exception) && exception.Message.StartsWith("Received unexpected backend message", StringComparison.Ordinal);

    // The character of no width and no meaning, U+0000, which PostgreSQL cannot hold and no keyboard makes.
    private static bool IsUnstorable(Exception? exception)
    {
        while (exception is not null and not PostgresException)
            exception = exception.InnerException;
        return exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter };
    }

    // Not now: shutting down, starting, too many connections, a standby that must catch up, or, while it is restored, connections refused.
    private static bool IsAwayState(string state) =>
        state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal)
        || state.StartsWith("40", StringComparison.Ordinal)
        || state == PostgresErrorCodes.ObjectNotInPrerequisiteState;
}
