using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

public sealed class NewMoneyTests
{
    [Fact]
    public void NewMoney_Restatement_IsHeadlineAndNotNew() =>
        Assert.Equal(
            ["2018: 100 new 100 (f1 new 100)", "2024: 100 new 0 (f2 restated>f1 0)", "all: 200 new 100"],
            Years(new Folder().Figure("f1", 100, "2018-03-29", tier: 3).Figure("f2", 100, "2024-03-11").Restates("f2", "f1")));

    [Fact]
    public void NewMoney_Revision_AddsTheIncreaseOrTakesTheDecrease() =>
        // 100, then 150 (+50), then 120 (-30): what is new adds up to what stands.
        Assert.Equal(
            ["2018: 100 new 100 (f1 new 100)", "2019: 150 new 50 (f2 revision>f1 50)", "2020: 120 new -30 (f3 revision>f2 -30)", "all: 370 new 120"],
            Years(new Folder().Figure("f1", 100, "2018").Figure("f2", 150, "2019").Figure("f3", 120, "2020").Revises("f2", "f1").Revises("f3", "f2")));

    [Fact]
    public void NewMoney_Contradiction_AddsNothing() =>
        Assert.Equal(
            ["2018: 100 new 100 (f1 new 100)", "2019: 150 new 0 (f2 contradicted>f1 0)", "all: 250 new 100"],
            Years(new Folder().Figure("f1", 100, "2018").Figure("f2", 150, "2019").Contradicts("f2", "f1")));

    [Fact]
    public void NewMoney_PartOfAWholeOfThatDayOrBefore_IsNotNew() =>
        Assert.Equal(
            ["2018: 140 new 100 (f1 new 100) (f2 inside>f1 0)", "2019: 30 new 0 (f3 inside>f1 0)", "all: 170 new 100"],
            Years(new Folder().Figure("f1", 100, "2018").Figure("f2", 40, "2018").PartOf("f2", "f1").Figure("f3", 30, "2019").PartOf("f3", "f2")));

    [Fact]
    public void NewMoney_PartStatedBeforeItsWhole_IsNewWhenSaid() =>
        Assert.Equal(
            ["2018: 40 new 40 (f2 new 40)", "2019: 100 new 100 (f1 new 100)", "all: 140 new 140"],
            Years(new Folder().Figure("f1", 100, "2019").Figure("f2", 40, "2018").PartOf("f2", "f1")));

    [Fact]
    public void NewMoney_RevisionOfAPartInsideByThen_AddsNothing() =>
        Assert.Equal(
            ["2018: 40 new 40 (f1 new 40)", "2019: 100 new 100 (f2 new 100)", "2020: 60 new 0 (f3 inside>f2 0)", "all: 200 new 140"],
            Years(new Folder().Figure("f1", 40, "2018").Figure("f2", 100, "2019").PartOf("f1", "f2").Figure("f3", 60, "2020").Revises("f3", "f1")));

    [Fact]
    public void NewMoney_BelowAProgrammeWithAFigureByThatDay_IsNotNewUnlessAdditional()
    {
        var folder = new Folder().Programme("p").Programme("q", "p").Programme("r", "q")
            .Figure("f1", 100, "2019", programme: "p").Figure("f2", 10, "2018", programme: "r").Figure("f3", 20, "2020", programme: "r")
            .Figure("f4", 40, "2020", programme: "q", additional: true);

        // f3 lies below both p (2019) and q (2020): the earliest of them is named.
        Assert.Equal(
            ["2018: 10 new 10 (f2 new 10)", "2019: 100 new 100 (f1 new 100)", "2020: 60 new 40 (f3 inside-parent>f1 0) (f4 new 40)", "all: 170 new 150"],
            Years(folder));
    }

    [Fact]
    public void NewMoney_SameDay_FirstRecordedThenSmallestReferenceIsFirst() =>
        Assert.Equal(
            ["2018: 180 new 80 (f1 restated>f2 0) (f2 new 80)", "all: 180 new 80"],
            Years(new Folder().Figure("f1", 100, "2018", known: Folder.Known(2022)).Figure("f2", 80, "2018", known: Folder.Known(2021)).Restates("f1", "f2")));

    [Theory]
    [InlineData("2018-03-11", "2018-03-11")]
    [InlineData("2018-03-11", "2018-03")]
    [InlineData("2018", "2018-03-11")]
    public void NewMoney_DaysThatDoNotSayWhichCameFirst_TakeWhatIsRestatedForTheFirst(string restating, string restated) =>
        Assert.Equal(
            ["2018: 180 new 100 (f1 restated>f2 0) (f2 new 100)", "all: 180 new 100"],
            Years(new Folder().Figure("f1", 80, restating).Figure("f2", 100, restated).Restates("f1", "f2")));

    [Fact]
    public void NewMoney_ChainOfRestatements_EndsWhereDaysSayOtherwise() =>
        // f3 may not have come before f1, though f2, of some day in the year, may have been said after it.
        Assert.Equal(
            ["2018: 300 new 100 (f1 restated>f2 0) (f2 new 100) (f3 restated>f2 0)", "all: 300 new 100"],
            Years(new Folder().Figure("f1", 100, "2018-03-11").Figure("f2", 100, "2018").Figure("f3", 100, "2018-12-20").Restates("f1", "f2").Restates("f2", "f3")));

    [Fact]
    public void NewMoney_FiguresThatRestateEachOther_AreInTheOrderOfReferences() =>
        Assert.Equal(
            ["2018: 200 new 100 (f1 new 100) (f2 restated>f1 0)", "all: 200 new 100"],
            Years(new Folder().Figure("f1", 100, "2018").Figure("f2", 100, "2018").Restates("f1", "f2").Restates("f2", "f1")));

    [Fact]
    public void NewMoney_RestatementOfAnUndisclosedAmount_IsFirst() =>
        Assert.Equal(
            ["2018: 100 new 100 (f1 new 100) (f2 restated>f1 null)", "all: 100 new 100"],
            Years(new Folder().Figure("f1", 100, "2018").Figure("f2", null, "2018").Restates("f1", "f2")));

    [Fact]
    public void NewMoney_SameMoneyAtTheProgrammeAbove_DoesNotHoldItButOtherMoneyThereDoes()
    {
        var folder = new Folder().Programme("p").Programme("q", "p")
            .Figure("f1", 100, "2018-02-11", programme: "p").Figure("f2", 100, "2018-02", programme: "q").Restates("f1", "f2");

        Assert.Equal(["2018: 200 new 100 (f1 restated>f2 0) (f2 new 100)", "all: 200 new 100"], Years(folder));
        Assert.Equal(
            ["2018: 500 new 300 (f1 restated>f2 0) (f2 inside-parent>f3 0) (f3 new 300)", "all: 500 new 300"],
            Years(folder.Figure("f3", 300, "2018-02-20", programme: "p")));
    }

    [Fact]
    public void NewMoney_RestatementBeforeWhatItRestates_IsFirst() =>
        Assert.Equal(
            ["2018: 80 new 80 (f1 new 80)", "2019: 100 new 0 (f2 restated>f1 0)", "all: 180 new 80"],
            Years(new Folder().Figure("f1", 80, "2018").Figure("f2", 100, "2019").Restates("f1", "f2")));

    [Fact]
    public void NewMoney_RevisionOfTheSameDay_AddsTheIncrease() =>
        Assert.Equal(
            ["2018: 180 new 80 (f1 revision>f2 -20) (f2 new 100)", "all: 180 new 80"],
            Years(new Folder().Figure("f1", 80, "2018-03-11").Figure("f2", 100, "2018-03").Revises("f1", "f2")));

    [Fact]
    public void NewMoney_OneAnnouncement_CountsPartsProgrammesBelowAndSecondCurrenciesOnce()
    {
        var folder = new Folder { Tables = DollarAt((2018, 2m)) }
            .Programme("p").Programme("q", "p")
            .Figure("f1", 100, "2018", programme: "p", announcement: "a")
            .Figure("f2", 30, programme: "p", announcement: "a").PartOf("f2", "f1")
            .Figure("f3", 20, programme: "q", announcement: "a")
            .Figure("f4", 200, programme: "p", announcement: "a", currency: "USD").Restates("f4", "f1");

        Assert.Equal(
            ["2018: 100 new 100 (f1 new 100) (f2 inside>f1 0) (f3 inside-parent>f1 0) (f4 restated>f1 0)", "all: 100 new 100"],
            Years(folder));
    }

    [Fact]
    public void NewMoney_RevisionInAnotherCurrencyYear_ComparesAtTheRateOfTheRevision() =>
        // 100 USD at 2 = 50 EUR; revised to 120 USD when a euro is 4 USD: 30 EUR, of which (120 - 100) / 4 = 5 is new.
        Assert.Equal(
            ["2018: 50 new 50 (f1 new 50)", "2019: 30 new 5 (f2 revision>f1 5)", "all: 80 new 55"],
            Years(new Folder { Tables = DollarAt((2018, 2m), (2019, 4m)) }
                .Figure("f1", 100, "2018", currency: "USD").Figure("f2", 120, "2019", currency: "USD").Revises("f2", "f1")));

    [Fact]
    public void NewMoney_UndisclosedFirst_HasNoAmountAndWhatFollowsIsNotNew() =>
        Assert.Equal(
            ["2018: null new null (f1 new null)", "2019: 80 new 0 (f2 restated>f1 0)", "all: 80 new 0"],
            Years(new Folder().Figure("f1", null, "2018").Figure("f2", 80, "2019").Restates("f2", "f1")));

    [Fact]
    public void NewMoney_RevisionOfAnUndisclosedAmount_IsAllNew() =>
        Assert.Equal(
            ["2018: null new null (f1 new null)", "2019: 80 new 80 (f2 revision>f1 80)", "all: 80 new 80"],
            Years(new Folder().Figure("f1", null, "2018").Figure("f2", 80, "2019").Revises("f2", "f1")));

    [Fact]
    public void NewMoney_FigureThatDoesNotStand_IsInNeither()
    {
        var answer = Answer(new Folder().Figure("f1", 100, "2018", standing: Standing.Target).Figure("f2", 80, "2019").Restates("f2", "f1"), TotalGrouping.Year);

        Assert.Equal((80m, 80m), (answer.Total.Headline.Low, answer.Total.Headline.NewLow));
        Assert.Equal(["f1 Target"], answer.Groups.Single(group => group.Key == "2018").Sum.LeftOut.Select(left => $"{left.Figure.Reference} {left.Reason}"));
    }

    [Fact]
    public void NewMoney_ByCountry_IsJudgedWithinEachAndLeavesAnOverlap()
    {
        // France's 40 is inside the Union's 100: new in France alone, not in the whole. Headlines overlap in nothing.
        var answer = Answer(
            new Folder().Programme("e", country: "EU").Programme("f")
                .Figure("f1", 100, "2018", programme: "e").Figure("f2", 40, "2019", programme: "f").PartOf("f2", "f1"),
            TotalGrouping.Country);

        Assert.Equal(
            [("EU", 100m, 100m), ("FR", 40m, 40m), ("unknown", null, null)],
            answer.Groups.Select(group => (group.Key, group.Sum.Headline.Low, group.Sum.Headline.NewLow)));
        Assert.Equal((140m, 100m), (answer.Total.Headline.Low, answer.Total.Headline.NewLow));
        Assert.Equal((0m, -40m), (answer.Overlap!.Low, answer.Overlap.NewLow));
    }

    [Fact]
    public void NewMoney_Announcements_ComeByDateWithTheirFigures()
    {
        var answer = Answer(
            new Folder().Figure("f1", 1, "2019", announcement: "b").Figure("f2", 2, announcement: "b").Figure("f3", 4, "2018", announcement: "c"), null);

        Assert.Equal(
            ["c 2018 4", "b 2019 3"],
            answer.Total.Announcements.Select(said => $"{said.Reference} {said.Date} {Text(said.Sum.NewLow)}"));
        Assert.Null(answer.Overlap);
    }

    [Fact]
    public void NewMoney_ByAnotherGrouping_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Answer(new Folder(), TotalGrouping.Theme));

    private static ReferenceTables DollarAt(params (int Year, decimal Rate)[] rates) => new()
    {
        EuroDaily = new RateTable(rates.Select(rate => new RatePoint("USD", new DateOnly(rate.Year, 7, 1), rate.Rate, new Timeline(Folder.Start)))),
    };

    private static NewMoneyAnswer Answer(Folder folder, TotalGrouping? grouping) =>
        NewMoney.Answer(folder.Facts(), Folder.Ask(ask => ask with { GroupBy = grouping }));

    private static IEnumerable<string> Years(Folder folder)
    {
        var answer = Answer(folder, TotalGrouping.Year);
        Assert.Equal((0m, 0m), (answer.Overlap!.Low, answer.Overlap.NewLow));
        return
        [
            .. answer.Groups.Where(group => group.Key != "unknown").Select(group => $"{group.Key}: {Text(group.Sum.Headline)} {Figures(group.Sum)}"),
            $"all: {Text(answer.Total.Headline)}",
        ];
    }

    private static string Figures(NewMoneySum sum) => string.Join(
        ' ',
        sum.Announcements.SelectMany(said => said.Figures).OrderBy(figure => figure.Figure.Reference).Select(figure =>
            $"({figure.Figure.Reference} {figure.Novelty.Code()}{(figure.Because is null ? "" : ">" + figure.Because)} {Text(figure.NewLow)})"));

    private static string Text(Headline headline) => $"{Text(headline.Low)} new {Text(headline.NewLow)}";

    private static string Text(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture) ?? "null";
}
