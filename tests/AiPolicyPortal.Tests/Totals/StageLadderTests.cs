using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

public sealed class StageLadderTests
{
    private static readonly ProgrammeSet P = new() { Programmes = ["p"] };

    [Fact]
    public void Of_KindsOfMoney_AreLinesOfTheirOwnAndNeverAdded()
    {
        var ladder = Of(Folder
            .Figure("f1", 100).Figure("f2", 40, stage: Stage.Awarded)
            .Figure("f3", 7, funder: FunderType.Mixed).Figure("f4", 9, funder: FunderType.Private))!;

        Assert.Equal(
            ["public announced 100", "public awarded 40", "private announced 9", "mixed announced 7"],
            ladder.Lines.SelectMany(line => line.Rungs.Select(rung => $"{line.FunderType.Code()} {rung.Stage.Code()} {rung.Low:0}")));
    }

    [Fact]
    public void Of_Instruments_AreBrokenOutAndAddUpWithTheOverlap()
    {
        // The loan is said again with another instrument: it lies in two instruments' own sets, and the overlap takes it out once.
        var rung = Of(Folder
            .Figure("f1", 100, instrument: Instrument.Grant)
            .Figure("f2", 30, instrument: Instrument.Loan).Figure("f3", 30, instrument: Instrument.Unknown).Restates("f3", "f2"))!.Lines[0].Rungs[0];

        Assert.Equal(["grant 100", "loan 30", "unknown 30"], rung.Instruments.Select(part => $"{part.Key} {part.Sum.Low:0}"));
        Assert.Equal((130m, -30m), (rung.Low, rung.Overlap.Low));
    }

    [Fact]
    public void Of_StageWithNothingCounted_IsThereWithoutAnAmount()
    {
        var rung = Of(Folder.Figure("f1", 100, standing: Standing.Target))!.Lines[0].Rungs[0];

        Assert.Equal((null, false, 1), (rung.Low, rung.IsCounted, rung.Sum.LeftOutCount));
    }

    [Fact]
    public void Of_GrantsOfOneKindOfFunder_StandBesideThatKindAlone()
    {
        var ladder = StageLadder.Of(
            new KnownMoney(Folder.Figure("f1", 200, stage: Stage.Awarded).Facts(), Totals.Folder.Now), P, null,
            [Grant("g1", FunderType.Public, 50), Grant("g2", FunderType.Private, 8)])!;

        Assert.Equal([25m, null], ladder.Lines.Select(line => line.Rungs[0].Grants!.CoveredLow));
        Assert.Equal((8m, true), (ladder.Lines[1].Rungs[0].Low, ladder.Lines[1].Rungs[0].Grants!.BuiltFromGrants));
    }

    [Fact]
    public void Of_Currency_IsThatOfMostPublicFiguresUnlessAsked()
    {
        var folder = Folder.Figure("f1", 1, currency: "USD").Figure("f2", 1, currency: "GBP", funder: FunderType.Private)
            .Figure("f3", 1, currency: "GBP", funder: FunderType.Private);

        Assert.Equal(("USD", "EUR"), (Of(folder)!.Currency, Of(folder, "EUR")!.Currency));
    }

    [Fact]
    public void Of_MoneyThatTwoLinesCount_IsNamedOnceForEachPair()
    {
        var ladder = Of(Folder
            .Figure("f1", 109, funder: FunderType.Private).Figure("f2", 109, funder: FunderType.Mixed).Restates("f2", "f1")
            .Figure("f3", 10).PartOf("f3", "f1").Figure("f4", 20, stage: Stage.Committed).PartOf("f4", "f1").Figure("f5", 7, funder: FunderType.Mixed))!;

        Assert.Equal(
            ["announced f3 inside f1", "announced f3 inside f2", "announced f1 same f2"],
            ladder.Shared.Select(shared => $"{shared.Stage.Code()} {SharedMoneyTests.Text(shared)}"));
    }

    [Fact]
    public void Of_FiguresWithAPartInCommon_AreNamedWithinALineAndBetweenLines()
    {
        // The part was stated at another stage alone, and through another group.
        var ladder = Of(Folder
            .Figure("f1", 100).Figure("f2", 80).Figure("f3", 30, stage: Stage.Committed).PartOf("f3", "f1").PartOf("f3", "f2")
            .Figure("f4", 50, funder: FunderType.Private).Figure("f5", 9, stage: Stage.Committed).PartOf("f5", "f3").PartOf("f5", "f4"))!;

        Assert.Equal(
            ["announced f1 overlaps f2", "announced f1 overlaps f4", "announced f2 overlaps f4"],
            ladder.Shared.Select(shared => $"{shared.Stage.Code()} {SharedMoneyTests.Text(shared)}"));
    }

    [Fact]
    public void Of_MoneyThatOneLineLeavesOut_IsNotShared()
    {
        // A target is in no total, and what is not disclosed adds nothing to one.
        var ladder = Of(Folder
            .Figure("f1", 100, funder: FunderType.Private, standing: Standing.Target).Figure("f2", 10).PartOf("f2", "f1")
            .Figure("f3", null, funder: FunderType.Private).Figure("f4", 5).PartOf("f4", "f3"))!;

        Assert.Empty(ladder.Shared);
    }

    [Fact]
    public void Of_ProgrammesWithoutMoney_IsNone() => Assert.Null(Of(Folder));

    private static Folder Folder => new Folder().Programme("p");

    private static StageLadder? Of(Folder folder, string? currency = null) =>
        StageLadder.Of(new KnownMoney(folder.Facts(), Totals.Folder.Now), P, currency, []);

    private static TotalGrant Grant(string reference, FunderType funder, decimal amount) =>
        new(reference, "p", Stage.Awarded, funder, amount, "EUR", PartialDate.Parse("2021"), new Timeline(Totals.Folder.Start));
}
