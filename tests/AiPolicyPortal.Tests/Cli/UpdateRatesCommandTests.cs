using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange.Rates;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Cli;

public sealed class UpdateRatesCommandTests(PostgresFixture postgres) : RateTestBase(postgres)
{
    [Fact]
    public async Task UpdateRates_NewRates_SaysWhatChangedAndTheSecondTimeNothing()
    {
        ServeHistory();

        var first = await RunAsync();
        var second = await RunAsync();

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Matches(@"^eurofxref-hist\.zip: rates from 1999-01-04 to 2026-04-15\n2 added, 1 corrected\. Published as number \d+\.\n$", first.Output);
        Assert.Equal((0, "eurofxref-hist.zip: rates from 1999-01-04 to 2026-04-15\nThere was nothing to change.\n"), (second.ExitCode, second.Output));
    }

    [Fact]
    public async Task UpdateRates_Faults_AreATableAndExitCodeOne()
    {
        Server.Serve(RateFiles.History, RateFiles.Zip(RateFiles.Csv(RateFiles.FirstRow, "2026-04-15,0,187,")));

        var (exitCode, output, errors) = await RunAsync();

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches(@"eurofxref-hist\.zip:3 +USD +0 +out-of-range +Expected: units of USD for one euro, more than zero\.", errors);
        Assert.Contains("1 fault; nothing was changed.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateRates_NoSuchFile_IsALineAndExitCodeOne()
    {
        var (exitCode, output, errors) = await RunAsync();

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches(@"^http://127\.0\.0\.1:\d+/eurofxref-hist\.zip: The server answered 404 \(NotFound\)\. .*nothing was changed\.\n$", errors);
    }

    [Fact]
    public async Task UpdateRates_BadAddress_NamesTheOption()
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(Store.ConnectionString, "update-rates", "--daily", "ecb");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("--daily cannot be 'ecb'; expected an address such as https://", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateRates_KilledWhileItWrites_LeavesNothingAndRunsAgain()
    {
        ServeHistory();
        var before = await StateAsync();
        await using var connection = new NpgsqlConnection(Store.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using (var transaction = await connection.BeginTransactionAsync(Cancel))
        {
            // The command's rows are on the server and it is about to write them when it must wait.
            await using var hold = new NpgsqlCommand("lock table exchange_rates in share mode", connection, transaction);
            await hold.ExecuteNonQueryAsync(Cancel);
            using var command = PortalProcess.Start(Store.ConnectionString, readErrors: true, Arguments());
            await UntilItWaitsAsync();
            await command.KillAsync();
            await transaction.RollbackAsync(Cancel);
        }

        Assert.Equal(before, await StateAsync());
        Assert.Contains("2 added, 1 corrected.", (await RunAsync()).Output, StringComparison.Ordinal);
    }

    private void ServeHistory() => Server.Serve(
        RateFiles.History, RateFiles.Zip(RateFiles.Csv("2026-04-15,1.17,187,", "2026-04-13,1.1685,186.75,", RateFiles.FirstRow)));

    private Task<(int ExitCode, string Output, string Errors)> RunAsync() => PortalProcess.RunAsync(Store.ConnectionString, Arguments());

    private string[] Arguments() => ["update-rates", "--full", "--history", Server.Addresses.History.ToString()];

    private async Task UntilItWaitsAsync()
    {
        while (!await Store.ReadAsync(context => context.Database.SqlQuery<bool>(
            $"""select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%update exchange_rates%') as "Value" """)
            .SingleAsync(Cancel)))
        {
            await Task.Delay(50, Cancel);
        }
    }
}
