using System.Text.Json;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Grants;

public sealed class RestoredGrantTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Get_GrantBeforeItsFunderWasRecorded_HasNone()
    {
        using var folder = new SmallFolder();
        await using var portal = await FolderPortal.CreateAsync(postgres);
        var before = (await portal.ImportAsync(folder.Path)).PublishedAt;
        folder.Append("organisations.csv", "fr-fund,A fund,FR,agency,,");
        folder.AddColumn("grants.csv", "funder", _ => "fr-fund");
        await portal.ImportAsync(folder.Path);
        using var copy = new TemporaryFolder();
        await using (var context = portal.CreateContext())
            await new DataFolderExport(context).ExportAsync(copy.Location, true, TestContext.Current.CancellationToken);
        await using var restored = await FolderPortal.CreateAsync(postgres);
        await restored.ImportAsync(copy.Location);

        var then = await restored.GetDataAsync($"/api/v1/grants/g-1?asOf={Uri.EscapeDataString($"{before.AddMilliseconds(1):O}")}");
        var now = await restored.GetDataAsync("/api/v1/grants/g-1");

        Assert.Equal(JsonValueKind.Null, then.GetProperty("grant").GetProperty("funder").ValueKind);
        Assert.Equal("fr-fund", now.GetProperty("grant").GetProperty("funder").GetProperty("ref").GetString());
    }
}
