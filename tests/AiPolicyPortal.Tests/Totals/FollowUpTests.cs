using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>What is on record, at later stages, of the money announced.</summary>
public sealed class FollowUpTests
{
    private static Folder Announced => new Folder().Programme("p").Programme("q", "p").Figure("f1", 100);

    [Fact]
    public void Of_SameMoneyLater_IsFollowedAtItsStage() =>
        Assert.Equal("100 → committed 80 (f2) = 0.8", Line(Announced.Figure("f2", 80, stage: Stage.Committed).Restates("f2", "f1")));

    [Fact]
    public void Of_PartsOfPartsInside_AreFollowed() => Assert.Equal(
        "100 → awarded 30 (f3) = 0.3",
        Line(Announced.Figure("f2", 40).PartOf("f2", "f1").Figure("f3", 30, stage: Stage.Awarded, programme: "q").PartOf("f3", "f2")));

    [Fact]
    public void Of_MoneyThatOnlySharesTheProgramme_IsNotFollowed() => Assert.Equal("100 → = 0", Line(Announced.Figure("f2", 80, stage: Stage.Committed)));

    [Fact]
    public void Of_AWholeAroundTheAnnounced_IsNotFollowed() =>
        Assert.Equal("100 → = 0", Line(Announced.Figure("f2", 500, stage: Stage.Committed).PartOf("f1", "f2")));

    [Fact]
    public void Of_AWholeThatIsNotOfThisMoney_HidesNoPartThatIs() => Assert.Equal(
        "100 → committed 80 (f2) = 0.8",
        Line(Announced.Figure("f2", 80, stage: Stage.Committed).Restates("f2", "f1").Figure("f3", 500, stage: Stage.Committed).PartOf("f2", "f3")));

    [Fact]
    public void Of_LaterAmountSaidTwice_CountsOnce() => Assert.Equal(
        "100 → committed 80 (f3) = 0.8",
        Line(Announced.Figure("f2", 80, stage: Stage.Committed).Restates("f2", "f1")
            .Figure("f3", 80, "2022-01-01", stage: Stage.Committed).Restates("f3", "f2")));

    [Fact]
    public void Of_SeveralStages_AreNotAddedAndTheMostGivesTheShare() => Assert.Equal(
        "100 → committed 60 (f2), disbursed 50 (f3) = 0.6",
        Line(Announced.Figure("f2", 60, stage: Stage.Committed).Restates("f2", "f1").Figure("f3", 50, stage: Stage.Disbursed).Restates("f3", "f1")));

    [Fact]
    public void Of_UndisclosedLater_IsNamedAndIsNoZero() =>
        Assert.Equal("100 → awarded undisclosed (f2) = 0", Line(Announced.Figure("f2", null, stage: Stage.Awarded).Restates("f2", "f1")));

    [Fact]
    public void Of_OtherFunders_AreNotFollowed() => Assert.Equal(
        "100 → = 0", Line(Announced.Figure("f2", 80, stage: Stage.Committed, funder: FunderType.Private).Restates("f2", "f1")));

    [Fact]
    public void Of_Ranges_SharesTheLeastOfTheMost() => Assert.Equal(
        "100 → committed 50 (f2) = 0.25",
        Line(new Folder().Programme("p").Figure("f1", 100, high: 200).Figure("f2", 50, high: 90, stage: Stage.Committed).Restates("f2", "f1")));

    [Fact]
    public void Of_NothingAnnounced_HasNoShare() => Assert.Null(Of(new Folder().Programme("p").Figure("f1", 100, stage: Stage.Committed)).Share);

    [Fact]
    public void Of_AnotherStage_IsRefused() => Assert.Throws<ArgumentException>(
        () => FollowUp.Of(new KnownMoney(Announced.Facts(), Folder.Now), Folder.Ask(ask => ask with { Stage = Stage.Committed })));

    private static FollowUp Of(Folder folder) => FollowUp.Of(new KnownMoney(folder.Facts(), Folder.Now), Folder.Ask());

    private static string Line(Folder folder)
    {
        var followUp = Of(folder);
        var later = followUp.Later.Select(stage =>
            $"{stage.Stage.Code()} {stage.Sum.Low?.ToString(CultureInfo.InvariantCulture) ?? "undisclosed"} ({string.Join(' ', stage.Sum.Counted.Select(figure => figure.Figure.Reference))})");
        return FormattableString.Invariant($"{followUp.Announced.Low} → {string.Join(", ", later)}").TrimEnd() + FormattableString.Invariant($" = {followUp.Share}");
    }
}
