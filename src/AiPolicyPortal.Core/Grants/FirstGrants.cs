using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// The first page of all grants, in one of the orders. Entity Framework takes its query apart once: to do so with each request takes longer than
/// to read the page.
/// </summary>
internal static class FirstGrants
{
    // A query belongs to the model it was taken apart for.
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<string, Func<PortalDbContext, IAsyncEnumerable<KeyedRow<GrantRow>>>>> Queries = [];

    // Each takes a millisecond. With one for every request that waits, processors change between them, and some wait three times as long as most.
    private static readonly SemaphoreSlim Turns = new(2 * Environment.ProcessorCount);

    /// <summary>Few orders and one length, so that what is kept is bounded.</summary>
    public static bool Knows(PageRequest page) => page is { Cursor: null, Limit: PageRequest.DefaultLimit, Order.Parts.Count: <= 2 };

    public static async Task<Page<GrantRow>> ReadAsync(PortalDbContext db, PageRequest page, CancellationToken cancellationToken)
    {
        var query = Queries.GetOrCreateValue(db.Model).GetOrAdd(page.Order.Name, _ => Compile(db, page with { Order = page.Order.OfEntries() }));
        await Turns.WaitAsync(cancellationToken);
        try
        {
            return Paging.PageOf(page, await query(db).ToListAsync(cancellationToken), null);
        }
        finally
        {
            Turns.Release();
        }
    }

    private static Func<PortalDbContext, IAsyncEnumerable<KeyedRow<GrantRow>>> Compile(PortalDbContext db, PageRequest page)
    {
        var context = Expression.Parameter(typeof(PortalDbContext), "context");
        var query = Keyset.Apply(db.GrantEntries, page).Take(page.Limit + 1).ToKeyedRows(page.Order).Expression;
        return EF.CompileAsyncQuery(Expression.Lambda<Func<PortalDbContext, IQueryable<KeyedRow<GrantRow>>>>(new ContextReplacer(context).Visit(query), context));
    }

    private sealed class ContextReplacer(ParameterExpression context) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? Expression.Call(context, nameof(DbContext.Set), [root.ElementType])
            : base.VisitExtension(node);
    }
}
