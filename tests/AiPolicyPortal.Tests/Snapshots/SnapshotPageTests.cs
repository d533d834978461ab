using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Snapshots;

/// <summary>The pages about data: what can be downloaded, and what its columns mean.</summary>
public sealed class SnapshotPageTests(SnapshotPortal portal) : IClassFixture<SnapshotPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Data_LeadsToEveryFileOfTheNewestSnapshot()
    {
        var page = await PageAsync("/data");
        var addresses = page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).ToHashSet();
        var rows = page.QuerySelector("#download ~ table")!.QuerySelectorAll("tbody tr").ToList();

        foreach (var file in portal.Latest.Files.Select(file => file.Name).Concat([SnapshotManifest.FileName, SnapshotManifest.ChecksumsName, SnapshotManifest.DataPackageName]))
        {
            Assert.Contains($"/data/{portal.Latest.Name}/{file}", addresses);
        }

        Assert.Equal(
            portal.Latest.Tables.Select(table => table.Rows.ToString("N0", CultureInfo.InvariantCulture)),
            rows.Select(row => row.QuerySelector("td")!.TextContent.Trim()));
        Assert.All(SnapshotTables.All, table => Assert.Contains($"/data/dictionary#{table.Table.Name}", addresses));
    }

    [Theory]
    [InlineData("/data")]
    [InlineData("/data/{0}")]
    public async Task Get_Data_DescribesItselfAsADataset(string address)
    {
        address = string.Format(CultureInfo.InvariantCulture, address, portal.Latest.Name);
        var page = await PageAsync(address);
        var dataset = JsonDocument.Parse(page.QuerySelector("head script[type='application/ld+json']")!.TextContent).RootElement;
        var distribution = dataset.GetProperty("distribution").EnumerateArray().ToDictionary(file => file.GetProperty("contentUrl").GetString()!);

        Assert.Equal(("https://schema.org", "Dataset"), (dataset.GetProperty("@context").GetString(), dataset.GetProperty("@type").GetString()));
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", dataset.GetProperty("license").GetString());
        Assert.InRange(dataset.GetProperty("description").GetString()!.Length, 50, 5000);
        Assert.All(portal.Latest.Files, file =>
            Assert.Equal(file.Sha256, distribution[$"http://localhost/data/{portal.Latest.Name}/{file.Name}"].GetProperty("sha256").GetString()));
        Assert.Contains("<script type=\"application/ld+json\">{", await portal.Client.GetStringAsync(address, Cancel), StringComparison.Ordinal);
        Assert.Equal("website", page.QuerySelector("meta[property='og:type']")!.GetAttribute("content"));
    }

    [Fact]
    public async Task Get_DataAfterAnotherSnapshot_ShowsThatAndStillTheFirst()
    {
        await using var own = new SnapshotPortal(portal.Postgres);
        await own.InitializeAsync();
        var first = own.Latest.Name;
        using var before = await own.Client.GetAsync("/data", Cancel);
        var second = await own.WaitAsync(await own.PublishAsync());
        using var after = await own.Client.GetAsync("/data", Cancel);
        var text = await after.Content.ReadAsStringAsync(Cancel);

        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Contains($"/data/{second.Name}/grants.csv", text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/data/{first}\"", text, StringComparison.Ordinal);
        Assert.Contains($"/data/{first}/grants.csv", await own.Client.GetStringAsync($"/data/{first}", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SnapshotThatIsNoLongerKept_SaysSoAndLeadsToThoseThatAre()
    {
        await using var own = new SnapshotPortal(portal.Postgres) { Keep = 1 };
        await own.InitializeAsync();
        var removed = (await own.WaitAsync(await own.PublishAsync())).Name;
        await own.WaitAsync(await own.PublishAsync());
        while (own.Snapshots.Find(removed) is not null)
            await Task.Delay(20, Cancel);
        using var page = await own.Client.GetAsync($"/data/{removed}?lang=fr", Cancel);
        using var file = await own.Client.GetAsync($"/data/{removed}/grants.csv", Cancel);
        using var record = await own.Client.GetAsync($"/api/v1/exports/{removed}", Cancel);
        using var way = await own.Client.GetAsync($"/api/v1/exports/{removed}/grants.csv", Cancel);
        using var never = await own.Client.GetAsync("/data/1999-01-01/grants.csv", Cancel);
        var text = await page.Content.ReadAsStringAsync(Cancel);
        var problem = JsonDocument.Parse(await file.Content.ReadAsStringAsync(Cancel)).RootElement;

        Assert.All([page, file, record, way], answer => Assert.Equal(HttpStatusCode.Gone, answer.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
        Assert.Contains("n’est plus conservé", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        Assert.Contains("href=\"/data\">Voir les instantanés", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        Assert.Equal("removed", problem.GetProperty("code").GetString());
        Assert.Contains("/data/latest/", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("no-store", file.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/data/1999-01-01", HttpStatusCode.NotFound)]
    [InlineData("/data/no-such", HttpStatusCode.NotFound)]
    [InlineData("/data/latest", HttpStatusCode.Redirect)]
    [InlineData("/data?contry=FR", HttpStatusCode.BadRequest)]
    [InlineData("/data/dictionary?contry=FR", HttpStatusCode.BadRequest)]
    public async Task Get_PageThatIsNotThere_SaysSo(string address, HttpStatusCode status)
    {
        using var answer = await portal.Client.GetAsync(address, Cancel);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Get_Dictionary_HasEveryColumnOfEveryTable(string language)
    {
        var page = await PageAsync($"/data/dictionary?lang={language}");

        Assert.Equal(SnapshotTables.All.Select(table => $"#{table.Table.Name}"), page.QuerySelectorAll("header.page-header ul.meta a").Select(link => link.GetAttribute("href")));
        foreach (var table in SnapshotTables.All.Select(table => table.Table))
        {
            Assert.NotNull(page.GetElementById(table.Name));
            foreach (var column in table.Columns)
            {
                var row = page.GetElementById($"{table.Name}.{column.Name}")!;
                Assert.Equal($"{column.Description}.", row.QuerySelector("[lang=en]")!.TextContent);
                Assert.Equal(column.Codes, row.QuerySelectorAll("li code").Select(code => code.TextContent));
            }
        }
    }

    [Fact]
    public async Task Get_DictionaryAsData_HasEveryColumnAndTheWordsOfEveryCode()
    {
        var tables = (await portal.GetJsonAsync("/data/dictionary.json")).EnumerateArray().ToList();
        var rows = CsvText.Rows((await portal.Client.GetStringAsync("/data/dictionary.csv", Cancel)).TrimStart('\uFEFF'));

        Assert.Equal(SnapshotTables.All.Select(table => table.Table.Name), tables.Select(table => table.GetProperty("name").GetString()));
        Assert.Equal(
            SnapshotTables.All.SelectMany(table => table.Table.Columns, (table, column) => (table.Table.Name, column.Name)), rows.Select(row => (row["table"], row["name"])));
        foreach (var code in tables.SelectMany(table => table.GetProperty("columns").EnumerateArray()).SelectMany(column => column.GetProperty("codes").EnumerateArray()))
        {
            Assert.NotEqual(code.GetProperty("code").GetString(), code.GetProperty("label").GetString());
        }
    }

    private async Task<IDocument> PageAsync(string address)
    {
        var text = await portal.Client.GetStringAsync(address, Cancel);
        return await BrowsingContext.New().OpenAsync(request => request.Content(text).Address("http://localhost" + address), Cancel);
    }
}
