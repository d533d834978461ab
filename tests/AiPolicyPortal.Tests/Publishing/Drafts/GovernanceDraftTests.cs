using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Publishing.Drafts;

/// <summary>Editors date the statuses of a measure, and cannot leave them at odds with its own.</summary>
public sealed class GovernanceDraftTests(PostgresFixture postgres) : ChangeSetTestBase(postgres)
{
    private const string File = "governance_statuses.csv";

    [Fact]
    public async Task Submit_NewestStatusOtherThanTheMeasures_IsAFaultOfItsRow()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        var draft = await EditAsync(set, RecordKind.Governance, "v-1", rows => Add(rows, "rescinded", "2024"));

        var fault = Assert.Single((await OnAsync(sets => sets.SubmitAsync(set, Ada, Cancel))).Faults);

        Assert.Equal((draft.Id, File, 0, "status", "rescinded", "status-differs"), (fault.DraftId, fault.File, fault.Row, fault.Column, fault.Value, fault.Code));
        Assert.Contains("another status in governance.csv", fault.Expectation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_StatusesAddedChangedAndTakenAway_HoldsWhatTheDraftSays()
    {
        await ImportWellAsync();
        await PublishAsync(await EditedAsync(rows =>
        {
            Add(rows, "proposed", "2019");
            Add(rows, "in-force", "2020-01-02");
        }));
        Assert.Equal(["2019-12-31 Proposed", "2020-01-02 InForce"], await HeldAsync());

        // The newest goes with its row, and the measure's status with it.
        await PublishAsync(await EditedAsync(rows =>
        {
            rows[File].RemoveAll(row => row["status"] == "in-force");
            rows["governance.csv"][0]["status"] = "proposed";
        }));
        Assert.Equal(["2019-12-31 Proposed"], await HeldAsync());

        await PublishAsync(await EditedAsync(rows => rows.Remove(File)));
        Assert.Empty(await HeldAsync());
    }

    private async Task<long> EditedAsync(Action<RecordRows> change)
    {
        var set = await CreateAsync();
        await EditAsync(set, RecordKind.Governance, "v-1", change);
        return set;
    }

    private Task<List<string>> HeldAsync() => ReadAsync(async context => (await context.GovernanceStatuses.OrderBy(change => change.SinceOn).ToListAsync(Cancel))
        .Select(change => $"{change.SinceOn:O} {change.Status}").ToList());

    private static void Add(RecordRows rows, string status, string since) =>
        rows.Add(File, new() { ["status"] = status, ["since"] = since, ["source"] = "s-1" });
}
