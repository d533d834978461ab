using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Which promises are outstanding on 1 December 2026.</summary>
public sealed class PromiseRuleTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);

    private static Folder Programmes => new Folder().Programme("p").Programme("q", "p").Programme("x");

    [Fact]
    public void Outstanding_PeriodOver_IsListedWithItsYear()
    {
        var promise = Assert.Single(Of(Promised("f1", end: 2023)));

        Assert.Equal(("2023", PromiseTerm.PeriodEnd, PromiseEvidence.None, Stage.Announced), (promise.Due.ToString(), promise.Term, promise.Evidence, promise.LatestStage));
    }

    [Theory]
    [InlineData("2026-11-30", 1)]
    [InlineData("2026-12-01", 0)]
    [InlineData("2026-11", 1)]
    [InlineData("2026", 0)]
    public void Outstanding_WithoutAPeriod_GoesByTheEndOfTheProgramme(string end, int listed)
    {
        var promises = Of(Programmes.Figure("f1", 100), ends: end);

        Assert.Equal(listed, promises.Count);
        Assert.All(promises, promise => Assert.Equal((end, PromiseTerm.ProgrammeEnd), (promise.Due.ToString(), promise.Term)));
    }

    [Fact]
    public void Outstanding_PeriodStillRunning_IsNotListedThoughTheProgrammeEnded() => Assert.Empty(Of(Promised("f1", end: 2026), ends: "2024"));

    [Fact]
    public void Outstanding_NeitherPeriodNorEnd_IsNotListed() => Assert.Empty(Of(Programmes.Figure("f1", 100)));

    [Fact]
    public void Outstanding_FirstStatedAfterItsDate_LooksBackAndIsNotListed()
    {
        Assert.Empty(Of(Promised("f1", end: 2019, stated: "2021-01-01")));

        var promise = Assert.Single(Of(Promised("f1", end: 2021).Figure("f2", 100, "2022-01-01", periodEnd: 2021).Restates("f2", "f1")));
        Assert.Equal(("f2", "2021-06-15"), (promise.Figure.Reference, promise.FirstStatedOn.ToString()));
    }

    [Theory]
    [InlineData(Stage.Recommended, 0)]
    [InlineData(Stage.Announced, 1)]
    [InlineData(Stage.Appropriated, 1)]
    [InlineData(Stage.Committed, 1)]
    [InlineData(Stage.Awarded, 1)]
    [InlineData(Stage.Disbursed, 0)]
    public void Outstanding_Stage_DecidesWhetherItIsAPromise(Stage stage, int listed) => Assert.Equal(listed, Of(Promised("f1", stage: stage)).Count);

    [Fact]
    public void Outstanding_MoneySaidSeveralTimes_IsListedOnceByWhatStands()
    {
        var folder = Promised("f1")
            .Figure("f2", 90, periodEnd: 2023).Restates("f2", "f1")
            .Figure("f3", 10, periodEnd: 2023).PartOf("f3", "f1")
            .Figure("f4", 10, programme: "q", periodEnd: 2023)
            .Figure("f5", 10, standing: Standing.Target, periodEnd: 2023)
            .Figure("f6", 80, currency: "NGN", periodEnd: 2023).Contradicts("f6", "f1");

        Assert.Equal(["f1"], Of(folder).Select(promise => promise.Figure.Reference));
    }

    [Fact]
    public void Outstanding_Undisclosed_IsListed() => Assert.Null(Assert.Single(Of(Promised("f1", amount: null))).Figure.AmountLow);

    [Theory]
    [InlineData("restates")]
    [InlineData("contradicts")]
    [InlineData("part-of")]
    public void Outstanding_LaterStageOfTheSameMoneyOrWithinOrAround_EndsIt(string kind)
    {
        var link = Codes<FigureLinkKind>.Parse(kind);

        Assert.Empty(Of(Later(Promised("f1")).Link("f2", link, "f1")));
        Assert.Empty(Of(Later(Promised("f1")).Link("f1", link, "f2")));
        Assert.Empty(Of(Later(Promised("f1")).Figure("f0", null).Link("f2", link, "f0").Link("f0", link, "f1")));
    }

    [Fact]
    public void Outstanding_LaterStageOfAnotherPartOfTheWhole_DoesNotEndIt()
    {
        var folder = Later(Promised("f1")).Figure("f0", null, programme: "x").PartOf("f1", "f0").PartOf("f2", "f0");

        Assert.Equal(["f1"], Of(folder).Select(promise => promise.Figure.Reference));
    }

    [Fact]
    public void Outstanding_LaterStageThatDoesNotStand_DoesNotEndIt() =>
        Assert.Single(Of(Later(Promised("f1"), standing: Standing.Error).Restates("f2", "f1")));

    [Theory]
    [InlineData("p", "2022", FunderType.Public, true)]
    [InlineData("q", "2022", FunderType.Public, true)]
    [InlineData("p", "2021", FunderType.Public, true)]
    [InlineData("p", "2021-06-14", FunderType.Public, false)]
    [InlineData("x", "2022", FunderType.Public, false)]
    [InlineData("p", "2022", FunderType.Mixed, true)]
    [InlineData("p", "2022", FunderType.Private, false)]
    public void Outstanding_LaterStageOfTheProgramme_IsARemark(string programme, string stated, FunderType funder, bool remarked)
    {
        var promise = Assert.Single(Of(Later(Promised("f1"), programme, stated, funder)), promise => promise.Figure.Reference == "f1");

        Assert.Equal(remarked ? PromiseEvidence.Programme : PromiseEvidence.None, promise.Evidence);
        Assert.Equal(remarked ? ["f2"] : [], promise.Later?.Figures ?? []);
    }

    [Fact]
    public void Outstanding_LaterStageOfTheProgrammeAbove_IsARemark() =>
        Assert.Equal(PromiseEvidence.Programme, Assert.Single(Of(Later(Promised("f1", programme: "q"), "p"))).Evidence);

    [Theory]
    [InlineData("q", Stage.Awarded, "2021-06-15", false, true)]
    [InlineData("q", Stage.Awarded, "2021-06-14", false, false)]
    [InlineData("p", Stage.Awarded, null, true, true)]
    [InlineData("x", Stage.Disbursed, "2022-01-01", false, false)]
    [InlineData("p", Stage.Committed, "2022-01-01", false, false)]
    public void Outstanding_GrantOfTheProgramme_IsARemark(string programme, Stage stage, string? awarded, bool undated, bool remarked)
    {
        var trace = new GrantTrace(programme, stage, FunderType.Public, awarded is null ? null : DateOnly.Parse(awarded, null), undated);

        var promise = Assert.Single(Of(Promised("f1"), traces: trace));

        Assert.Equal(remarked, promise.Later is { Grants: true, Stage: Stage.Awarded });
    }

    [Fact]
    public void Outstanding_AwardedMoney_NeedsAPaymentAfterIt()
    {
        var trace = new GrantTrace("p", Stage.Awarded, FunderType.Public, new DateOnly(2025, 1, 1), false);

        Assert.Equal(PromiseEvidence.None, Assert.Single(Of(Promised("f1", stage: Stage.Awarded), traces: trace)).Evidence);
    }

    private static Folder Promised(
        string reference, decimal? amount = 100, int end = 2023, string stated = "2021-06-15", string programme = "p", Stage stage = Stage.Announced) =>
        Programmes.Figure(reference, amount, stated, programme, stage: stage, periodEnd: end);

    private static Folder Later(
        Folder folder, string programme = "x", string stated = "2022-01-01", FunderType funder = FunderType.Public, Standing standing = Standing.Stands) =>
        folder.Figure("f2", 50, stated, programme, stage: Stage.Disbursed, funder: funder, standing: standing);

    private static IReadOnlyList<Promise> Of(Folder folder, string? ends = null, params GrantTrace[] traces)
    {
        var programmeEnds = new Dictionary<string, PartialDate>();
        if (ends is not null)
            programmeEnds.Add("p", PartialDate.Parse(ends));
        return PromiseRule.Outstanding(new KnownMoney(folder.Facts(), Folder.Now), Today, programmeEnds, traces);
    }
}
