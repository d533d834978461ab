using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Which of several claims stands, and by which criterion of rule 4.</summary>
public sealed class ClaimGroupTests
{
    private static Folder Disputed => new Folder().Programme("p").Programme("x").Figure("f1", 22);

    [Fact]
    public void Of_EachCriterion_IsNamedWhereItDecides()
    {
        Assert.Equal("f1 | f2 disclosure>f1", Of(Disputed.Figure("f2", null)));
        Assert.Equal("f2 | f1 preference>f2", Of(Disputed.Figure("f2", 25, tier: 4).Prefer("f2")));
        Assert.Equal("f1 | f2 tier>f1", Of(Disputed.Figure("f2", 25, tier: 3, stated: "2024")));
        Assert.Equal("f1 | f2 confidence>f1", Of(Disputed.Figure("f2", 25, confidence: Confidence.Low, stated: "2024")));
        Assert.Equal("f1 | f2 currency>f1", Of(Disputed.Figure("f2", 25, currency: "USD", stated: "2024")));
        Assert.Equal("f2 | f1 stated-on>f2", Of(Disputed.Figure("f2", 25, stated: "2024")));
        Assert.Equal("f1 | f2 reference>f1", Of(Disputed.Figure("f2", 25)));
    }

    [Fact]
    public void Of_RevisedClaim_NamesWhatReplacedItAndNoCriterion()
    {
        var group = Assert.Single(Groups(Disputed.Figure("f2", 25, tier: 4).Contradicts("f2", "f1").Revises("f2", "f1")));

        Assert.Equal("f2 | f1 revised>f2", Line(group));
    }

    [Fact]
    public void Of_StandingClaimInsideAnotherFigure_StandsAndSaysWhereItIsCounted()
    {
        var group = Assert.Single(Groups(Disputed.Figure("f2", 25, tier: 3).Contradicts("f2", "f1").Figure("f9", 90, programme: "x").PartOf("f1", "f9")));

        Assert.Equal((true, LeftOutReason.Inside, "f9"), (group.Claims[0].Stands, group.Claims[0].Reason, group.Claims[0].Because?.Ref));
        Assert.Equal((1, 3), (group.Claims[1].Decision!.Chosen.Tier, group.Claims[1].Decision!.Other.Tier));
    }

    [Fact]
    public void Of_WhatStandsWithoutBeingDisputedItself_IsAmongTheClaims()
    {
        // f3 restates f1 later and stands for both.
        var group = Assert.Single(Groups(Disputed.Figure("f2", 25, tier: 3).Contradicts("f2", "f1").Figure("f3", 22, stated: "2024").Restates("f3", "f1")));

        Assert.Equal("f3 | f1 stated-on>f3 | f2 tier>f3", Line(group));
    }

    [Fact]
    public void Of_RevisedClaim_IsShownBesideWhatReplacedIt()
    {
        var group = Assert.Single(Groups(Disputed.Figure("f2", 25, tier: 3).Contradicts("f2", "f1").Figure("f3", 30).Revises("f3", "f1")));

        Assert.Equal("f3 | f1 revised>f3 | f2 tier>f3", Line(group));
    }

    [Fact]
    public void Of_ClaimsAtTwoStages_StandEachAtItsOwn()
    {
        var group = Assert.Single(Groups(Disputed.Figure("f2", 13, stage: Stage.Disbursed, programme: "x").Contradicts("f2", "f1")));

        Assert.Equal("f1 | f2", Line(group));
    }

    [Fact]
    public void Of_ContradictionsOfOtherProgrammes_AreLeftAside() =>
        Assert.Empty(Groups(Disputed.Figure("f2", 25, programme: "x").Figure("f3", 26, programme: "x").Contradicts("f3", "f2")));

    private static string Of(Folder folder) => Line(Assert.Single(Groups(folder.Contradicts("f2", "f1"))));

    private static IReadOnlyList<ClaimGroup> Groups(Folder folder) => ClaimGroup.Of(new KnownMoney(folder.Facts(), Folder.Now), "p");

    private static string Line(ClaimGroup group) => string.Join(" | ", group.Claims.Select(claim => claim.Stands
        ? claim.Figure.Reference
        : $"{claim.Figure.Reference} {claim.Decision?.Criterion.Code() ?? claim.Reason!.Value.Code()}>{claim.Because?.Ref}"));
}
