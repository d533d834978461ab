using System.Globalization;
using AiPolicyPortal.Core.Data;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Data;

public sealed class DataPageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_Data_ListsEveryFileWithItsRowsAndLicence()
    {
        var page = await portal.GetPageAsync("/data");
        var rows = page.QuerySelectorAll("main tbody tr:has(a[rel~=license])").ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim());

        var files = Directory.EnumerateFiles(DataPaths.Starter).Concat(Directory.EnumerateFiles(DataPaths.Reference)).Select(Path.GetFileName);
        Assert.Equal(files.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(DataPaths.Starter))
        {
            var shown = rows[Path.GetFileName(file)].QuerySelector("td.num")!.TextContent;
            Assert.Equal(StarterFile.Read(Path.GetFileName(file)).Count, int.Parse(shown, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Get_DataWithoutASnapshot_OffersTheListsAsTheyAre()
    {
        var page = await portal.GetPageAsync("/data");
        var addresses = page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ToList();

        Assert.NotNull(page.QuerySelector("#download + .notice"));
        Assert.All(SnapshotTables.Lists, table => Assert.Contains($"/{table.Table.Name}.csv", addresses));
        Assert.Contains("/grants.360giving.json", addresses);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Get_Data_NamesThoseWhoseDataIsUsed(string language)
    {
        var page = await portal.GetPageAsync($"/data?lang={language}");
        var named = page.QuerySelectorAll("main dl.facts dt").Select(name => name.TextContent).ToList();

        foreach (var name in new[] { "osai-index.eu", "Epoch AI", "European Central Bank", "World Bank" })
        {
            Assert.Contains(named, text => text.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_JsonFiles_CountsTheirEntries()
    {
        var files = DataCatalogue.Read(DataPaths.Licences).Files.ToDictionary(file => file.Name, file => file.Rows);

        Assert.Equal(680, files["reference/spdx.json"]);
        Assert.Equal(99, files["reference/osi_licenses.json"]);
    }
}
