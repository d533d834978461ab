using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Tests.Totals;

public sealed class InsideRuleTests
{
    [Fact]
    public void Total_PartOfACountedWhole_IsInside() =>
        Assert.Equal("100: f1 | f2 inside>f1", new Folder().Figure("f1", 100).Figure("f2", 40).PartOf("f2", "f1").Line());

    [Fact]
    public void Total_PartOfAPart_NamesTheNearestThoughThatOneIsInsideToo() =>
        Assert.Equal(
            "100: f1 | f2 inside>f1, f3 inside>f2",
            new Folder().Figure("f1", 100).Figure("f2", 40).Figure("f3", 10).PartOf("f2", "f1").PartOf("f3", "f2").Line());

    [Fact]
    public void Total_PartThroughAGroupThatNothingStandsFor_IsInsideAllTheSame() =>
        Assert.Equal(
            "100: f1 | f3 inside>f1",
            new Folder().Figure("f1", 100).Figure("f2", 40, stage: Stage.Committed).Figure("f3", 10).PartOf("f2", "f1").PartOf("f3", "f2").Line());

    [Fact]
    public void Total_PartByAnotherMemberOfItsGroup_IsInsideTheOneThatStands() =>
        Assert.Equal(
            "110: f2 | f1 restated>f2, f4 inside>f2",
            new Folder().Figure("f1", 100, "2020").Figure("f2", 110, "2021").Restates("f2", "f1")
                .Figure("f3", 30, stage: Stage.Disbursed).Figure("f4", 30).Restates("f3", "f4").PartOf("f3", "f1").Line());

    [Fact]
    public void Total_TwoWholesAsNear_NamesTheSmallerReference() =>
        Assert.Equal(
            "300: f1 f2 | f3 inside>f1",
            new Folder().Figure("f1", 100).Figure("f2", 200).Figure("f3", 10).PartOf("f3", "f2").PartOf("f3", "f1").Line());

    [Fact]
    public void Total_ANearerWholeWithALargerReference_IsNamed() =>
        Assert.Equal(
            "300: f1 f9 | f3 inside>f9",
            new Folder().Figure("f1", 100).Figure("f9", 200).Figure("f2", 10, stage: Stage.Committed).Figure("f3", 10)
                .PartOf("f3", "f2").PartOf("f2", "f1").PartOf("f3", "f9").Line());

    [Fact]
    public void Total_PartOfAnUndisclosedWhole_Counts() =>
        Assert.Equal("40: f1 f2 | ", new Folder().Figure("f1", null).Figure("f2", 40).PartOf("f2", "f1").Line());

    [Fact]
    public void Total_UndisclosedPart_IsInside() =>
        Assert.Equal("100: f1 | f2 inside>f1", new Folder().Figure("f1", 100).Figure("f2", null).PartOf("f2", "f1").Line());

    [Fact]
    public void Total_PartOfItsOwnGroup_IsNotInsideItself() =>
        Assert.Equal(
            "40: f2 | f1 restated>f2",
            new Folder().Figure("f1", 100, tier: 2).Figure("f2", 40).Restates("f2", "f1").PartOf("f2", "f1").Line());

    [Fact]
    public void Total_PartsInACircle_ComesToAnEnd() =>
        Assert.Equal(
            "null:  | f1 inside>f2, f2 inside>f1",
            new Folder().Figure("f1", 100).Figure("f2", 40).PartOf("f2", "f1").PartOf("f1", "f2").Line());
}
