using System.Diagnostics;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AiPolicyPortal.Tests.Caching;

/// <summary>What a running portal knows of the newest publication.</summary>
public sealed class PublicationListenerTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Heard_NothingPublishedThenAnImport_IsKnownAtOnceWithItsMoment()
    {
        await using var store = await PortalStore.CreateWithoutReferenceDataAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        var latest = await LatestAsync(factory);
        Assert.Equal(new HeardPublication(0, null), latest.Heard);

        var publication = await PublishAsync(store);

        await latest.WaitForAsync(publication.Number, Cancel).WaitAsync(Promised, Cancel);
        Assert.Equal(new HeardPublication(publication.Number, publication.PublishedAt), latest.Heard);
    }

    [Fact]
    public async Task Heard_NotificationsDoNotComeThrough_IsKnownWithinTwoSeconds()
    {
        await using var store = await PortalStore.CreateWithoutReferenceDataAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        var latest = await LatestAsync(factory);

        var number = await InsertWithoutNotifyingAsync(store);

        await latest.WaitForAsync(number, Cancel).WaitAsync(Promised, Cancel);
    }

    [Fact]
    public async Task Heard_ConnectionCut_ConnectsAnewAndHearsTheNext()
    {
        await using var store = await PortalStore.CreateWithoutReferenceDataAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        var latest = await LatestAsync(factory);
        var first = await PublishAsync(store);
        await latest.WaitForAsync(first.Number, Cancel).WaitAsync(Promised, Cancel);

        Assert.NotEqual(0L, await ExecuteAsync(
            store, "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'portal-listener'"));
        var second = await PublishAsync(store);

        await latest.WaitForAsync(second.Number, Cancel).WaitAsync(Promised, Cancel);
        Assert.Null(latest.AwaySince);
    }

    [Fact]
    public async Task AwaySince_DatabaseRefusesConnections_KeepsTheNumberAndRecovers()
    {
        await using var store = await PortalStore.CreateWithoutReferenceDataAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        var latest = await LatestAsync(factory);
        var publication = await PublishAsync(store);
        await latest.WaitForAsync(publication.Number, Cancel).WaitAsync(Promised, Cancel);
        await using var outage = await Outage.BeginAsync(postgres, store.ConnectionString);

        await UntilAsync(() => latest.AwaySince is not null);
        Assert.Equal(publication.Number, latest.Heard!.Number);
        await outage.EndAsync();
        await UntilAsync(() => latest.AwaySince is null);
    }

    private static async Task<LatestPublication> LatestAsync(WebApplicationFactory<Program> factory)
    {
        var latest = factory.Services.GetRequiredService<LatestPublication>();
        await latest.WaitForAsync(0, Cancel).WaitAsync(Promised, Cancel);
        return latest;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30));
            await Task.Delay(50, Cancel);
        }
    }

    private static async Task<Publication> PublishAsync(PortalStore store)
    {
        await using var context = store.Open();
        var publication = await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Import, Actor.Shell("test"), "A test."),
            (scope, _) =>
            {
                scope.NoteChangeBeyondRecords();
                return Task.CompletedTask;
            },
            Cancel);
        return Assert.IsType<Publication>(publication);
    }

    private static async Task<long> InsertWithoutNotifyingAsync(PortalStore store) => (long)(await ExecuteAsync(
        store,
        "insert into publications (id, kind, published_at, actor, reason) values (gen_random_uuid(), 'import', now(), 'test', 'A test.') returning number"))!;

    private static async Task<object?> ExecuteAsync(PortalStore store, string statement)
    {
        await using var connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
