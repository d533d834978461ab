using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Queries;

public sealed class PublishedAnswersTests(PostgresFixture postgres)
{
    private int made;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_UntilSomethingIsPublished_IsMadeOnce()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var db = store.Open();
        var answers = new PublishedAnswers(keep: true);

        Assert.Equal((1, 1, 2), (await AskAsync(answers, db, "a"), await AskAsync(answers, db, "a"), await AskAsync(answers, db, "b")));
        await PublishAsync(store);
        Assert.Equal((3, 3), (await AskAsync(answers, db, "a"), await AskAsync(answers, db, "a")));
    }

    [Fact]
    public async Task Get_NotKept_IsMadeEachTime()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var db = store.Open();
        var answers = new PublishedAnswers(keep: false);

        Assert.Equal((1, 2), (await AskAsync(answers, db, "a"), await AskAsync(answers, db, "a")));
    }

    [Fact]
    public async Task Get_ManyAtOnce_OneMakesItAndTheOthersWait()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        var answers = new PublishedAnswers(keep: true);
        var release = new TaskCompletionSource();

        var asked = Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var db = store.Open();
            return await answers.GetAsync(db, "a", async _ =>
            {
                await release.Task;
                return Interlocked.Increment(ref made);
            }, Cancel);
        }).ToList();
        await Task.Delay(200, Cancel);
        release.SetResult();

        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(1, answer));
    }

    [Fact]
    public async Task Get_MakerFailsOrGoesAway_TheNextMakesIt()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var db = store.Open();
        await using var other = store.Open();
        var answers = new PublishedAnswers(keep: true);
        using var gone = new CancellationTokenSource();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => answers.GetAsync<int>(db, "a", _ => throw new InvalidOperationException("It failed."), Cancel));
        var first = answers.GetAsync(db, "a", async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }, gone.Token);
        var second = AskAsync(answers, other, "a");
        await Task.Delay(100, Cancel);
        Assert.False(second.IsCompleted);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, await second);
    }

    [Fact]
    public async Task Get_MoreThanAreKept_BeginsAnew()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var db = store.Open();
        var answers = new PublishedAnswers(keep: true);
        await AskAsync(answers, db, "a");
        for (var number = 0; number < PublishedAnswers.Most; number++)
        {
            await AskAsync(answers, db, $"{number}");
        }

        Assert.Equal(PublishedAnswers.Most + 2, await AskAsync(answers, db, "a"));
    }

    private Task<int> AskAsync(PublishedAnswers answers, PortalDbContext db, string key) =>
        answers.GetAsync(db, key, _ => Task.FromResult(++made), Cancel);

    private static async Task PublishAsync(PortalStore store)
    {
        await using var context = store.Open();
        await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Import, Actor.Shell("test"), "A test."),
            (scope, _) =>
            {
                scope.NoteChangeBeyondRecords();
                return Task.CompletedTask;
            },
            Cancel);
    }
}
