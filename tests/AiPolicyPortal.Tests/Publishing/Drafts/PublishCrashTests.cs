using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Tests.Hosting;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Publishing.Drafts;

/// <summary>The web process is killed in the middle of publishing a change set, at the pressing of the button or at its time: all or nothing.</summary>
public sealed class PublishCrashTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Records = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Actor Writer = new(Guid.CreateVersion7(), "Writer", null, null);
    private static readonly Actor Approver = new(Guid.CreateVersion7(), "Approver", null, null);

    private PortalStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await PortalStore.CreateAsync(postgres);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task WebProcessKilled_WhileAnEditorPublishes_LeavesNothingHalf()
    {
        // Where it stands when the process dies: before the revisions are written, and before the audit's entry.
        foreach (var table in (string[])["revisions", "audit_entries"])
        {
            var set = await ApprovedAsync(table);
            var before = await SeenAsync();
            await using (var factory = StarterPortal.CreateFactory(store.ConnectionString))
            {
                var editor = await SignedIn.CreateAsync(factory.Services, AccountRole.Editor, withSecondFactor: true);
                await using var web = await WebProcess.StartInProductionAsync(store.ConnectionString);
                using var client = await SignInAsync(web, factory, editor);
                var asked = await KillAsync(web, table, () => PublishAsync(client, set));
                await Assert.ThrowsAnyAsync<HttpRequestException>(() => asked);
            }

            Assert.Equal(before, await SeenAsync());
            Assert.Equal(ChangeSetState.Approved, await StateAsync(set));
            await VerifyAsync();

            await using (var factory = StarterPortal.CreateFactory(store.ConnectionString))
            {
                var editor = await SignedIn.CreateAsync(factory.Services, AccountRole.Editor, withSecondFactor: true);
                await using var web = await WebProcess.StartInProductionAsync(store.ConnectionString);
                using var client = await SignInAsync(web, factory, editor);
                await PublishAsync(client, set);
            }

            await PublishedWholeAsync(set, before);
        }
    }

    [Fact]
    public async Task WebProcessKilled_WhilePublishingAtItsTime_PublishesWholeOnceItRunsAgain()
    {
        var set = await ApprovedAsync("scheduled");
        var before = await SeenAsync();
        await using (var web = await WebProcess.StartInProductionAsync(store.ConnectionString))
        {
            await await KillAsync(web, "revisions", () => ScheduleAsync(set));
        }

        Assert.Equal(before, await SeenAsync());
        Assert.Equal(ChangeSetState.Scheduled, await StateAsync(set));
        await VerifyAsync();
        await using (await WebProcess.StartInProductionAsync(store.ConnectionString))
        {
            await UntilAsync(async () => await StateAsync(set) == ChangeSetState.Published, "It is not published at its time.");
        }

        await PublishedWholeAsync(set, before);
    }

    /// <summary>A change set of new programmes that somebody else has approved.</summary>
    private async Task<long> ApprovedAsync(string name)
    {
        await using var context = store.Open();
        var sets = new ChangeSets(context, TimeProvider.System);
        var set = (await sets.CreateAsync(name, Writer, Cancel)).ChangeSet!.Number;
        await sets.DescribeAsync(set, name, "A crash test.", null, Writer, Cancel);
        for (var number = 1; number <= Records; number++)
        {
            var reference = $"{name.Replace('_', '-')}-{number}";
            var rows = new RecordRows
            {
                ["programmes.csv"] = [new() { ["name"] = reference, ["country"] = "FR", ["status"] = "active", ["open_source_commitment"] = "none" }],
            };
            Assert.True((await sets.AddNewAsync(set, RecordKind.Programme, reference, rows, Writer, Cancel)).Succeeded);
        }

        Assert.True((await sets.SubmitAsync(set, Writer, Cancel)).Succeeded);
        Assert.True((await sets.ApproveAsync(set, Approver, Cancel)).Succeeded);
        return set;
    }

    /// <summary>Keeps the portal from a table, has it publish, and kills it once it waits there.</summary>
    /// <returns>What became of having it publish.</returns>
    private async Task<Task> KillAsync(WebProcess web, string table, Func<Task> publish)
    {
        Task asked;
        await using (var connection = new NpgsqlConnection(store.ConnectionString))
        {
            await connection.OpenAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await ReadAsync(connection, $"lock table {table} in exclusive mode");
            asked = publish();
            await UntilAsync(
                async () => await ReadAsync(connection, $"select exists (select from pg_locks where not granted and relation = '{table}'::regclass)") is true,
                $"Nobody waits for {table}.");
            await web.KillAsync();
        }

        await using var context = store.Open();
        // The killed process's statement ends when it is let go on, and its transaction with it.
        await UntilAsync(
            async () => await context.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()").SingleAsync(Cancel) == 0,
            "A transaction of the killed process goes on.");
        return asked;
    }

    private static async Task PublishAsync(HttpClient client, long set)
    {
        using var published = await client.PostFormAsync($"/admin/changes/{set}?handler=Publish", [], $"/admin/changes/{set}");
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
    }

    private async Task ScheduleAsync(long set)
    {
        await using var context = store.Open();
        Assert.True((await new ChangeSets(context, TimeProvider.System).ScheduleAsync(set, TimeProvider.System.GetUtcNow().AddSeconds(1), Approver, Cancel)).Succeeded);
    }

    private static async Task<HttpClient> SignInAsync(WebProcess web, WebApplicationFactory<Program> factory, PortalUser user)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = web.Client.BaseAddress, Timeout = Patience };
        await SignedIn.SignInAsync(client, factory.Services, user);
        return client;
    }

    private async Task<(int Programmes, int Revisions, long Publication)> SeenAsync()
    {
        await using var context = store.Open();
        return (await context.Programmes.CountAsync(Cancel), await context.Revisions.CountAsync(Cancel), await context.Publications.MaxAsync(publication => publication.Number, Cancel));
    }

    private async Task<ChangeSetState> StateAsync(long set)
    {
        await using var context = store.Open();
        return await context.ChangeSets.Where(known => known.Number == set).Select(known => known.State).SingleAsync(Cancel);
    }

    private async Task PublishedWholeAsync(long set, (int Programmes, int Revisions, long Publication) before)
    {
        Assert.Equal((before.Programmes + Records, before.Revisions + Records), await SeenAsync() is var (programmes, revisions, _) ? (programmes, revisions) : default);
        await using var context = store.Open();
        var published = await context.ChangeSets.AsNoTracking().SingleAsync(known => known.Number == set, Cancel);
        Assert.Equal((ChangeSetState.Published, Records), (published.State, await context.Revisions.CountAsync(revision => revision.PublicationNumber == published.PublicationNumber, Cancel)));
        var subject = $"{set}";
        var entries = await context.AuditEntries.AsNoTracking().Where(entry => entry.Action == AuditActions.Published).ToListAsync(Cancel);
        Assert.Single(entries, entry => entry.Detail.GetValueOrDefault("change-set") == subject);
        await VerifyAsync();
    }

    private async Task VerifyAsync()
    {
        await using var context = store.Open();
        Assert.Empty((await new AuditCheck(context).RunAsync(null, Cancel)).Faults);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        var end = DateTime.UtcNow + Patience;
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < end, otherwise);
            await Task.Delay(100, Cancel);
        }
    }

    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
