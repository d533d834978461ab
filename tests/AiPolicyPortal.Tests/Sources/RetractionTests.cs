using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Sources;

public sealed class RetractionTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Import_RetractedSource_MarksTheFiguresThatRestOnItAloneAndChangesNoTotal()
    {
        using var folder = new SmallFolder();
        await using var portal = await FolderPortal.CreateAsync(postgres);
        await portal.ImportAsync(folder.Path);
        var before = (await portal.GetDataAsync("/api/v1/totals?stage=announced&currency=EUR")).ToString();
        Assert.False((await portal.GetDataAsync("/api/v1/figures/f-2")).GetProperty("sourcesRetracted").GetBoolean());
        var moment = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

        // a-1 has s-1 and s-2, a-2 has s-2 alone.
        folder.Write(
            "sources.csv", "id,url,title,publisher,published,language,tier,archive_url,retracted,retraction_note",
            "s-1,https://example.org/1,The first page,Example,2018-03-29,fr,1,https://archive.example/1,,",
            "s-2,https://example.org/2,,Example,2024,en,3,https://archive.example/2,2025-01-31,It was made up.");
        await portal.ImportAsync(folder.Path);

        Assert.True((await portal.GetDataAsync("/api/v1/figures/f-2")).GetProperty("sourcesRetracted").GetBoolean());
        Assert.True((await portal.GetDataAsync("/api/v1/figures/f-3")).GetProperty("sourcesRetracted").GetBoolean());
        Assert.False((await portal.GetDataAsync("/api/v1/figures/f-1")).GetProperty("sourcesRetracted").GetBoolean());
        var source = await portal.GetDataAsync("/api/v1/sources/s-2");
        Assert.Equal(["f-2", "f-3"], source.GetProperty("restingFigures").EnumerateArray().Select(figure => figure.GetProperty("ref").GetString()));
        Assert.Equal(["s-2"], (await portal.GetDataAsync("/api/v1/sources?retracted=true")).EnumerateArray().Select(item => item.GetProperty("ref").GetString()));
        Assert.Equal(["s-1"], (await portal.GetDataAsync("/api/v1/sources?retracted=false&health=unchecked")).EnumerateArray().Select(item => item.GetProperty("ref").GetString()));

        Assert.Equal(before, (await portal.GetDataAsync("/api/v1/totals?stage=announced&currency=EUR")).ToString());
        Assert.Equal(
            (await portal.GetDataAsync("/api/v1/totals?stage=announced&currency=EUR")).GetProperty("low").ToString(),
            (await portal.GetDataAsync($"/api/v1/totals?stage=announced&currency=EUR&asOf={moment}")).GetProperty("low").ToString());

        Assert.Contains("Its sources were retracted", (await portal.GetPageAsync("/figures/f-2")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Its sources were retracted", (await portal.GetPageAsync("/programmes/p-1")).Body!.TextContent, StringComparison.Ordinal);
        var page = await portal.GetPageAsync("/sources/s-2");
        Assert.Contains("It was made up.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='https://archive.example/2']"));
        Assert.NotNull(page.QuerySelector("#resting + p + ul a[href='/figures/f-2']"));
    }

    [Fact]
    public async Task Export_ArchiveAndRetraction_ComeOutAsTheyWentIn()
    {
        using var folder = new SmallFolder();
        folder.AddColumn("sources.csv", "archive_url", id => id == "s-1" ? "https://archive.example/1" : "");
        folder.AddColumn("sources.csv", "retracted", id => id == "s-1" ? "2025-01" : "");
        folder.AddColumn("sources.csv", "retraction_note", id => id == "s-1" ? "Made up" : "");
        await using var portal = await FolderPortal.CreateAsync(postgres);
        await portal.ImportAsync(folder.Path);
        using var copy = new TemporaryFolder();
        await using var context = portal.CreateContext();

        await new DataFolderExport(context).ExportAsync(copy.Location, true, CancellationToken.None);

        var exported = await File.ReadAllTextAsync(Path.Combine(copy.Location, "sources.csv"), TestContext.Current.CancellationToken);
        Assert.Contains("https://archive.example/1,2025-01,Made up", exported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoteWithoutRetraction_IsRefusedAtItsCell()
    {
        using var folder = new SmallFolder();
        folder.AddColumn("sources.csv", "retraction_note", id => id == "s-1" ? "Made up" : "");
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var context = store.Open();

        var result = await new DataFolderImport(context, TimeProvider.System)
            .ImportAsync(folder.Path, new ImportOptions { Actor = Actor.Shell("test"), Reason = "A test." }, null, CancellationToken.None);

        var fault = Assert.Single(result.Faults);
        Assert.Equal(("sources.csv", 2, "retracted", FaultCodes.Required), (fault.File, fault.Row, fault.Column, fault.Code));
    }
}
