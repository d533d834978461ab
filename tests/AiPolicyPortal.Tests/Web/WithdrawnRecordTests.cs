using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;
using AngleSharp;

namespace AiPolicyPortal.Tests.Web;

/// <summary>A record of every noun that was withdrawn, asked for by page, API and ending.</summary>
public sealed class WithdrawnRecordTests(WithdrawnRecordTests.Portal fixture) : IClassFixture<WithdrawnRecordTests.Portal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("organisations", "fr-gone")]
    [InlineData("programmes", "p-9")]
    [InlineData("sources", "s-9")]
    [InlineData("announcements", "a-9")]
    [InlineData("figures", "f-9")]
    [InlineData("grants", "g-1")]
    [InlineData("releases", "r-9")]
    [InlineData("governance", "v-1")]
    public async Task Get_Withdrawn_IsGoneWithItsReasonAndInNoList(string path, string reference)
    {
        foreach (var address in new[] { $"/api/v1/{path}/{reference}", $"/{path}/{reference}.json" })
        {
            using var answer = await fixture.Folder.AskAsync(address);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
            Assert.Equal((HttpStatusCode.Gone, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal("withdrawn", problem.Text("code"));
            Assert.Contains("Not so after all.", problem.Text("detail"), StringComparison.Ordinal);
        }

        foreach (var language in new[] { "en", "fr" })
        {
            using var answer = await fixture.Folder.AskAsync($"/{path}/{reference}?lang={language}");
            var page = await BrowsingContext.New().OpenAsync(async request => request.Content(await answer.Content.ReadAsStringAsync(Cancel)), Cancel);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Contains("Not so after all.", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(reference, (await fixture.Folder.GetDataAsync($"/api/v1/{path}?limit=200")).EnumerateArray().Select(ApiLists.Ref));
        Assert.Equal(["withdrawn"], (await fixture.Folder.GetDataAsync($"/api/v1/changes?record={reference}&change=withdrawn")).EnumerateArray().Select(change => change.Text("change")));
    }

    [Fact]
    public async Task Get_WithdrawnFigureThatAnotherRevises_NamesTheOther()
    {
        using var answer = await fixture.Folder.AskAsync("/api/v1/figures/f-9");
        using var page = await fixture.Folder.AskAsync("/figures/f-9");

        Assert.Equal("f-10", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.Text("replacedBy"));
        Assert.Contains("href=\"/figures/f-10\"", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/organisations/fr-old", "/organisations/fr-lab")]
    [InlineData("/api/v1/organisations/fr-old", "/api/v1/organisations/fr-lab")]
    [InlineData("/organisations/fr-old.json", "/api/v1/organisations/fr-lab")]
    public async Task Get_Merged_MovesToTheOther(string address, string expected)
    {
        using var answer = await fixture.Folder.AskAsync(address);

        Assert.Equal((HttpStatusCode.MovedPermanently, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Get_RecordWithTheEndingJson_IsThatOfTheApi()
    {
        var twin = await fixture.Folder.GetDataAsync("/programmes/p-1.json?lang=fr");

        Assert.Equal((await fixture.Folder.GetDataAsync("/api/v1/programmes/p-1")).ToString(), twin.ToString());
    }

    public sealed class Portal(PostgresFixture postgres) : IAsyncLifetime
    {
        private static readonly string[] Withdrawn =
        [
            "organisation,fr-gone", "programme,p-9", "source,s-9", "announcement,a-9", "figure,f-9", "grant,g-1", "release,r-9", "governance,v-1",
        ];

        public FolderPortal Folder { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Folder = await FolderPortal.CreateAsync(postgres);
            using var folder = new SmallFolder();
            folder.Append("organisations.csv", "fr-gone,A gone one,FR,agency,,");
            folder.Append("organisations.csv", "fr-old,The old laboratory,FR,research-institute,,");
            folder.Append("programmes.csv", "p-9,A gone programme,,FR,,,,active,,research,none,");
            folder.Append("sources.csv", "s-9,https://example.org/9,A gone page,Example,2024,en,3");
            folder.Append("announcements.csv", "a-9,2024,A gone announcement,,,s-1");
            folder.Append("figures.csv", "f-9,p-1,a-1,announced,exact,7,7,EUR,total,,,public,unknown,high,stands,,");
            folder.Write(
                "releases.csv",
                "slug,name,kind,developers,developer_names,countries,modalities,base_release,base_name,announced,announced_in,released,licence,licence_as_stated,parameters,url,sources,origin,description",
                "r-9,A gone model,model,,Somebody,FR,text,,,,,2024-01,Apache-2.0,,,https://example.org/r,s-1,portal,");
            var first = await Folder.ImportAsync(folder.Path);
            folder.Append("figures.csv", "f-10,p-1,a-1,announced,exact,8,8,EUR,total,,,public,unknown,high,stands,,");
            folder.Append("figure_links.csv", "f-10,revises,f-9,");
            folder.Write("organisation_merges.csv", "from,to,merged,note", "fr-old,fr-lab,,Renamed.");
            var moment = Instant.Write(first.PublishedAt.AddMicroseconds(5));
            folder.AddColumn("figures.csv", "withdrawn_at", id => id == "f-9" ? moment : "");
            folder.Write("records.csv", ["record,id,recorded_at,withdrawn_at,reason", .. Withdrawn.Select(record => $"{record},,{moment},Not so after all.")]);
            await Folder.ImportAsync(folder.Path);
        }

        public ValueTask DisposeAsync() => Folder.DisposeAsync();
    }
}
