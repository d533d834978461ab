using System.Text.Json;
using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Api;
using AngleSharp;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Api;

/// <summary>The samples of <c>/api</c>, taken from the page as it is served and run as a reader would.</summary>
public sealed partial class SampleTests(ListeningPortal portal) : IClassFixture<ListeningPortal>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("curl")]
    [InlineData("filters")]
    [InlineData("total")]
    [InlineData("explain")]
    [InlineData("groups")]
    [InlineData("converted")]
    [InlineData("changes")]
    public async Task Curl_Sample_GivesTheAnswerOfTheApi(string id)
    {
        var code = await SampleAsync(id);

        var data = JsonDocument.Parse(await CurlAsync(code)).RootElement.GetProperty("data");

        var expected = await portal.Client.GetStringAsync(Address().Match(code).Value, Stop);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement.GetProperty("data"), data));
        Assert.NotEqual("[]", data.GetRawText());
    }

    [Fact]
    public async Task Curl_FirstQuery_NamesASourceForEachTimeItWasSaid()
    {
        var figures = JsonDocument.Parse(await CurlAsync(await SampleAsync("curl"))).RootElement.GetProperty("data").EnumerateArray().ToList();

        Assert.True(figures.Count >= 5, $"{figures.Count}");
        Assert.All(figures, figure => Assert.Equal("1500000000.00", figure.Text("money.amount")));
        Assert.All(figures, figure => Assert.StartsWith("http", figure.GetProperty("sources")[0].Text("url"), StringComparison.Ordinal));
        Assert.StartsWith("2018", figures[0].Text("statedOn.date"), StringComparison.Ordinal);
        Assert.Equal("2024-03-11", figures[^1].Text("statedOn.date"));
    }

    [Fact]
    public async Task Curl_FileSample_SavesAnArchive()
    {
        await CurlAsync(await SampleAsync("files"));

        using var zip = System.IO.Compression.ZipFile.OpenRead(folder.Below("grants.zip"));
        Assert.Contains(zip.Entries, entry => entry.Name == "grants.csv");
    }

    [Fact]
    public async Task Curl_FaultySample_IsRefusedAsThePageShows()
    {
        var answer = JsonDocument.Parse(await CurlAsync(await SampleAsync("error"))).RootElement;
        var shown = JsonDocument.Parse(await SampleAsync("answer")).RootElement;

        Assert.All(shown.EnumerateObject(), field => Assert.True(JsonElement.DeepEquals(field.Value, answer.GetProperty(field.Name)), $"{answer}"));
    }

    [Fact]
    public async Task Python_Sample_PrintsEachFigureWithItsSource()
    {
        var python = await ForeignProgram.PythonWithAsync("pandas");

        await AssertFiguresAsync(await ForeignProgram.RunAsync(Folder(), python, "-c", await SampleAsync("python")));
    }

    [Fact]
    public async Task Python_Walk_SeesEveryGrant()
    {
        var python = await ForeignProgram.PythonWithAsync("json");
        var count = JsonDocument.Parse(await portal.Client.GetStringAsync("/api/v1/grants?country=FR&limit=1", Stop)).RootElement.GetProperty("meta").GetProperty("count");

        var output = await ForeignProgram.RunAsync(Folder(), python, "-c", await SampleAsync("walk"));

        Assert.Equal($"{count} of {count}", output.Trim());
    }

    [Fact]
    public async Task R_Sample_PrintsEachFigureWithItsSource()
    {
        var r = await ForeignProgram.NeedAsync("Rscript", "r-base-core");
        var script = Path.Combine(Folder(), "sample.R");
        await File.WriteAllTextAsync(script, "options(width = 1000)\n" + await SampleAsync("r"), Stop);

        await AssertFiguresAsync(await ForeignProgram.RunAsync(Folder(), r, script));
    }

    [Fact]
    public async Task PowerQuery_Sample_AsksForColumnsThatThereAre()
    {
        var code = await SampleAsync("excel");
        var query = Pair().Matches(code[code.IndexOf("Query = [", StringComparison.Ordinal)..code.IndexOf("Delimiter", StringComparison.Ordinal)])
            .Select(pair => $"{pair.Groups["name"].Value}={Uri.EscapeDataString(pair.Groups["value"].Value)}");
        var rows = CsvText.Rows((await portal.Client.GetStringAsync($"/figures.csv?{string.Join('&', query)}", Stop)).TrimStart('\uFEFF'));
        var columns = Listed().Match(code).Groups["columns"].Value.Split(',').Select(column => column.Trim().Trim('"'));

        Assert.Contains($"Web.Contents(\"{portal.Address}\"", code, StringComparison.Ordinal);
        Assert.Equal(await FiguresAsync(), rows.Select(row => row["ref"]));
        Assert.All(columns, column => Assert.Contains(column, rows[0].Keys));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Page_Contents_LeadToTheirSections(string language)
    {
        var page = await PageAsync(language);

        var links = page.QuerySelectorAll(".page-contents a").ToList();
        Assert.True(links.Count >= 12);
        Assert.All(links, link => Assert.Equal(link.TextContent, page.QuerySelector($"h2{link.GetAttribute("href")}")!.TextContent));
        Assert.Equal(links.Count, page.QuerySelectorAll("h2[id]").Length);
        Assert.Equal((await PageAsync("en")).QuerySelectorAll("code[data-sample]").Select(code => code.TextContent), page.QuerySelectorAll("code[data-sample]").Select(code => code.TextContent));
    }

    [Fact]
    public async Task Page_ErrorCodes_AreThoseOfTheSourceWithTheirMeaning()
    {
        var rows = (await PageAsync("en")).QuerySelectorAll("#errors ~ .table-region tbody tr")
            .Select(row => row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim()).ToList()).ToList();

        Assert.Equal(ErrorCodes.All.Select(code => (code.Key, code.Value.Status, code.Value.Meaning)), rows.Select(row => (row[0], row[1], row[2])));
    }

    public void Dispose() => folder.Dispose();

    private string Folder() => Directory.CreateDirectory(folder.Location).FullName;

    private async Task<IDocument> PageAsync(string language)
    {
        var text = await portal.Client.GetStringAsync($"/api?lang={language}", Stop);
        return await BrowsingContext.New().OpenAsync(request => request.Content(text), Stop);
    }

    private async Task<string> SampleAsync(string id) => (await PageAsync("en")).QuerySelector($"code[data-sample={id}]")!.TextContent;

    private async Task<string> CurlAsync(string code)
    {
        await ForeignProgram.NeedAsync("curl", "curl");
        return await ForeignProgram.RunAsync(Folder(), "bash", "-c", code);
    }

    private async Task<IReadOnlyList<string>> FiguresAsync()
    {
        var address = Address().Match(await SampleAsync("curl")).Value;
        return [.. JsonDocument.Parse(await portal.Client.GetStringAsync(address, Stop)).RootElement.GetProperty("data").EnumerateArray().Select(figure => figure.Ref())];
    }

    // Each day, and a source for each, is in what was printed.
    private async Task AssertFiguresAsync(string printed)
    {
        var address = Address().Match(await SampleAsync("curl")).Value;
        foreach (var figure in JsonDocument.Parse(await portal.Client.GetStringAsync(address, Stop)).RootElement.GetProperty("data").EnumerateArray())
        {
            Assert.Contains(figure.Text("statedOn.date")!, printed, StringComparison.Ordinal);
            Assert.Contains(figure.GetProperty("sources")[0].Text("url")!, printed, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("http[^\"]+")]
    private static partial Regex Address();

    [GeneratedRegex("""(?<name>\w+) = "(?<value>[^"]*)"(?=[,\s])""")]
    private static partial Regex Pair();

    [GeneratedRegex(@"SelectColumns\(\w+, \{(?<columns>[^}]+)\}")]
    private static partial Regex Listed();
}
