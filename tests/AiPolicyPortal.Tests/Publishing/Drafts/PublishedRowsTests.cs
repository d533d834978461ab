using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Publishing.Drafts;

/// <summary>What is published and its rows are the same, for every noun.</summary>
public sealed class PublishedRowsTests(PostgresFixture postgres)
{
    private static readonly Actor Ada = new(Guid.CreateVersion7(), "Ada", null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RecordKind.Organisation)]
    [InlineData(RecordKind.Programme)]
    [InlineData(RecordKind.Source)]
    [InlineData(RecordKind.Announcement)]
    [InlineData(RecordKind.Figure)]
    [InlineData(RecordKind.Grant)]
    [InlineData(RecordKind.Release)]
    [InlineData(RecordKind.Governance)]
    public async Task Open_RecordsOfTheStarterData_ChangeNothingAndHaveNoFault(RecordKind kind)
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = PersistenceServices.Open(database.ConnectionString);
        var sets = new ChangeSets(context, TimeProvider.System);
        var set = (await sets.CreateAsync("As it is", Ada, Cancel)).ChangeSet!.Number;
        await sets.DescribeAsync(set, "As it is", "Nothing changed.", null, Ada, Cancel);
        var every = await RecordKinds.References(context, kind).Select(record => record.Reference).ToListAsync(Cancel);
        var some = every.Order(StringComparer.Ordinal).Where((_, index) => index % Math.Max(1, every.Count / 12) == 0).ToList();

        foreach (var reference in some)
        {
            var answer = await sets.AddEditAsync(set, kind, reference, Ada, Cancel);
            Assert.True(answer.Outcome is ChangeOutcome.Done or ChangeOutcome.Withdrawn, $"{reference}: {answer.Outcome}");
        }

        Assert.Empty(await sets.CheckAsync(set, Cancel));
        await sets.SubmitAsync(set, Ada, Cancel);
        var eve = Ada with { UserId = Guid.CreateVersion7(), Name = "Eve" };
        Assert.True((await sets.ApproveAsync(set, eve, Cancel)).Succeeded);
        Assert.Equal(ChangeOutcome.Nothing, (await sets.PublishAsync(set, eve, Cancel)).Outcome);
    }
}
