using System.Xml.Linq;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Changes;

/// <summary>The public log of changes, as a reader sees and takes it.</summary>
public sealed class ChangesPageTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly SmallFolder folder = new();
    private FolderPortal portal = null!;
    private Publication second = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await FolderPortal.CreateAsync(postgres);
        var first = await portal.ImportAsync(folder.Path);
        folder.Replace("programmes.csv", "What it is.", "What it was.");
        folder.Write("records.csv", "record,id,recorded_at,withdrawn_at,reason", $"grant,g-1,,{Instant.Write(first.PublishedAt.AddMicroseconds(5))},Never awarded.");
        second = await portal.ImportAsync(folder.Path, isCorrection: true);
    }

    [Theory]
    [InlineData("en", "Corrected", "Withdrawn", "Description")]
    [InlineData("fr", "Corrigée", "Retirée", "Description")]
    public async Task Get_Page_TellsTheNewestFirstWithWhatChanged(string language, string corrected, string withdrawn, string field)
    {
        var rows = (await portal.GetPageAsync($"/changes?lang={language}")).QuerySelectorAll("main tbody tr").ToList();

        var programme = Assert.Single(rows.Take(2), row => row.TextContent.Contains("p-1", StringComparison.Ordinal));
        Assert.Equal(corrected, programme.QuerySelector(".tag-revisionchange")!.TextContent);
        Assert.Contains(field, programme.QuerySelector("li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("What it is.", "What it was."), (programme.QuerySelector("del")!.TextContent, programme.QuerySelector("ins")!.TextContent));
        Assert.NotNull(programme.QuerySelector("th a[href='/programmes/p-1']"));
        var grant = Assert.Single(rows.Take(2), row => row.TextContent.Contains("g-1", StringComparison.Ordinal));
        Assert.Equal(withdrawn, grant.QuerySelector(".tag-revisionchange")!.TextContent);
        Assert.Contains("Never awarded.", grant.TextContent, StringComparison.Ordinal);
        Assert.Null(grant.QuerySelector("th a[href='/grants/g-1']"));
        Assert.DoesNotContain(">test<", (await portal.GetPageAsync("/changes")).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("change=corrected&change=withdrawn")]
    [InlineData("kind=figure")]
    [InlineData("kind=!figure&change=!corrected")]
    [InlineData("record=p-1")]
    public async Task Get_Selection_IsTheSameOnThePageAndInItsTwins(string query)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/changes?{query}&limit=200");
        List<string> expected = [.. answer.GetProperty("data").EnumerateArray().Select(change => $"{change.Text("publication")} {change.Text("kind")} {change.Ref()} {change.Text("change")}")];
        var page = await portal.GetPageAsync($"/changes?{query}&limit=200");
        using var csv = await portal.AskAsync($"/changes.csv?{query}");
        using var atom = await portal.AskAsync($"/changes.atom?{query}&limit=200");

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, answer.GetProperty("meta").GetProperty("count").GetInt32());
        Assert.Equal(expected.Count, page.QuerySelectorAll("main tbody tr").Length);
        Assert.Contains($"{expected.Count}", page.QuerySelector(".result-bar strong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(expected, CsvText.Rows(await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Select(row => $"{row["publication"]} {row["kind"]} {row["ref"]} {row["change"]}"));
        Assert.Equal(
            answer.GetProperty("data").EnumerateArray().Select(change => $"urn:uuid:{change.Text("id")}").Order(StringComparer.Ordinal),
            XDocument.Parse(await atom.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants(Atom + "entry")
                .Select(entry => entry.Element(Atom + "id")!.Value).Order(StringComparer.Ordinal));
        Assert.NotNull(page.QuerySelector("link[rel=alternate][type='application/atom+xml']"));
        Assert.NotNull(page.QuerySelector("footer a[href='/changes']"));
    }

    [Fact]
    public async Task Get_Facets_CountWhatTheirChoiceGives()
    {
        var page = await portal.GetPageAsync("/changes?kind=programme");

        foreach (var choice in page.QuerySelectorAll("filter-panel input[name=change], form input[name=change]").Select(input => input.GetAttribute("value")!))
        {
            var count = (await portal.GetJsonAsync($"/api/v1/changes?kind=programme&change={choice}&limit=1")).GetProperty("meta").GetProperty("count").GetInt32();
            Assert.Contains($"{count}", page.QuerySelector($"input[name=change][value={choice}]")!.Closest("label, div")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await portal.GetJsonAsync($"/api/v1/changes?since={Uri.EscapeDataString(Instant.Write(second.PublishedAt))}&kind=programme")).GetProperty("meta").GetProperty("count").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await portal.DisposeAsync();
    }
}
