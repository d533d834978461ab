using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AiPolicyPortal.Core.Persistence;

public static class PersistenceServices
{
    private const int ReadBufferBytes = 1 << 16;

    /// <summary>Statements that a connection keeps prepared once they were asked a few times.</summary>
    private const int Prepared = 100;

    // After migrations, which may have changed tables whose former rows are kept; there is nothing to do before the one that keeps them.
    private const string CatchUp =
        "do $$ begin if to_regprocedure('history.catch_up()') is not null then perform history.catch_up(); end if; end $$";

    /// <summary>
    /// Registers the store on a PostgreSQL connection string, asked for when the first context is made. Contexts are used again: to make one takes
    /// a sixth of the time of a page.
    /// </summary>
    public static IServiceCollection AddPortalStore(this IServiceCollection services, Func<IServiceProvider, string> connectionString) =>
        services.AddDbContextPool<PortalDbContext>((provider, options) => options.UsePortal(connectionString(provider)));

    /// <summary>A context of the caller's own, outside any container.</summary>
    public static PortalDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortal(connectionString);
        return new PortalDbContext(options.Options);
    }

    /// <summary>Brings the database up to date, however long it takes: with millions of grants a migration may read them all.</summary>
    public static Task MigrateAsync(this PortalDbContext context, CancellationToken cancellationToken) =>
        context.WithoutTimeoutAsync(() => context.Database.MigrateAsync(cancellationToken));

    /// <summary>Does what may take minutes.</summary>
    internal static async Task WithoutTimeoutAsync(this PortalDbContext context, Func<Task> work)
    {
        var patience = context.Database.GetCommandTimeout();
        context.Database.SetCommandTimeout(0);
        try
        {
            await work();
        }
        finally
        {
            context.Database.SetCommandTimeout(patience);
        }
    }

    public static DbContextOptionsBuilder UsePortal(this DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(Tuned(connectionString), npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .UseSnakeCaseNamingConvention()
        // The check looks at every row of a list that is read, which takes as long as reading it; one request uses one context, one query at a time.
        .EnableThreadSafetyChecks(false)
        .AddInterceptors(FactsHistoryInterceptor.Instance)
        .UseSeeding((context, _) => context.Database.ExecuteSqlRaw(CatchUp))
        .UseAsyncSeeding((context, _, cancellationToken) => context.Database.ExecuteSqlRawAsync(CatchUp, cancellationToken));

    // Compiling a query takes PostgreSQL longer than answering any of the portal's. A prepared statement without values is planned once; one with
    // values each time, because the best plan for a rare word is the worst for a common one. What a common word finds is kept in memory while it is
    // counted, and read by two processes: of 32 MB or more, which takes longer than to start the second. Where its grants lie scattered, reading them takes
    // little more than reading in sequence, without a head that moves, and less than looking for the word in each row of the table. A list within a record
    // is joined to the page it belongs to, nine tables together, before it is joined in itself: with 65,000 links that is 3 ms instead of 270.
    private const string SessionOptions =
        "-c jit=off -c plan_cache_mode=force_custom_plan -c work_mem=16MB -c min_parallel_table_scan_size=32MB -c parallel_setup_cost=50 -c parallel_tuple_cost=0.001 "
        + "-c random_page_cost=1.1 -c max_parallel_workers_per_gather=1 -c from_collapse_limit=9 -c join_collapse_limit=9";

    private static string Tuned(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options ??= SessionOptions;
        // Nothing that the portal sets in a session outlives its transaction.
        builder.NoResetOnClose = true;
        builder.MaxAutoPrepare = Math.Max(builder.MaxAutoPrepare, Prepared);
        // Whole lists are read in fewer and larger pieces.
        builder.ReadBufferSize = Math.Max(builder.ReadBufferSize, ReadBufferBytes);
        return builder.ConnectionString;
    }
}

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => PersistenceServices.Open("Host=localhost;Database=portal");
}
