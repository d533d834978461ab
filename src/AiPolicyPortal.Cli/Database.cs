using System.CommandLine;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.EmbeddedPostgres;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Cli;

/// <summary>The database a command works on: one that is named, or that of the checkout's private server.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const string Name = "portal";

    private readonly EmbeddedPostgresServer? server;

    private Database(PortalDbContext context, EmbeddedPostgresServer? server, string? ownFolder) =>
        (Context, this.server, OwnFolder) = (context, server, ownFolder);

    public PortalDbContext Context { get; }

    /// <summary>Where the private server and what belongs to it are kept; null for a database that is named.</summary>
    public string? OwnFolder { get; }

    /// <summary>Opens the database; the private server's is brought up to date at once, since it has no other user.</summary>
    public static async Task<Database> OpenAsync(ParseResult arguments, ConnectionOptions options, CancellationToken cancellationToken)
    {
        var named = arguments.GetValue(options.ConnectionString) ?? Environment.GetEnvironmentVariable("ConnectionStrings__Portal");
        if (!string.IsNullOrEmpty(named))
        {
            return new Database(PersistenceServices.Open(named), null, null);
        }

        var folder = ServerFolder(arguments, options);
        var server = await EmbeddedPostgresServer.ConnectOrStartAsync(
            new EmbeddedPostgresOptions
            {
                DataDirectory = folder,
                Binaries = Environment.GetEnvironmentVariable("Portal__PostgresBinaries"),
                Report = Console.Error.WriteLine,
            },
            cancellationToken);
        await server.EnsureDatabaseAsync(Name, cancellationToken);
        var database = new Database(PersistenceServices.Open(server.ConnectionString(Name)), server, folder);
        await database.Context.MigrateAsync(cancellationToken);
        await GrantRates.ConvertOnceAsync(database.Context, cancellationToken);
        return database;
    }

    /// <exception cref="CommandException">Migrations are missing.</exception>
    public async Task RequireUpToDateAsync(CancellationToken cancellationToken)
    {
        if ((await Context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new CommandException("The database is not up to date. Run: portal migrate");
        }

        if (!await Context.Countries.AnyAsync(cancellationToken))
        {
            throw new CommandException("The database has no countries and currencies yet. Run: portal migrate");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private static string ServerFolder(ParseResult arguments, ConnectionOptions options)
    {
        var named = arguments.GetValue(options.DataDirectory)?.FullName ?? Environment.GetEnvironmentVariable("Portal__DataDirectory");
        if (!string.IsNullOrEmpty(named))
        {
            return named;
        }

        return CheckoutFolder.Find(Environment.CurrentDirectory)
            ?? throw new CommandException("No database is named. Give --connection, or set ConnectionStrings__Portal, or run this inside a checkout.");
    }
}
