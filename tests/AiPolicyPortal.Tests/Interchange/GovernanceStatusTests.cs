using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Interchange;

/// <summary>Dated statuses of measures come in with the folder, and the newest is the measure's own status.</summary>
public sealed class GovernanceStatusTests(PostgresFixture postgres) : ImportTestBase(postgres)
{
    private readonly PostgresFixture postgres = postgres;

    [Fact]
    public async Task Import_DatedStatuses_KeepsThemAndTellsThemInTheHistory()
    {
        Write("v-1,proposed,2019,s-2,,A bill", "v-1,in-force,2020-01-02,s-1,Words,");

        var result = await ImportWellAsync();
        Write("v-1,proposed,2019,s-2,,Another note", "v-1,in-force,2020-01-02,s-1,Words,");
        var again = await ImportWellAsync();

        Assert.Equal(2, result.Files.Single(file => file.File == "governance_statuses.csv").Added);
        Assert.Equal((1, 1), (Counts(again).Changed, Counts(again).Unchanged));
        await using var context = Store.Open();
        var kept = await context.GovernanceStatuses.OrderBy(change => change.SinceOn).Select(change => new { change.Status, change.SinceOn, change.SincePrecision, Source = change.Source.Reference, change.Evidence, change.Note })
            .ToListAsync(Cancel);
        Assert.Equal(
            [(GovernanceStatus.Proposed, "2019", "s-2", null, "Another note"), (GovernanceStatus.InForce, "2020-01-02", "s-1", "Words", (string?)null)],
            kept.Select(change => (change.Status, new Core.Common.PartialDate(change.SinceOn, change.SincePrecision).ToString(), change.Source, change.Evidence, change.Note)));
        var changed = await context.Revisions.OrderByDescending(revision => revision.PublicationNumber)
            .Select(revision => revision.Changes).ToListAsync(Cancel);
        Assert.Contains("governance_statuses[2019 proposed].note", changed.SelectMany(changes => changes.Keys));
    }

    [Theory]
    [InlineData("v-1,adopted,2021,s-1,,", "status", FaultCodes.StatusDiffers, "adopted", "in-force, where v-1 stands")]
    [InlineData("v-1,in-forse,2020,s-1,,", "status", FaultCodes.UnknownCode, "in-forse", "Did you mean in-force?")]
    [InlineData("v-1,in-force,,s-1,,", "since", FaultCodes.Required, null, "A value: Since when")]
    [InlineData("v-1,in-force,2020-13,s-1,,", "since", FaultCodes.BadDate, "2020-13", "YYYY")]
    [InlineData("v-1,in-force,2020,,,", "source", FaultCodes.Required, null, "The source that states it.")]
    [InlineData("v-1,in-force,2020,s-9,,", "source", FaultCodes.UnknownReference, "s-9", "The reference of a source")]
    [InlineData("v-9,in-force,2020,s-1,,", "measure", FaultCodes.UnknownReference, "v-9", "The reference of a governance measure")]
    public async Task Import_WrongRow_NamesFieldValueAndMend(string row, string column, string code, string? value, string mend)
    {
        Write(row);

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("governance_statuses.csv", 2, column, code, value), (fault.File, fault.Row, fault.Column, fault.Code, fault.Value));
        Assert.Contains(mend, fault.Expectation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_SameStatusOfTheSameDateTwice_IsAFault()
    {
        Write("v-1,in-force,2020,s-1,,", "v-1,in-force,2020,s-2,,");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal((3, "measure", FaultCodes.DuplicateKey), (fault.Row, fault.Column, fault.Code));
    }

    [Theory]
    [InlineData("v-1,in-force,2020-03-31,s-1,,", "v-1,adopted,2020-03-31,s-1,,")]
    [InlineData("v-1,in-force,2020-03-11,s-1,,", "v-1,adopted,2020,s-1,,")]
    [InlineData("v-1,in-force,2020,s-1,,", "v-1,rescinded,2199,s-1,,")]
    [InlineData("v-1,rescinded,2199-01-01,s-1,,")]
    public async Task Import_SeveralOfTheSameDayOrStillToCome_Agrees(params string[] rows)
    {
        Write(rows);

        Assert.Empty((await ImportAsync()).Faults);
    }

    [Fact]
    public async Task Import_StatusChangedAloneLater_IsToldWhereTheMeasureIs()
    {
        Write("v-1,in-force,2020-01-02,s-1,,");
        await ImportWellAsync();
        File.Delete(Folder.FileOf("governance_statuses.csv"));
        Folder.Replace("governance.csv", "in force (promulgated 2020-01-02)", "repealed");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("governance.csv", 2, "status", FaultCodes.StatusDiffers, "repealed"), (fault.File, fault.Row, fault.Column, fault.Code, fault.Value));
        Assert.Contains("Words for in-force, the newest dated status of v-1, since 2020-01-02", fault.Expectation, StringComparison.Ordinal);
        Write("v-1,rescinded,2024-05,s-2,,");
        Assert.Empty((await ImportAsync()).Faults);
    }

    [Fact]
    public async Task Import_NewerStatusAlone_IsHeldAgainstTheMeasureOfThePortal()
    {
        await ImportWellAsync();
        Write("v-1,superseded,2024,s-1,,");
        File.Delete(Folder.FileOf("governance.csv"));

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("governance_statuses.csv", FaultCodes.StatusDiffers), (fault.File, fault.Code));
    }

    [Fact]
    public async Task Get_AsOfAPastMoment_HasTheStatusesOfThen()
    {
        await using var portal = await FolderPortal.CreateAsync(postgres);
        Write("v-1,in-force,2020-01-02,s-1,Words,");
        Folder.Write("records.csv", "record,id,recorded_at,withdrawn_at,reason", "governance,v-1,2022-01-01T00:00:00Z,,", "source,s-1,2022-01-01T00:00:00Z,,");
        var first = await portal.ImportAsync(Folder.Path);
        Write("v-1,in-force,2020-01-02,s-1,Other words,", "v-1,rescinded,2024,s-2,,");
        Folder.Replace("governance.csv", "in force (promulgated 2020-01-02)", "repealed");
        await portal.ImportAsync(Folder.Path);

        Assert.Equal(["2020-01-02 in-force Other words", "2024 rescinded "], await StatusesAsync(""));
        Assert.Equal(["2020-01-02 in-force Words"], await StatusesAsync($"?asOf={Core.Common.Instant.Write(first.PublishedAt)}"));
        Assert.Equal(["2020-01-02 in-force Words"], await StatusesAsync("?asOf=2023-01-01"));

        async Task<IEnumerable<string>> StatusesAsync(string query) => (await portal.GetDataAsync($"/api/v1/governance/v-1{query}")).GetProperty("statuses").EnumerateArray()
            .Select(status => $"{status.Text("since.date")} {status.Text("status")} {status.Text("evidence")}");
    }

    private static FileCounts Counts(ImportResult result) => result.Files.Single(file => file.File == "governance_statuses.csv");

    private void Write(params string[] rows) => Folder.Write("governance_statuses.csv", ["measure,status,since,source,evidence,note", .. rows]);
}
