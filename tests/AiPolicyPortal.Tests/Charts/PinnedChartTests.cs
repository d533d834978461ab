using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Totals;

namespace AiPolicyPortal.Tests.Charts;

/// <summary>An embedded chart that is pinned to a day keeps its numbers and says when they are no longer what is known.</summary>
public sealed class PinnedChartTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Get_PinnedChart_AfterALaterImportKeepsItsNumbersAndSaysThatTheyHaveChanged()
    {
        await using var portal = await FolderPortal.CreateAsync(postgres);
        var first = await portal.ImportAsync(CsvRows.PathOf("Totals", "cases", "01-restated"));
        var pinned = $"/embed/countries-ranking?asOf={Instant.Write(first.PublishedAt)}";
        var before = await portal.GetPageAsync(pinned);

        await AsOfApiTests.ImportLaterAsync(portal);

        var after = await portal.GetPageAsync(pinned);
        var live = await portal.GetPageAsync("/embed/countries-ranking");
        Assert.Null(before.QuerySelector(".notice"));
        Assert.Equal(before.QuerySelector("tbody")!.TextContent, after.QuerySelector("tbody")!.TextContent);
        Assert.Equal("/embed/countries-ranking", after.QuerySelector(".notice a")!.GetAttribute("href"));
        Assert.Null(live.QuerySelector(".notice"));
        Assert.NotEqual(before.QuerySelector("tbody")!.TextContent, live.QuerySelector("tbody")!.TextContent);
    }
}
