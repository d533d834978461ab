using System.Data;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Persistence;

/// <summary>
/// Makes a context read what the portal held at an instant. PostgreSQL keeps the former rows; the schema <c>past</c> has a view for each table that
/// shows the rows held then, and a transaction of the context's own looks there first. So every query stays as it is.
/// </summary>
public static class Past
{
    /// <summary>From now on the context reads as of an instant, and writes nothing. The setting ends with its transaction, when the context is disposed.</summary>
    /// <param name="context">Not in a transaction.</param>
    /// <param name="instant">UTC, not ahead.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task ReadAsOfAsync(this PortalDbContext context, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await context.Database.ExecuteSqlAsync($"set transaction read only", cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"select set_config('portal.as_of', ({instant.ToUniversalTime()})::timestamptz::text, true), set_config('search_path', 'past, public', true)", cancellationToken);
        context.AsOf = instant;
    }

    /// <summary>Reads what was held at an instant within a context that reads the present; one that has a time or a transaction of its own keeps it.</summary>
    /// <param name="instant">UTC, not ahead; null for the context's own time.</param>
    internal static async Task<T> InPastAsync<T>(this PortalDbContext context, DateTimeOffset? instant, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        if (instant is not { } asked || context.AsOf is not null || context.Database.CurrentTransaction is not null)
        {
            return await read();
        }

        try
        {
            await context.ReadAsOfAsync(asked, cancellationToken);
            return await read();
        }
        finally
        {
            context.AsOf = null;
            if (context.Database.CurrentTransaction is { } transaction)
            {
                await transaction.DisposeAsync();
            }
        }
    }

    /// <summary>Reads the present within a context that reads the past, or is in no time at all.</summary>
    internal static async Task<T> InPresentAsync<T>(this PortalDbContext context, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        if (context.AsOf is not { } instant)
        {
            return await read();
        }

        await context.Database.ExecuteSqlAsync($"select set_config('search_path', 'public', true)", cancellationToken);
        context.AsOf = null;
        var answer = await read();
        await context.Database.ExecuteSqlAsync($"select set_config('search_path', 'past, public', true)", cancellationToken);
        context.AsOf = instant;
        return answer;
    }
}
