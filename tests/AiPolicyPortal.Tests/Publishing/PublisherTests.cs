using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Publishing;

public sealed class PublisherTests(PostgresFixture postgres) : ImportTestBase(postgres)
{
    [Fact]
    public async Task Publish_NewRecord_IsRecordedAtTheOneMoment()
    {
        var publication = await EditAsync((_, scope) =>
        {
            scope.Create(NewOrganisation("fr-new"));
            return Task.CompletedTask;
        });

        await using var context = Store.Open();
        var organisation = await context.Organisations.SingleAsync(Cancel);
        Assert.Equal((1, publication!.PublishedAt, publication.PublishedAt),
            (organisation.Revision, organisation.RecordedAt, organisation.UpdatedAt));
        var revision = await context.Revisions.SingleAsync(Cancel);
        Assert.Equal((RecordKind.Organisation, organisation.Id, 1, RevisionChange.Created),
            (revision.RecordKind, revision.RecordId, revision.Number, revision.Change));
        Assert.Empty(revision.Changes);
    }

    [Fact]
    public async Task Publish_NothingChanged_LeavesNoPublication()
    {
        var before = await Store.ReadAsync(context => context.Publications.CountAsync(Cancel));

        Assert.Null(await EditAsync((_, _) => Task.CompletedTask));

        Assert.Equal(before, await Store.ReadAsync(context => context.Publications.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Publish_WriterFails_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => EditAsync(async (context, scope) =>
        {
            scope.Create(NewOrganisation("fr-new"));
            await context.SaveChangesAsync(Cancel);
            throw new InvalidOperationException("Half way.");
        }));

        Assert.Equal(0, await Store.ReadAsync(context => context.Organisations.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Publish_AtOnce_NumbersAndMomentsFollowEachOther()
    {
        var publications = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using var context = Store.Open();
            return await new Publisher(context, Clock).PublishAsync(
                new PublicationRequest(PublicationKind.Edit, Actor.Shell("editor"), "At once."),
                async (scope, token) =>
                {
                    scope.Create(NewOrganisation($"fr-{number}"));
                    await Task.Delay(5 * (8 - number), token);
                },
                Cancel);
        }));

        var ordered = publications.OrderBy(publication => publication!.Number).ToList();
        Assert.Equal(ordered, ordered.OrderBy(publication => publication!.PublishedAt));
        Assert.Equal(8, ordered.Select(publication => publication!.PublishedAt).Distinct().Count());
    }

    [Fact]
    public async Task Publish_Committed_TellsItsNumber()
    {
        await using var listener = new NpgsqlConnection(Store.ConnectionString);
        await listener.OpenAsync(Cancel);
        var heard = new TaskCompletionSource<string>();
        listener.Notification += (_, notification) => heard.TrySetResult(notification.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Publisher.Channel}", listener))
        {
            await listen.ExecuteNonQueryAsync(Cancel);
        }

        var publication = await EditAsync((_, scope) =>
        {
            scope.Create(NewOrganisation("fr-new"));
            return Task.CompletedTask;
        });
        await listener.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.Equal($"{publication!.Number}", await heard.Task);
    }

    [Fact]
    public async Task Save_FactsOutsideOfAPublication_IsRefused()
    {
        await ImportWellAsync();
        await using var context = Store.Open();
        (await context.Sources.FirstAsync(Cancel)).Tier = 4;

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task Save_RecordDeleted_IsRefused()
    {
        await ImportWellAsync();
        await using var context = Store.Open();
        context.Remove(await context.FigureLinks.FirstAsync(Cancel));

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync(Cancel));
    }

    private static Organisation NewOrganisation(string reference) =>
        new() { Reference = reference, Name = "New", Type = OrganisationType.Agency };
}
