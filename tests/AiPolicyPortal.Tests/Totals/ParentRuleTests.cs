using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

public sealed class ParentRuleTests
{
    private static Folder Family => new Folder().Programme("p").Programme("q", "p").Programme("r", "q");

    [Fact]
    public void Total_BelowAProgrammeWithAFigure_IsInsideParentNamingItsSmallestReference() =>
        Assert.Equal(
            "300: f2 f3 | f1 inside-parent>f2",
            Family.Figure("f3", 200, programme: "p").Figure("f2", 100, programme: "p").Figure("f1", 40, programme: "r").Line());

    [Fact]
    public void Total_NearestAncestor_IsNamed() =>
        Assert.Equal(
            "100: f1 | f2 inside-parent>f1, f3 inside-parent>f2",
            Family.Figure("f1", 100, programme: "p").Figure("f2", 40, programme: "q").Figure("f3", 10, programme: "r").Line());

    [Fact]
    public void Total_AdditionalFigure_IsLiftedOutOfAllItsAncestors() =>
        Assert.Equal(
            "110: f1 f3 | f2 inside-parent>f1",
            Family.Figure("f1", 100, programme: "p").Figure("f2", 40, programme: "q").Figure("f3", 10, programme: "r", additional: true).Line());

    [Fact]
    public void Total_UndisclosedFigureAbove_HidesNothing() =>
        Assert.Equal("40: f1 f2 | ", Family.Figure("f1", null, programme: "p").Figure("f2", 40, programme: "q").Line());

    [Fact]
    public void Total_FigureAboveThatIsItselfInside_StillStands() =>
        Assert.Equal(
            "500: f0 | f1 inside>f0, f2 inside-parent>f1",
            Family.Programme("x").Figure("f0", 500, programme: "x").Figure("f1", 100, programme: "p").PartOf("f1", "f0").Figure("f2", 40, programme: "q").Line());

    [Fact]
    public void Total_FigureAboveThatAnotherStandsFor_HidesNothing() =>
        Assert.Equal(
            "140: f2 f3 | f1 restated>f2",
            Family.Figure("f1", 100, programme: "p", tier: 2).Figure("f2", 100, programme: "q").Restates("f1", "f2").Figure("f3", 40, programme: "q").Line());

    [Fact]
    public void Total_ParentOutsideTheAskedSet_HidesNothing()
    {
        var folder = new Folder().Programme("eu", country: "EU").Programme("fr", "eu").Figure("f1", 100, programme: "eu").Figure("f2", 40, programme: "fr");

        Assert.Equal("40: f2 | ", folder.Line(ask => ask with { Programmes = new ProgrammeSet { Countries = ["FR"] } }));
        Assert.Equal("100: f1 | f2 inside-parent>f1", folder.Line());
    }

    [Fact]
    public void Total_OfAProgramme_TakesItsDescendants() =>
        Assert.Equal(
            "50: f2 f3 | ",
            Family.Figure("f1", 100, programme: "p").Figure("f2", null, programme: "q").Figure("f3", 50, programme: "r")
                .Line(ask => ask with { Programmes = new ProgrammeSet { Programmes = ["q"] } }));

    [Fact]
    public void Total_ProgrammesInARing_ComesToAnEnd() =>
        Assert.Equal(
            "40: f2 | f1 inside-parent>f2",
            new Folder().Programme("a", "b").Programme("b", "a").Figure("f1", 100, programme: "a").Figure("f2", 40, programme: "b").Line());

    [Fact]
    public void Total_OtherStageAbove_HidesNothing() =>
        Assert.Equal("40: f2 | ", Family.Figure("f1", 100, programme: "p", stage: Stage.Committed).Figure("f2", 40, programme: "q").Line());
}
