using System.Net;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Changes;

/// <summary>What was published of a record is told on its page and in the API, and each version of it can be read again.</summary>
public sealed class RecordHistoryTests(PostgresFixture postgres)
{
    private const string Programme = "fr-snia-phase-2";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_RecordThatChanged_TellsWhatWhenAndWhyButNotWho()
    {
        await using var portal = await PastPortal.CreateAsync(postgres);
        var former = "";
        var moment = await portal.PublishAsync(async (db, scope) =>
        {
            var programme = await db.Programmes.SingleAsync(one => one.Reference == Programme);
            (former, programme.Name) = (programme.Name, "Another <name>");
            scope.Change(programme, "name", former, programme.Name);
            scope.Change(programme, "citations[s-0152].quote", null, "Words");
        });
        await portal.PublishAsync(async (db, scope) =>
            scope.Withdraw(await db.GovernanceMeasures.SingleAsync(measure => measure.Reference == "v-ae-001"), "withdrawn_at", reason: "It never was one."));

        var page = await PageAsync(portal, $"/programmes/{Programme}?lang=en");
        var history = page.QuerySelector(".record-history")!;
        Assert.Equal(["Changed", "Created"], history.QuerySelectorAll("li strong").Select(change => change.TextContent));
        Assert.Contains("A test.", history.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-actor", page.ToHtml(), StringComparison.Ordinal);
        var rows = history.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        Assert.Contains(rows, row => row.SequenceEqual(["Name", former, "Another <name>"]));
        Assert.Contains(rows, row => row.SequenceEqual(["Source (s-0152): Quotation", "nothing", "Words"]));

        var first = history.QuerySelectorAll("li a").ToList()[^1].GetAttribute("href")!;
        Assert.Equal(former, (await PageAsync(portal, first)).QuerySelector("h1")!.TextContent);
        Assert.Equal("Modifiée", (await PageAsync(portal, $"/programmes/{Programme}?lang=fr")).QuerySelector(".record-history li strong")!.TextContent);

        var revisions = System.Text.Json.JsonDocument.Parse(await portal.GetAsync($"/api/v1/programmes/{Programme}/revisions")).RootElement.GetProperty("data");
        Assert.Equal(["created", "changed"], revisions.EnumerateArray().Select(revision => revision.Text("change")));
        Assert.Equal(moment, revisions[1].GetProperty("publishedAt").GetDateTimeOffset());
        Assert.Single(System.Text.Json.JsonDocument.Parse(await portal.GetAsync($"/api/v1/programmes/{Programme}/revisions?asOf={Instant.Write(moment.AddMicroseconds(-1))}")).RootElement.GetProperty("data").EnumerateArray());
        var withdrawn = System.Text.Json.JsonDocument.Parse(await portal.GetAsync("/api/v1/governance/v-ae-001/revisions?sort=-published&limit=1")).RootElement.GetProperty("data");
        Assert.Equal("withdrawn", withdrawn[0].Text("change"));
        using var early = await portal.Client.GetAsync($"/api/v1/programmes/{Programme}/revisions?asOf=2018-03-29", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Contains("\"code\":\"not-yet-recorded\"", await early.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var never = await portal.Client.GetAsync("/api/v1/grants/g-never/revisions", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
    }

    private static async Task<IDocument> PageAsync(PastPortal portal, string address)
    {
        var text = await portal.GetAsync(address);
        return await BrowsingContext.New().OpenAsync(request => request.Content(text).Address("http://localhost" + address), Cancel);
    }
}
