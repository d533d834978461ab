using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>What an explanation says of money that is counted twice.</summary>
public sealed class SharedMoneyTests
{
    [Theory]
    [InlineData(FunderType.Public, "f3 inside f1, f3 inside f2")]
    [InlineData(FunderType.Private, "f1 same f2, f1 holds f3, f1 overlaps f4")]
    [InlineData(FunderType.Mixed, "f2 same f1, f2 holds f3, f2 overlaps f4")]
    [InlineData(FunderType.Unknown, "f4 overlaps f1, f4 overlaps f2")]
    public void Of_OneKindOfFunder_NamesWhatTheOthersCount(FunderType asked, string shared) => Assert.Equal(shared, Of(Folder, asked));

    [Theory]
    [InlineData("f2 overlaps f4", FunderType.Public, FunderType.Private, FunderType.Mixed)]
    [InlineData("f2 overlaps f4, f4 overlaps f2", FunderType.Public, FunderType.Private, FunderType.Mixed, FunderType.Unknown)]
    [InlineData("f3 inside f1, f3 inside f2, f4 overlaps f1, f4 overlaps f2", FunderType.Public, FunderType.Unknown)]
    public void Of_SeveralKindsAtOnce_NamesNothingThatTheyCountOnce(string shared, params FunderType[] asked) => Assert.Equal(shared, Of(Folder, asked));

    [Fact]
    public void Of_PartsInACircle_ComesToAnEnd() => Assert.Equal(
        "",
        Of(new Folder().Figure("f1", 100).Figure("f2", 40, funder: FunderType.Private, standing: Standing.Target).PartOf("f2", "f1").PartOf("f1", "f2"), FunderType.Public));

    [Fact]
    public void CountOf_ANature_CountsWhatIsInTheTotal()
    {
        var sum = new Folder().Figure("f1", 100).Figure("f2", 10, high: 20).Figure("f3", 10, high: 20, standing: Standing.Target).Answer().Total;

        Assert.Equal((1, 1, 0), (sum.CountOf(Nature.Exact), sum.CountOf(Nature.Range), sum.CountOf(Nature.UpTo)));
    }

    /// <summary>109 that one source calls private and another mixed, 10 of it public; and money of unknown funders that has a part in common with the mixed.</summary>
    private static Folder Folder => new Folder()
        .Figure("f1", 109, "2021", funder: FunderType.Private).Figure("f2", 109, "2022", funder: FunderType.Mixed).Restates("f2", "f1")
        .Figure("f3", 10).PartOf("f3", "f1")
        .Figure("f4", 50, funder: FunderType.Unknown).Figure("f5", 5, stage: Stage.Committed).PartOf("f5", "f4").PartOf("f5", "f2");

    private static string Of(Folder folder, params FunderType[] asked)
    {
        var money = new KnownMoney(folder.Facts(), Totals.Folder.Now);
        var question = Totals.Folder.Ask(ask => ask with { FunderTypes = asked });
        return string.Join(", ", SharedMoney.Of(money, question, Total.Answer(money, question).Total)
            .Select(Text));
    }

    internal static string Text(SharedMoney shared) => $"{shared.Figure.Stated.Ref} {shared.Relation.Code()} {shared.Other.Stated.Ref}";
}
