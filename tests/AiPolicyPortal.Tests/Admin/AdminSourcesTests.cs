using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Admin;

public sealed class AdminSourcesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Get_RetractedAndGone_ListsBothForReview()
    {
        using var folder = new SmallFolder();
        folder.AddColumn("sources.csv", "retracted", id => id == "s-2" ? "2025-01-31" : "");
        await using var store = await PortalStore.CreateAsync(postgres);
        await using (var context = store.Open())
        {
            var import = await new DataFolderImport(context, TimeProvider.System)
                .ImportAsync(folder.Path, new ImportOptions { Actor = Actor.Shell("test"), Reason = "A test." }, null, CancellationToken.None);
            Assert.Empty(import.Faults);
            var first = await context.Sources.SingleAsync(source => source.Reference == "s-1", TestContext.Current.CancellationToken);
            context.Add(new SourceCheck { SourceId = first.Id, CheckedAt = DateTimeOffset.UtcNow, Health = SourceHealth.Gone, HttpStatus = 404 });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var page = await contributor.GetPageAsync("/admin/sources");

        Assert.NotNull(page.QuerySelector("a[href='/figures/f-2']"));
        Assert.NotNull(page.QuerySelector("a[href='/figures/f-3']"));
        Assert.Null(page.QuerySelector("a[href='/figures/f-1']"));
        Assert.Contains("No longer there", page.QuerySelector("table a[href='/sources/s-1']")!.Closest("tr")!.TextContent, StringComparison.Ordinal);

        using var outside = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var answer = await outside.GetAsync("/admin/sources", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
