using System.Globalization;
using System.Text;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Hosting;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Interchange.GrantImports;

/// <summary>The web process is killed in the middle of checking and of publishing an import, and the server loses the rows on their way: all or nothing, and it goes on.</summary>
public sealed class GrantImportCrashTests(PostgresFixture postgres) : GrantImportTestBase(postgres)
{
    private const int Rows = 3000;

    // The publication that brought the reference data.
    private const int ReferenceData = 1;

    private static readonly Actor Uploader = new(Guid.CreateVersion7(), "Uploader", null, null);
    private static readonly Actor Approver = new(Guid.CreateVersion7(), "Approver", null, null);

    [Fact]
    public async Task WebProcessKilled_InTheMiddleOfCheckingAndPublishing_IsAllOrNothingAndTakenUpAgain()
    {
        await using var context = Store.Open();
        var imports = new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System);
        var import = await imports.UploadAsync(Text(Table()), "list.csv", "a source", Uploader, Cancel);
        await new GrantImportWorker(Store.ConnectionString, TimeProvider.System, "test").RunOneAsync(import.Id, null, Cancel);
        await context.Entry(import).ReloadAsync(Cancel);
        await imports.MapAsync(import, With(await imports.SuggestAsync(import, Cancel), Constants), Uploader, Cancel);

        await KilledAsync("organisation_identifiers", "access exclusive");

        Assert.Equal(GrantImportState.Checking, (await SeenAsync(import)).State);
        Assert.Equal(Rows, (await SeenAsync(import)).RowsDone);
        await using (var web = await WebProcess.StartInProductionAsync(Store.ConnectionString))
        {
            await UntilAsync(import, GrantImportState.Checked);
            await context.Entry(import).ReloadAsync(Cancel);
            Assert.Equal((Rows, 0), (import.Result!.Created, import.Result.Faults));
            await web.KillAsync();
        }

        await imports.SubmitAsync(import, Uploader, Cancel);
        await imports.ApproveAsync(import, Approver, Cancel);

        await KilledAsync("revisions", "exclusive");

        Assert.Equal(GrantImportState.Publishing, (await SeenAsync(import)).State);
        Assert.Equal((0, 0, 0, 0), await CountAsync());
        await using (await WebProcess.StartInProductionAsync(Store.ConnectionString))
        {
            await UntilAsync(import, GrantImportState.Published);
        }

        Assert.Equal((Rows, Rows, Rows, 1), await CountAsync());
        Assert.Empty((await new AuditCheck(context).RunAsync(null, Cancel)).Faults);
        var again = await CheckAsync(Text(Table()), "list.csv");
        Assert.Equal((0, 0, Rows), (again.Result!.Created, again.Result.Changed, again.Result.Unchanged));
    }

    [Fact]
    public async Task RowsLost_AfterTheServerFellOver_AreReadAgainBeforeAnythingIsPublished()
    {
        await using var context = Store.Open();
        var imports = new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System);
        var worker = new GrantImportWorker(Store.ConnectionString, TimeProvider.System, "test");
        var import = await new GrantImportRun(context, TimeProvider.System, Uploader).CheckAsync(
            Text(Table()), "list.csv", "a source", mapping => With(mapping, Constants), null, Cancel);
        // What PostgreSQL does with unlogged tables after a crash.
        await context.Database.ExecuteSqlRawAsync("truncate grant_import_rows, grant_import_effects, grant_import_duplicates", Cancel);

        await imports.SubmitAsync(import, Uploader, Cancel);
        await imports.ApproveAsync(import, Approver, Cancel);
        await worker.RunOneAsync(import.Id, null, Cancel);

        await context.Entry(import).ReloadAsync(Cancel);
        Assert.Equal((GrantImportState.Checked, ImportProblems.PortalChanged), (import.State, import.Problem!.Code));
        Assert.Equal((0, 0, 0, 0), await CountAsync());
        await imports.DecideAsync(import, new Dictionary<string, OrganisationDecision>(), Uploader, Cancel);
        await worker.RunOneAsync(import.Id, null, Cancel);
        await context.Entry(import).ReloadAsync(Cancel);
        Assert.Equal((GrantImportState.Checked, Rows), (import.State, import.Result!.Created));
        await imports.SubmitAsync(import, Uploader, Cancel);
        await imports.ApproveAsync(import, Approver, Cancel);
        await worker.RunOneAsync(import.Id, null, Cancel);
        Assert.Equal((Rows, Rows, Rows, 1), await CountAsync());
    }

    private static string Table()
    {
        var table = new StringBuilder("Identifier,Title,Recipient Org:Name,Amount Awarded,Award Date\r\n");
        for (var row = 1; row <= Rows; row++)
        {
            table.Append(CultureInfo.InvariantCulture, $"K-{row},Grant {row},Trust {row % 50},{row}.5,2024-03-{1 + (row % 28):00}\r\n");
        }

        return table.ToString();
    }

    /// <summary>Starts the portal, keeps it from a table, and kills it once it waits there; its node is given up at once.</summary>
    private async Task KilledAsync(string table, string mode)
    {
        await using (var connection = new NpgsqlConnection(Store.ConnectionString))
        {
            await connection.OpenAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await ExecuteAsync(connection, $"lock table {table} in {mode} mode");
            await using var web = await WebProcess.StartInProductionAsync(Store.ConnectionString);
            await UntilAsync(
                () => ExecuteAsync(connection, $"select exists (select from pg_locks where not granted and relation = '{table}'::regclass)"),
                waits => waits is true, $"Nobody waits for {table}.");
            await web.KillAsync();
        }

        await using var context = Store.Open();
        // The killed process's statement ends when it is let go on, and its transaction with it.
        await UntilAsync(
            async () => await context.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()").SingleAsync(Cancel),
            active => active is 0, "A transaction of the killed process goes on.");
        await context.Database.ExecuteSqlAsync($"update grant_imports set lease_until = now() - interval '1 second'", Cancel);
    }

    private async Task<GrantImport> SeenAsync(GrantImport import)
    {
        await using var context = Store.Open();
        return await context.GrantImports.AsNoTracking().SingleAsync(held => held.Id == import.Id, Cancel);
    }

    private Task UntilAsync(GrantImport import, GrantImportState state) =>
        UntilAsync(async () => (await SeenAsync(import)).State, seen => seen is GrantImportState reached && reached == state, $"The import does not become {state}.");

    private async Task<(int Grants, int Revisions, int Entries, int Publications)> CountAsync()
    {
        await using var context = Store.Open();
        return (await context.Grants.CountAsync(Cancel), await context.Revisions.CountAsync(Cancel), await context.GrantEntries.CountAsync(Cancel), await context.Publications.CountAsync(publication => publication.Number > ReferenceData, Cancel));
    }

    private static async Task UntilAsync<T>(Func<Task<T>> look, Predicate<object?> isSo, string otherwise)
    {
        var end = DateTime.UtcNow.AddMinutes(5);
        while (!isSo(await look()))
        {
            Assert.True(DateTime.UtcNow < end, otherwise);
            await Task.Delay(100, Cancel);
        }
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
