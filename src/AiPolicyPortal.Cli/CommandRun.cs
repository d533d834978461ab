using System.CommandLine;
using AiPolicyPortal.Core.Generation;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Interchange.Rates;
using AiPolicyPortal.EmbeddedPostgres;
using Npgsql;

namespace AiPolicyPortal.Cli;

/// <summary>Runs what a command does on its database; what goes wrong is said in a line, without a stack trace.</summary>
internal static class CommandRun
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Interrupted = 130;

    public static async Task<int> OnDatabaseAsync(
        ParseResult arguments, ConnectionOptions options, Func<Database, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await Database.OpenAsync(arguments, options, cancellationToken);
            return await work(database);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped; nothing was changed.");
            return Interrupted;
        }
        catch (Exception exception) when (exception is CommandException or EmbeddedPostgresException or NpgsqlException or IOException
            or UnauthorizedAccessException or ExportException or RateDownloadException or GenerationException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failure;
        }
    }
}
