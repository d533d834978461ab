using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

public sealed class LinkCyclesTests
{
    [Fact]
    public void Find_ChainsAndDiamonds_AreNoCycles() =>
        Assert.Empty(Find("a revises b", "b revises c", "a revises c", "d part-of a", "d part-of e", "e part-of a", "a contradicts c", "c contradicts a"));

    [Fact]
    public void Find_CycleOfRevisions_IsNamed() =>
        Assert.Equal(["a revises b, b revises c, c revises a"], Find("x revises a", "c revises a", "b revises c", "a revises b"));

    [Fact]
    public void Find_PartsThatReturnThroughTheSameMoney_AreNamed() =>
        // b and c are the same money, so a lies inside it and it inside a.
        Assert.Equal(["a part-of b, c part-of a"], Find("a part-of b", "c part-of a", "c restates b"));

    [Fact]
    public void Find_PartOfItsOwnMoney_IsACycle() =>
        Assert.Equal(["a part-of b"], Find("a part-of b", "a restates c", "b contradicts c"));

    [Fact]
    public void Find_SeveralCycles_AreAllNamed() =>
        Assert.Equal(
            ["a revises b, b revises a", "c revises d, d revises c", "e part-of f, f part-of e"],
            Find("a revises b", "b revises a", "c revises d", "d revises c", "e part-of f", "f part-of e"));

    [Fact]
    public void Find_LongChain_IsWalkedWithoutRecursion()
    {
        var links = Enumerable.Range(0, 200_000).Select(at => $"{at} revises {at + 1}").Append("200000 revises 0").ToArray();

        Assert.Equal(200_001, LinkCycles.Find([.. links.Select(Parse)]).Single().Links.Count);
    }

    private static IEnumerable<string> Find(params string[] links) => LinkCycles.Find([.. links.Select(Parse)]).Select(cycle => cycle.ToString());

    private static TotalLink Parse(string link)
    {
        var words = link.Split(' ');
        return new TotalLink(words[0], Core.Common.Codes<FigureLinkKind>.Parse(words[1]), words[2], Folder.Known(2020));
    }
}
