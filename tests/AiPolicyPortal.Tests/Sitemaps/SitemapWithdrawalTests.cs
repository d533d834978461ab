using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Sitemaps;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Sitemaps;

public sealed class SitemapWithdrawalTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Parts_RecordWithdrawnAndOrganisationMerged_AreNotInThem()
    {
        using var folder = new SmallFolder();
        await using var portal = await FolderPortal.CreateAsync(postgres);
        folder.Append("organisations.csv", "fr-old-lab,The laboratory before,FR,research-institute,,");
        var first = await portal.ImportAsync(folder.Path);
        Assert.Superset(new HashSet<string> { "g-1", "fr-lab", "fr-old-lab" }, await ReferencesAsync(portal));

        folder.Write("records.csv", "record,id,recorded_at,withdrawn_at,reason", $"grant,g-1,,{Instant.Write(first.PublishedAt.AddMicroseconds(5))},Never awarded.");
        folder.Write("organisation_merges.csv", "from,to,merged,note", "fr-old-lab,fr-lab,,Renamed.");
        await portal.ImportAsync(folder.Path);

        var references = await ReferencesAsync(portal);
        Assert.Contains("fr-lab", references);
        Assert.DoesNotContain("g-1", references);
        Assert.DoesNotContain("fr-old-lab", references);
    }

    private static async Task<HashSet<string>> ReferencesAsync(FolderPortal portal)
    {
        await using var context = portal.CreateContext();
        var queries = new SitemapQueries(context, new PublishedAnswers(keep: false));
        var references = new HashSet<string>();
        foreach (var part in await queries.PartsAsync(100, TestContext.Current.CancellationToken))
            references.UnionWith(await queries.StreamAsync(part).Select(record => record.Reference).ToListAsync(TestContext.Current.CancellationToken));
        return references;
    }
}
