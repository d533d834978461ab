using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Tests.Totals;

public sealed class RepresentativeTests
{
    [Fact]
    public void Total_RestatedFigure_CountsOnce() =>
        Assert.Equal("100: f2 | f1 restated>f2", new Folder().Figure("f1", 100, "2020").Figure("f2", 100, "2021").Restates("f2", "f1").Line());

    [Fact]
    public void Total_RestatementsThroughAnotherStage_AreOneGroup() =>
        Assert.Equal(
            "120: f3 | f1 restated>f3",
            new Folder().Figure("f1", 100, "2020").Figure("f2", 110, "2021", stage: Stage.Disbursed).Figure("f3", 120, "2022")
                .Restates("f2", "f1").Restates("f3", "f2").Line());

    [Fact]
    public void Total_ChainOfRevisions_LastStandsAndEachNamesItsReviser() =>
        Assert.Equal(
            "90: f3 | f1 revised>f2, f2 revised>f3",
            new Folder().Figure("f1", 100, "2020", tier: 1).Figure("f2", 80, "2021", tier: 2).Figure("f3", 90, "2022", tier: 4)
                .Revises("f2", "f1").Revises("f3", "f2").Line());

    [Fact]
    public void Total_RevisionThroughAFigureOfAnotherStage_StillRevises() =>
        Assert.Equal(
            "90: f3 | f1 revised>f3",
            new Folder().Figure("f1", 100, "2020").Figure("f2", 80, "2021", stage: Stage.Committed).Figure("f3", 90, "2022", tier: 4)
                .Revises("f2", "f1").Revises("f3", "f2").Line());

    [Fact]
    public void Total_RestatementOfASupersededAmount_IsNotItselfRevised() =>
        Assert.Equal(
            "100: f3 | f1 revised>f2, f2 restated>f3",
            new Folder().Figure("f1", 100, "2020").Figure("f2", 80, "2021", tier: 3).Figure("f3", 100, "2022", tier: 1)
                .Revises("f2", "f1").Restates("f3", "f1").Line());

    [Fact]
    public void Total_RevisionThatIsAnError_DoesNotRevise() =>
        Assert.Equal(
            "100: f1 | f2 error",
            new Folder().Figure("f1", 100, "2020").Figure("f2", 80, "2021", standing: Standing.Error).Revises("f2", "f1").Line());

    [Fact]
    public void Total_RevisionsInACircle_DropNone() =>
        Assert.Equal(
            "80: f2 | f1 restated>f2",
            new Folder().Figure("f1", 100, "2020").Figure("f2", 80, "2021").Revises("f2", "f1").Revises("f1", "f2").Line());

    [Fact]
    public void Total_FigureThatRevisesItselfThroughOthersOnly_IsNotDropped() =>
        Assert.Equal(
            "100: f1 | f3 restated>f1",
            new Folder().Figure("f1", 100, "2020", tier: 1).Figure("f2", 80, "2021", stage: Stage.Committed).Figure("f3", 90, "2022", tier: 2)
                .Revises("f2", "f1").Revises("f1", "f2").Restates("f3", "f1").Line());

    [Fact]
    public void Total_ContradictedFigure_SaysSoAndTheBetterSourceStands() =>
        Assert.Equal(
            "50: f1 | f2 contradicted>f1, f3 restated>f1",
            new Folder().Figure("f1", 50, "2020", tier: 1).Figure("f2", 70, "2021", tier: 3).Figure("f3", 50, "2022", tier: 2)
                .Contradicts("f2", "f1").Restates("f3", "f1").Line());

    [Fact]
    public void Total_ContradictionWithAFigureOfAnotherStage_TouchesAllTheSame() =>
        Assert.Equal(
            "50: f1 | f2 contradicted>f1",
            new Folder().Figure("f1", 50, "2020", tier: 1).Figure("f2", 70, "2021", tier: 3).Figure("f3", 60, stage: Stage.Committed)
                .Restates("f2", "f1").Contradicts("f3", "f2").Line());

    /// <summary>Each row makes f2 win by one criterion although every later criterion speaks for f1.</summary>
    public static TheoryData<string, string> Criteria => new()
    {
        { "disclosed before undisclosed", "20: f2 | f1 restated>f2" },
        { "the editors' preferred", "20: f2 | f1 restated>f2" },
        { "the best tier", "20: f2 | f1 restated>f2" },
        { "the highest confidence", "20: f2 | f1 restated>f2" },
        { "the currency of the earliest", "20: f2 | f0 restated>f2, f1 restated>f2" },
        { "the latest statement", "20: f2 | f1 restated>f2" },
        { "the smallest reference", "10: f1 | f2 restated>f1" },
    };

    [Theory]
    [MemberData(nameof(Criteria))]
    public void Total_CriteriaOfStanding_AreTakenInOrder(string criterion, string expected)
    {
        var folder = criterion switch
        {
            "disclosed before undisclosed" => new Folder().Figure("f1", null, "2022").Prefer("f1").Figure("f2", 20, "2021", tier: 4, confidence: Confidence.Low),
            "the editors' preferred" => new Folder().Figure("f1", 10, "2022", tier: 1).Figure("f2", 20, "2021", tier: 4, confidence: Confidence.Low).Prefer("f2"),
            "the best tier" => new Folder().Figure("f1", 10, "2022", tier: 3).Figure("f2", 20, "2021", tier: 2, confidence: Confidence.Low),
            "the highest confidence" => new Folder { Tables = Dollars }
                .Figure("f1", 10, "2022-01-03", confidence: Confidence.Medium).Figure("f2", 20, "2022-01-04", currency: "USD"),
            "the currency of the earliest" => new Folder { Tables = Dollars }.Figure("f0", 30, "2022-01-01", currency: "USD", tier: 4)
                .Figure("f1", 10, "2022-01-05").Figure("f2", 20, "2022-01-04", currency: "USD").Restates("f0", "f1"),
            "the latest statement" => new Folder().Figure("f1", 10, "2022-01-03").Figure("f2", 20, "2022-01-04"),
            _ => new Folder().Figure("f2", 20, "2022-12-31").Figure("f1", 10, "2022"),
        };

        Assert.Equal(expected, folder.Restates("f2", "f1").Line());
    }

    [Fact]
    public void Total_PartialDate_IsOrderedAsItsLastDay() =>
        Assert.Equal(
            "2: f2 | f1 restated>f2, f3 restated>f2",
            new Folder().Figure("f1", 1, "2020-12-30").Figure("f2", 2, "2020").Figure("f3", 3, "2020-11").Restates("f1", "f2").Restates("f3", "f2").Line());

    [Fact]
    public void Total_SeveralSources_BestOfThemCounts() =>
        Assert.Equal(
            "2: f2 | f1 restated>f2",
            new Folder().Figure("f1", 1, "2021", tier: 2).Figure("f2", 2, "2020", tier: 4).Cite("a-f2", 1).Restates("f1", "f2").Line());

    /// <summary>Dollars worth one euro each.</summary>
    private static Core.Conversion.ReferenceTables Dollars => new()
    {
        EuroDaily = new Core.Conversion.RateTable([new Core.Conversion.RatePoint("USD", new DateOnly(2022, 1, 1), 1, new Core.Common.Timeline(Folder.Start))]),
    };
}
