using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Cli;

public sealed class PortalCommandTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_KilledInTheMiddle_LeavesNothing()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        using (var import = PortalProcess.Start(store.ConnectionString, readErrors: false, "import", DataPaths.Starter))
        {
            await UntilAsync(import.Errors, "Taking over grants.csv");
            Assert.True(await OthersAtWorkAsync(store));
            await import.KillAsync();
        }

        await using var context = store.Open();
        Assert.Equal(0, await context.Organisations.CountAsync(Cancel) + await context.Figures.CountAsync(Cancel) + await context.Revisions.CountAsync(Cancel));
        var (exitCode, output, _) = await PortalProcess.RunAsync(store.ConnectionString, "import", DataPaths.Starter);
        Assert.Equal(0, exitCode);
        Assert.Contains("Published as number", output, StringComparison.Ordinal);
        Assert.Equal(687, await context.Figures.CountAsync(Cancel));
    }

    [Fact]
    public async Task Import_Faults_AreATableAndExitCodeOne()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        using var folder = new SmallFolder();
        folder.Replace("sources.csv", "fr,1", "fr,9");

        var (exitCode, output, errors) = await PortalProcess.RunAsync(store.ConnectionString, "import", folder.Path);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches(@"sources\.csv:2 +tier +9 +out-of-range +Expected: whole number from 1 to 4\.", errors);
        Assert.Contains("1 fault; nothing was changed.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateImportExport_EmptyDatabase_GoesAllTheWay()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        using var folder = new SmallFolder();
        using var exported = new TemporaryFolder();

        Assert.Contains("portal migrate", (await PortalProcess.RunAsync(database.ConnectionString, "import", folder.Path)).Errors,
            StringComparison.Ordinal);
        Assert.Equal(0, (await PortalProcess.RunAsync(database.ConnectionString, "migrate")).ExitCode);
        var import = await PortalProcess.RunAsync(database.ConnectionString, "import", folder.Path, "--reason", "The first");
        Assert.Matches(@"figures\.csv +3 +0 +0", import.Output);
        Assert.Contains("nothing to change", (await PortalProcess.RunAsync(database.ConnectionString, "import", folder.Path)).Output,
            StringComparison.Ordinal);
        Assert.Equal(0, (await PortalProcess.RunAsync(database.ConnectionString, "export", exported.Location)).ExitCode);
        Assert.Equal(1, (await PortalProcess.RunAsync(database.ConnectionString, "export", exported.Location)).ExitCode);
        Assert.True(File.Exists(exported.Below("figures.csv")));
    }

    [Fact]
    public async Task Help_NamesEveryCommand()
    {
        var (exitCode, output, _) = await PortalProcess.RunAsync("", "--help");

        Assert.Equal(0, exitCode);
        Assert.All(["migrate", "import", "export", "update-rates", "generate", "snapshot", "api-key", "import-grants", "undo-grants", "export-grants", "--connection"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    private static async Task UntilAsync(StreamReader lines, string words)
    {
        while (await lines.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended before it said: {words}");
    }

    // The import's own transaction has written by now, though nobody else can see it.
    private static async Task<bool> OthersAtWorkAsync(PortalStore store) => await store.ReadAsync(context => context.Database
        .SqlQuery<bool>($"select exists (select from pg_stat_activity where datname = current_database() and backend_xid is not null) as \"Value\"").SingleAsync(Cancel));
}
