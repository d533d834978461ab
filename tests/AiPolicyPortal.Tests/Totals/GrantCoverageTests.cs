using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

public sealed class GrantCoverageTests
{
    private static Folder Programmes => new Folder { Tables = Dollars }.Programme("p").Programme("q", "p").Programme("x");

    [Fact]
    public void Coverage_GrantsBesideAwardedFigures_AreAShareAndNeverAdded()
    {
        var coverage = Of(Programmes.Figure("f1", 200, stage: Stage.Awarded), Grant("g1", 100), Grant("g2", 26, programme: "q"));

        // 126 of 200.
        Assert.Equal((200m, 126m, 63m, 63m, false), (coverage.Low, coverage.Grants, coverage.CoveredLow, coverage.CoveredHigh, coverage.BuiltFromGrants));
    }

    [Fact]
    public void Coverage_WithoutAnAwardedFigure_IsBuiltFromGrants()
    {
        var coverage = Of(Programmes.Figure("f1", 200), Grant("g1", 100));

        Assert.Equal((100m, 100m, true), (coverage.Low, coverage.High, coverage.BuiltFromGrants));
        Assert.Null(coverage.CoveredLow);
    }

    [Fact]
    public void Coverage_WithNeither_IsNullNotZero()
    {
        var coverage = Of(Programmes, Grant("g1", null));

        Assert.Equal((null, null, 0, 1, false), (coverage.Low, coverage.Grants, coverage.GrantCount, coverage.UndisclosedCount, coverage.BuiltFromGrants));
    }

    [Fact]
    public void Coverage_OfARange_IsARange()
    {
        var coverage = Of(Programmes.Figure("f1", 100, high: 200, stage: Stage.Awarded), Grant("g1", 50));

        Assert.Equal((25m, 50m), (coverage.CoveredLow, coverage.CoveredHigh));
    }

    [Fact]
    public void Coverage_GrantWithSeveralRecipients_CountsOnce() =>
        Assert.Equal((10m, 1), Of(Programmes, Grant("g1", 10), Grant("g1", 10)) is var coverage ? (coverage.Grants, coverage.GrantCount) : default);

    [Fact]
    public void Coverage_OnlyWhatIsAsked_IsSummed()
    {
        var coverage = Of(
            Programmes,
            Grant("g1", 1),
            Grant("g2", 2, programme: "x"),
            Grant("g3", 4, stage: Stage.Committed),
            Grant("g4", 8, funder: FunderType.Private),
            Grant("g5", 16, known: Folder.Known(2021, withdrawn: 2022)),
            Grant("g6", 32, awarded: "2022"),
            Grant("g7", 64, programme: null));

        Assert.Equal(1m, coverage.Grants);
    }

    [Fact]
    public void Coverage_GrantInAnotherCurrency_NeedsADateWithARate()
    {
        // 10 USD at 2 a euro is 5; without a date, or in a currency without a series, there is no amount.
        var coverage = Of(
            Programmes,
            Grant("g1", 10, currency: "USD"),
            Grant("g2", 10, currency: "USD", awarded: null),
            Grant("g3", 10, currency: "NGN"),
            Grant("g4", 3, awarded: null));

        Assert.Equal((8m, 2, 2), (coverage.Grants, coverage.GrantCount, coverage.NotConvertedCount));
    }

    [Fact]
    public void Coverage_OfAnotherStage_IsRefused() =>
        Assert.Throws<ArgumentException>(() => GrantCoverage.Of(new KnownMoney(new Folder().Facts(), Folder.Now), Folder.Ask(), []));

    private static ReferenceTables Dollars => new()
    {
        EuroDaily = new RateTable([new RatePoint("USD", new DateOnly(2021, 6, 1), 2, new Timeline(Folder.Start))]),
    };

    private static TotalGrant Grant(
        string reference, decimal? amount, string? programme = "p", string currency = "EUR", string? awarded = "2021-06", Stage stage = Stage.Awarded,
        FunderType funder = FunderType.Public, Timeline? known = null) =>
        new(reference, programme, stage, funder, amount, currency, awarded is null ? null : PartialDate.Parse(awarded), known ?? Folder.Known(2021));

    private static GrantCoverage Of(Folder folder, params TotalGrant[] grants)
    {
        var dated = grants.Any(grant => grant.Awarded is null) ? (PartialDate?)null : PartialDate.Parse("2021");
        var question = Folder.Ask(ask => ask with { Stage = Stage.Awarded, StatedTo = dated, Programmes = new ProgrammeSet { Programmes = ["p"] } });
        return GrantCoverage.Of(new KnownMoney(folder.Facts(), question.AsOf, question.StatedTo), question, grants);
    }
}
