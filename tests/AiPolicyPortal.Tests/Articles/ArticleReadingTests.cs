using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Articles;

public sealed class ArticleReadingTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Read_SeedStory_WarnsOfTheSameAmountSaidBefore()
    {
        await using var context = portal.CreateContext();
        using var snapshots = new MoneySnapshots();
        var read = await new ArticleReading(context, snapshots, TimeProvider.System).ReadAsync(SeedStory.Text, new ReadingHints(), TestContext.Current.CancellationToken);

        var equal = read.CollisionsOf(0).Where(collision => collision.IsEqual).ToDictionary(collision => collision.Figure.Reference);
        Assert.Subset(equal.Keys.ToHashSet(), new HashSet<string> { "f-fr-001", "f-fr-010", "f-fr-044" });
        Assert.Equal("2018-03-29", equal["f-fr-001"].Figure.StatedOn.ToString());
        Assert.Equal("2021-11-08", equal["f-fr-010"].Figure.StatedOn.ToString());
        Assert.Equal("2024-03-11", equal["f-fr-044"].Figure.StatedOn.ToString());
        Assert.Contains(read.CollisionsOf(0), collision => collision.Figure.Reference == "f-fr-104" && !collision.IsEqual);
        Assert.Contains(read.Proposals.Programmes, programme => programme.Reference == "fr-generative-ai-2024");
        Assert.Equal("grok-1", read.Proposals.Releases[0].References[0]);
        Assert.Equal(["us-xai", "us-superagi"], read.Proposals.Organisations.Select(name => name.References[0]));
    }
}
