using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Changes;

/// <summary>A small folder imported, changed and imported again, as its followers see it.</summary>
public sealed class ChangesApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private readonly SmallFolder folder = new();
    private FolderPortal portal = null!;
    private Publication first = null!;
    private Publication second = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await FolderPortal.CreateAsync(postgres);
        folder.Append("organisations.csv", "fr-old-lab,The old laboratory,FR,research-institute,,");
        first = await portal.ImportAsync(folder.Path);
        folder.Replace("programmes.csv", "What it is.", "What it was.");
        folder.Write("records.csv", "record,id,recorded_at,withdrawn_at,reason", $"grant,g-1,,{Instant.Write(first.PublishedAt.AddMicroseconds(5))},Never awarded.");
        folder.Write("organisation_merges.csv", "from,to,merged,note", "fr-old-lab,fr-lab,,Renamed.");
        second = await portal.ImportAsync(folder.Path);
    }

    [Fact]
    public async Task Get_AfterThePublicationSeenLast_TellsWhatWasDoneToEachRecord()
    {
        var changes = (await portal.GetDataAsync($"/api/v1/changes?after={first.Number}")).EnumerateArray().ToDictionary(ApiLists.Ref);

        Assert.Equal(["fr-old-lab", "g-1", "p-1"], changes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("merged", "fr-lab", "Renamed."), (changes["fr-old-lab"].Text("change"), changes["fr-old-lab"].Text("replacedBy"), changes["fr-old-lab"].Text("withdrawnReason")));
        Assert.Equal(("withdrawn", "Never awarded.", "A chair"), (changes["g-1"].Text("change"), changes["g-1"].Text("withdrawnReason"), changes["g-1"].Text("name")));
        var field = Assert.Single(changes["p-1"].GetProperty("fields").EnumerateArray());
        Assert.Equal(("changed", "description", "What it is.", "What it was."), (changes["p-1"].Text("change"), field.Text("field"), field.Text("before"), field.Text("after")));
        Assert.All(changes.Values, change => Assert.Equal(("A test.", second.Number.ToString(CultureInfo.InvariantCulture)), (change.Text("reason"), change.Text("publication"))));
    }

    [Fact]
    public async Task Get_FromTheBeginning_ListsEveryRecordOnceAsCreatedAndThenWhatFollowed()
    {
        var changes = (await portal.GetDataAsync("/api/v1/changes?limit=200")).EnumerateArray().ToList();

        Assert.Equal([first.Number, second.Number], changes.Select(change => change.GetProperty("publication").GetInt64()).Distinct());
        var created = changes.Where(change => change.Text("change") == "created").Select(ApiLists.Ref).ToList();
        Assert.Equal(created.Count, created.Distinct().Count());
        Assert.Contains("f-1", created);
        Assert.DoesNotContain(changes, change => change.TryGetProperty("actor", out _));
    }

    [Theory]
    [InlineData("kind=grant&change=withdrawn", "g-1")]
    [InlineData("record=p-1&change=changed", "p-1")]
    [InlineData("kind=governance", "v-1")]
    public async Task Get_Narrowed_ListsThoseAlone(string query, string expected) =>
        Assert.Equal([expected], (await portal.GetDataAsync("/api/v1/changes?" + query)).EnumerateArray().Select(ApiLists.Ref));

    [Fact]
    public async Task Get_SinceTheSecondPublication_LeavesTheFirstOut() =>
        Assert.Equal(3, (await portal.GetDataAsync("/api/v1/changes?since=" + Instant.Write(second.PublishedAt))).GetArrayLength());

    [Fact]
    public async Task Get_AfterACorrection_CallsCorrectedWhatItChangedAndCreatedWhatItAdded()
    {
        folder.Replace("programmes.csv", "What it was.", "What it is meant to be.");
        folder.Append("organisations.csv", "fr-new-lab,The new laboratory,FR,research-institute,,");
        var third = await portal.ImportAsync(folder.Path, isCorrection: true);

        var changes = (await portal.GetDataAsync($"/api/v1/changes?after={second.Number}")).EnumerateArray().ToDictionary(ApiLists.Ref, change => change.Text("change"));

        Assert.Equal(("created", "corrected"), (changes["fr-new-lab"], changes["p-1"]));
        Assert.Equal(2, changes.Count);
        Assert.Equal(["p-1"], Refs(await portal.GetDataAsync("/api/v1/changes?change=corrected")));
        Assert.Equal(third.Number, (await portal.GetDataAsync("/api/v1/changes?change=corrected"))[0].GetProperty("publication").GetInt64());
    }

    [Fact]
    public async Task Get_UpdatedSince_ListsTheRecordsThatChangedAndStillHold()
    {
        var since = Instant.Write(second.PublishedAt);

        Assert.Equal(["p-1"], Refs(await portal.GetDataAsync("/api/v1/programmes?updatedSince=" + since)));
        Assert.Empty(Refs(await portal.GetDataAsync("/api/v1/announcements?updatedSince=" + since)));
        Assert.Equal(["p-1", "p-2"], Refs(await portal.GetDataAsync("/api/v1/programmes?sort=-updatedAt")));
    }

    [Theory]
    [InlineData("organisations", "fr-old-lab", "Renamed. · Replaced by: fr-lab")]
    [InlineData("grants", "g-1", "Never awarded.")]
    public async Task Get_Feed_TellsThoseWhoHadAnEntryThatItIsGone(string list, string reference, string comment)
    {
        var before = await FeedAsync($"/{list}.atom?asOf={Instant.Write(first.PublishedAt)}");
        var had = before.Elements(Atom + "entry").Single(entry => entry.Element(Atom + "link")!.Attribute("href")!.Value.Contains($"/{list}/{reference}", StringComparison.Ordinal));

        Assert.Empty(before.Elements(Tombstones + "deleted-entry"));
        foreach (var query in new[] { "lang=en", "lang=en&q=zzzzzzzzz", "lang=en&limit=1" })
        {
            var feed = await FeedAsync($"/{list}.atom?{query}");
            var gone = Assert.Single(feed.Elements(Tombstones + "deleted-entry"));
            Assert.Equal(had.Element(Atom + "id")!.Value, gone.Attribute("ref")!.Value);
            Assert.Equal(comment, gone.Element(Tombstones + "comment")!.Value);
            Assert.EndsWith($"/{list}/{reference}?lang=en", gone.Element(Atom + "link")!.Attribute("href")!.Value, StringComparison.Ordinal);
            // Of the publication, though the import says since when the grant is no more.
            Assert.Equal(second.PublishedAt, At(gone.Attribute("when")!.Value));
            Assert.True(At(gone.Attribute("when")!.Value) <= At(feed.Element(Atom + "updated")!.Value));
            Assert.DoesNotContain(had.Element(Atom + "id")!.Value, feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
            if (feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next") is { } next)
            {
                Assert.Empty((await FeedAsync(new Uri(next.Attribute("href")!.Value).PathAndQuery)).Elements(Tombstones + "deleted-entry"));
            }
        }

        static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await portal.DisposeAsync();
    }

    private async Task<XElement> FeedAsync(string address)
    {
        using var answer = await portal.AskAsync(address);
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
    }

    private static IEnumerable<string> Refs(JsonElement records) => records.EnumerateArray().Select(ApiLists.Ref);
}
