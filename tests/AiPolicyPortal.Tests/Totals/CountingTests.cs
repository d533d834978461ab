using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using static AiPolicyPortal.Tests.Totals.Folder;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Which figures are known, which are candidates, and what they add up to.</summary>
public sealed class CountingTests
{
    [Theory]
    [InlineData(Standing.Target, "target")]
    [InlineData(Standing.Request, "request")]
    [InlineData(Standing.Bid, "bid")]
    [InlineData(Standing.Withdrawn, "withdrawn")]
    [InlineData(Standing.Error, "error")]
    [InlineData(Standing.Aggregate, "aggregate")]
    [InlineData(Standing.WiderScope, "wider-scope")]
    [InlineData(Standing.NotSpending, "not-spending")]
    public void Total_FigureThatDoesNotStand_IsLeftOutWithItsStanding(Standing standing, string reason) =>
        Assert.Equal($"5: f2 | f1 {reason}", new Folder().Figure("f1", 10, standing: standing).Figure("f2", 5).Line());

    [Fact]
    public void Total_AnnualFigure_CountsForEachYearOfItsPeriod() =>
        // 10 a year from 2021 to 2025, both included: 5 × 10.
        Assert.Equal("50: f1 | ", new Folder().Figure("f1", 10, annual: (2021, 2025)).Line());

    [Theory]
    [InlineData(2021, null)]
    [InlineData(null, 2021)]
    [InlineData(null, null)]
    public void Total_AnnualFigureWithAnOpenPeriod_IsLeftOut(int? start, int? end) =>
        Assert.Equal("null:  | f1 no-period", new Folder().Figure("f1", 10, annual: (start, end)).Line());

    [Fact]
    public void Total_UndisclosedFigure_NeedsNeitherPeriodNorRateAndIsCountedWithoutAmount()
    {
        var total = new Folder().Figure("f1", null, annual: (2021, null)).Figure("f2", null, currency: "NGN").Answer().Total;

        Assert.Equal("null: f1 f2 | ", LineOf(total));
        Assert.Null(total.High);
        Assert.Equal((2, 2, 0, 0), (total.FigureCount, total.UndisclosedCount, total.NotConvertedCount, total.LeftOutCount));
    }

    [Fact]
    public void Total_FigureWithoutARate_IsLeftOutAndCountedAsSuch()
    {
        var total = new Folder().Figure("f1", 10, currency: "NGN").Figure("f2", 5).Answer().Total;

        Assert.Equal("5: f2 | f1 no-rate", LineOf(total));
        Assert.Equal((1, 0, 1, 1), (total.FigureCount, total.UndisclosedCount, total.NotConvertedCount, total.LeftOutCount));
    }

    [Fact]
    public void Total_Range_KeepsItsTwoEnds()
    {
        var total = new Folder().Figure("f1", 10, high: 30).Figure("f2", 5).Answer().Total;

        Assert.Equal((15m, 35m), (total.Low, total.High));
    }

    [Fact]
    public void Total_AmountFinerThanItsCurrency_IsRoundedHalfToEvenOnEachFigure()
    {
        // 0.125 → 0.12 and 0.135 → 0.14.
        var total = new Folder().Figure("f1", 0.125m).Figure("f2", 0.135m).Answer().Total;

        Assert.Equal([0.12m, 0.14m], total.Counted.Select(figure => figure.ConvertedLow!.Value));
        Assert.Equal(0.26m, total.Low);
    }

    [Fact]
    public void Total_OtherFunders_AreLinesOfTheirOwn()
    {
        var folder = new Folder().Figure("f1", 1).Figure("f2", 2, funder: FunderType.Mixed)
            .Figure("f3", 4, funder: FunderType.Private).Figure("f4", 8, funder: FunderType.Unknown);

        Assert.Equal("1: f1 | ", folder.Line());
        Assert.Equal("10: f2 f4 | ", folder.Line(ask => ask with { FunderTypes = [FunderType.Mixed, FunderType.Unknown] }));
    }

    [Fact]
    public void Total_StatedTo_TakesAPartialDateAsItsLastDay()
    {
        var folder = new Folder().Figure("f1", 1, "2024-03-11").Figure("f2", 2, "2024-03").Figure("f3", 4, "2024");

        Assert.Equal("1: f1 | ", folder.Line(ask => ask with { StatedTo = PartialDate.Parse("2024-03-30") }));
        Assert.Equal("3: f1 f2 | ", folder.Line(ask => ask with { StatedTo = PartialDate.Parse("2024-03") }));
        Assert.Equal("7: f1 f2 f3 | ", folder.Line(ask => ask with { StatedTo = PartialDate.Parse("2024-12-31") }));
    }

    [Fact]
    public void Total_LinkToAFigureNotYetStated_IsNotKnown()
    {
        var folder = new Folder().Figure("f1", 1, "2020").Figure("f2", 2, "2021").Figure("f3", 3, "2022").Restates("f3", "f1").Restates("f3", "f2");

        Assert.Equal("3: f1 f2 | ", folder.Line(ask => ask with { StatedTo = PartialDate.Parse("2021") }));
        Assert.Equal("3: f3 | f1 restated>f3, f2 restated>f3", folder.Line());
    }

    [Fact]
    public void Total_AsOf_HoldsFromRecordingUntilWithdrawal()
    {
        var folder = new Folder().Figure("f1", 1, known: Known(2021, withdrawn: 2023)).Figure("f2", 2, known: Known(2022));

        Assert.Equal("null:  | ", folder.Line(ask => ask with { AsOf = At(2021).AddTicks(-1) }));
        Assert.Equal("1: f1 | ", folder.Line(ask => ask with { AsOf = At(2021) }));
        Assert.Equal("3: f1 f2 | ", folder.Line(ask => ask with { AsOf = At(2023).AddTicks(-1) }));
        Assert.Equal("2: f2 | ", folder.Line(ask => ask with { AsOf = At(2023) }));
    }

    [Fact]
    public void Total_AsOf_TakesLinksPreferencesAndCitationsOfThatTime()
    {
        var folder = new Folder().Figure("f1", 1, "2020", tier: 3).Figure("f2", 2, "2021", tier: 2)
            .Link("f2", FigureLinkKind.Restates, "f1", Known(2021)).Cite("a-f1", 1, Known(2022)).Prefer("f2", Known(2023, withdrawn: 2024));

        Assert.Equal("3: f1 f2 | ", folder.Line(ask => ask with { AsOf = At(2020) }));
        Assert.Equal("2: f2 | f1 restated>f2", folder.Line(ask => ask with { AsOf = At(2021) }));
        Assert.Equal("1: f1 | f2 restated>f1", folder.Line(ask => ask with { AsOf = At(2022) }));
        Assert.Equal("2: f2 | f1 restated>f2", folder.Line(ask => ask with { AsOf = At(2023) }));
        Assert.Equal("1: f1 | f2 restated>f1", folder.Line(ask => ask with { AsOf = At(2024) }));
    }

    [Fact]
    public void Total_AsOf_TakesDatesTiersAndParentsOfThatTime()
    {
        var folder = new Folder().Programme("p").Programme("q").Programme("q", "p", recordedAt: At(2023))
            .Figure("f1", 1, "2020", programme: "q", tier: 1).Figure("f2", 2, "2021", programme: "q", tier: 2).Restates("f2", "f1")
            .Tier("s-a-f1-0", 4, At(2022)).Announcement("a-f2", "2019", tier: null, recordedAt: At(2024)).Figure("f3", 9, programme: "p");

        Assert.Equal("10: f1 f3 | f2 restated>f1", folder.Line(ask => ask with { AsOf = At(2021) }));
        Assert.Equal("11: f2 f3 | f1 restated>f2", folder.Line(ask => ask with { AsOf = At(2022) }));
        Assert.Equal("9: f3 | f1 restated>f2, f2 inside-parent>f3", folder.Line(ask => ask with { AsOf = At(2023) }));
        Assert.Equal("2: f2 | ", folder.Line(ask => ask with { AsOf = At(2024), StatedTo = PartialDate.Parse("2019") }));
        Assert.Equal("null:  | ", folder.Line(ask => ask with { AsOf = At(2023), StatedTo = PartialDate.Parse("2019") }));
    }

    [Fact]
    public void Total_FigureRecordedBeforeItsSurroundings_TakesTheirFirstVersions()
    {
        var folder = new Folder().Programme("p", recordedAt: At(2024)).Announcement("a", "2020", tier: null, recordedAt: At(2024)).Cite("a", 1, Known(2024))
            .Figure("f1", 1, announcement: "a").Figure("f2", 2, "2021", tier: 2).Restates("f1", "f2");

        Assert.Equal("1: f1 | f2 restated>f1", folder.Line(ask => ask with { AsOf = At(2021), Programmes = new ProgrammeSet { Countries = ["FR"] } }));
    }

    [Fact]
    public void Total_OfAnotherInstantThanWhatIsKnown_IsRefused()
    {
        var known = new KnownMoney(new Folder().Figure("f1", 1).Facts(), At(2021));

        Assert.Throws<ArgumentException>(() => Total.Answer(known, Ask()));
    }
}
