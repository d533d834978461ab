using System.Text;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Cli;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Publishing.Audit;

public sealed class AuditTests(PostgresFixture postgres) : ImportTestBase(postgres)
{
    [Fact]
    public async Task Publication_HasItsEntry_WithWhoWhereAndInWhichRequest()
    {
        var actor = new Actor(Guid.CreateVersion7(), "Ada", "192.0.2.7", "0HN:1");
        await using var context = Store.Open();
        var publication = await new Publisher(context, Clock).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, actor, "A correction."),
            (scope, _) =>
            {
                scope.NoteChangeBeyondRecords();
                return Task.CompletedTask;
            },
            Cancel);

        var entry = await Store.ReadAsync(read => read.AuditEntries.OrderBy(entry => entry.Number).LastAsync(Cancel));
        Assert.Equal(
            (AuditActions.Published, actor.UserId, "Ada", "192.0.2.7", "0HN:1"), (entry.Action, entry.ActorId, entry.ActorName, entry.Address, entry.RequestId));
        Assert.Equal((AuditSubjects.Publication, $"{publication!.Number}"), (entry.SubjectKind, entry.Subject));
        Assert.Equal(("edit", "A correction.", "0"), (entry.Detail["kind"], entry.Detail["reason"], entry.Detail["revisions"]));
    }

    [Fact]
    public async Task Chain_ImportsAndEdits_IsWholeAndCoversEveryPublication()
    {
        await ImportWellAsync();
        await EditAsync((_, scope) =>
        {
            scope.NoteChangeBeyondRecords();
            return Task.CompletedTask;
        });

        var (report, publications) = (await CheckAsync(), await Store.ReadAsync(context => context.Publications.CountAsync(Cancel)));

        Assert.Empty(report.Faults);
        Assert.Equal((publications, publications, 0), (report.Entries, report.Publications, report.Earlier));
        var entries = await Store.ReadAsync(context => context.AuditEntries.OrderBy(entry => entry.Number).ToListAsync(Cancel));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(number => (long)number), entries.Select(entry => entry.Number));
        Assert.Equal(report.Head, Convert.ToHexStringLower(entries[^1].Hash));
        Assert.Equal(AuditChain.Origin, entries[0].PreviousHash);
    }

    [Fact]
    public void Hash_IsOfTheDocumentedForm()
    {
        var entry = new AuditEntry
        {
            Number = 2,
            At = new DateTimeOffset(2026, 11, 26, 6, 0, 0, TimeSpan.Zero),
            Action = "published",
            ActorName = "Zoë",
            SubjectKind = "publication",
            Subject = "7",
            Detail = new() { ["reason"] = "Why.", ["kind"] = "edit" },
            PreviousHash = AuditChain.Origin,
            Hash = [],
        };

        Assert.Equal(
            $"64:{new string('0', 64)},1:2,20:2026-11-26T06:00:00Z,9:published,-,4:Zoë,-,-,11:publication,1:7,4:kind,4:edit,6:reason,4:Why.,",
            Encoding.UTF8.GetString(AuditChain.Canonical(entry)));
        Assert.Equal("7a945c0c3fceac6b451005d2fac54fee65a8c8611a6270a04422afa38fa228cd", Convert.ToHexStringLower(AuditChain.HashOf(entry)));
    }

    [Theory]
    [InlineData("update audit_entries set actor_name = 'somebody else' where number = 2", "Entry 2: It is not as it was written")]
    [InlineData("update audit_entries set detail = detail || '{\"reason\": \"Another.\"}' where number = 2", "Entry 2: Publication 2 is not as it was published: reason")]
    [InlineData("delete from audit_entries where number = 2", "Entry 3: It does not follow")]
    [InlineData("delete from audit_entries where number = 1", "Entry 2: It is not the first")]
    [InlineData("delete from audit_entries where number = 3", "Publication 3 has no entry.")]
    [InlineData("update publications set reason = 'Another.' where number = 2", "Entry 2: Publication 2 is not as it was published: reason differ.")]
    [InlineData("update revisions set changes = '{\"name\": [\"a\", \"b\"]}' where reference = 'fr-state'", "Entry 2: Publication 2 is not as it was published: digest differ.")]
    [InlineData("delete from revisions where publication_number = 3", "Entry 3: Publication 3 is not as it was published: revisions, digest differ.")]
    public async Task Verify_TamperedPastTheDatabase_IsFoundAndNamed(string statement, string fault)
    {
        await ImportWellAsync();
        await EditAsync(async (context, scope) =>
        {
            var organisation = await context.Organisations.FirstAsync(Cancel);
            scope.Change(organisation, "name", organisation.Name, "New");
            organisation.Name = "New";
        });
        await ExecuteAsync($"set session_replication_role = replica; {statement}");

        var (exitCode, output, errors) = await PortalProcess.RunAsync(Store.ConnectionString, "verify");

        Assert.Equal(1, exitCode);
        Assert.Contains(fault, errors, StringComparison.Ordinal);
        Assert.Contains("was changed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WholeChain_SaysSoAndKnowsANotedHash()
    {
        await ImportWellAsync();
        var noted = (await CheckAsync()).Head!;

        var (exitCode, output, errors) = await PortalProcess.RunAsync(Store.ConnectionString, "verify", "--known", noted);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"Last hash: {noted}", output, StringComparison.Ordinal);
        Assert.Contains("The chain is whole.", output, StringComparison.Ordinal);
        await using var context = Store.Open();
        var report = await new AuditCheck(context).RunAsync(new string('a', 64), Cancel);
        Assert.Contains("cut off", Assert.Single(report.Faults).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update audit_entries set actor_name = 'x'")]
    [InlineData("delete from audit_entries")]
    [InlineData("truncate audit_entries")]
    [InlineData("update publications set reason = 'x'")]
    [InlineData("delete from revisions")]
    public async Task Database_ChangeOfThePast_IsRefused(string statement)
    {
        await ImportWellAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(statement));

        Assert.Contains("append-only", refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_OutsideOfATransaction_IsRefused()
    {
        await using var context = Store.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new AuditLog(context, Clock).AppendAsync(Actor.Portal, AuditActions.Published, null, null, Cancel));
    }

    [Fact]
    public async Task Append_AtOnce_IsOneChainWithoutGaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            await using var context = Store.Open();
            await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
            await new AuditLog(context, TimeProvider.System).AppendAsync(
                Actor.Shell($"user {number}"), "tried", new AuditSubject("thing", $"{number}"), null, Cancel);
            if (number % 4 == 3)
            {
                await transaction.RollbackAsync(Cancel);
            }
            else
            {
                await transaction.CommitAsync(Cancel);
            }
        }));

        var report = await CheckAsync();
        Assert.Empty(report.Faults);
        Assert.Equal(9, await Store.ReadAsync(context => context.AuditEntries.CountAsync(entry => entry.Action == "tried", Cancel)));
    }

    private async Task<AuditReport> CheckAsync()
    {
        await using var context = Store.Open();
        return await new AuditCheck(context).RunAsync(null, Cancel);
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(Store.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
