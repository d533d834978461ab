using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Publishing.Corrections;

/// <summary>A reader's report of an error, from the form at a record's foot to the public answer.</summary>
public sealed class CorrectionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Form = "/corrections/new?record=figures/f-fr-044";
    private const string Contact = "reporter-marker@example.org";

    private TestDatabase database = null!;
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient reader = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(database.ConnectionString);
        reader = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    [Fact]
    public async Task Get_RecordPage_LeadsToTheForm()
    {
        var page = await reader.GetPageAsync("/figures/f-fr-044");

        Assert.Equal(Form, page.QuerySelector(".record-foot a[href^='/corrections']")!.GetAttribute("href"));
        using var form = await reader.GetAsync(Form, Cancel);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (form.StatusCode, form.Headers.CacheControl!.ToString()));
    }

    [Theory]
    [InlineData("/corrections/new")]
    [InlineData("/corrections/new?record=figures/no-such")]
    [InlineData("/corrections/new?record=countries/FR")]
    public async Task Get_FormOfNoRecord_IsNotFound(string address)
    {
        using var answer = await reader.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Report_IsPublicOnlyOnceTakenAndAnsweredWithWhatMendedIt()
    {
        var reference = await ReportAsync("The amount is that of 2021.", Contact);
        Assert.Equal(0, await CountAsync());
        Assert.DoesNotContain("The amount is that of 2021.", await TextAsync("/figures/f-fr-044"), StringComparison.Ordinal);

        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var queue = await editor.GetPageAsync("/admin/corrections");
        var path = queue.QuerySelector("tbody a")!.GetAttribute("href")!;
        Assert.Contains(Contact, (await editor.GetPageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        using (var taken = await editor.PostFormAsync(path + "?handler=take", [], path))
            Assert.Equal("/admin/corrections", taken.Headers.Location!.OriginalString);
        await HeardAsync();
        Assert.Contains("The amount is that of 2021.", await TextAsync("/figures/f-fr-044"), StringComparison.Ordinal);
        Assert.DoesNotContain(Contact, await TextAsync("/figures/f-fr-044"), StringComparison.Ordinal);
        Assert.Equal("open", (await FirstAsync()).GetProperty("state").GetString());

        using (var empty = await editor.PostFormAsync(path + "?handler=answer", new() { ["state"] = "", ["answer"] = "" }, path))
        {
            var faults = await empty.PageAsync();
            Assert.NotNull(faults.QuerySelector("#state-error"));
            Assert.NotNull(faults.QuerySelector("#answer-error"));
        }

        var mending = (await editor.GetPageAsync(path)).QuerySelectorAll("#publication option").Select(option => option.GetAttribute("value")).First(value => !string.IsNullOrEmpty(value))!;
        using (var unclear = await editor.PostFormAsync(
            path + "?handler=answer", new() { ["state"] = "not-accepted", ["answer"] = "No.", ["publication"] = mending }, path))
        {
            Assert.Contains("Only what was accepted", (await unclear.PageAsync()).QuerySelector(".notice-bad a[href='#publication']")!.TextContent, StringComparison.Ordinal);
        }

        using (var answered = await editor.PostFormAsync(
            path + "?handler=answer", new() { ["state"] = "accepted", ["answer"] = "Right, it was mended.", ["publication"] = mending }, path))
        {
            Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        }

        using (var late = await editor.PostFormAsync(path + "?handler=answer", new() { ["state"] = "accepted", ["answer"] = "Typed meanwhile." }, path))
            Assert.Contains("Typed meanwhile.", (await late.PageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await HeardAsync();
        var item = await FirstAsync();
        Assert.Equal(
            (reference, "accepted", "Right, it was mended.", long.Parse(mending, System.Globalization.CultureInfo.InvariantCulture)),
            (item.GetProperty("ref").GetString(), item.GetProperty("state").GetString(), item.GetProperty("answer").GetString(), item.GetProperty("publication").GetInt64()));
        var record = await reader.GetPageAsync("/figures/f-fr-044");
        Assert.Contains("Right, it was mended.", record.Body!.TextContent, StringComparison.Ordinal);
        var revision = item.GetProperty("revision").GetInt32();
        Assert.NotNull(record.GetElementById($"revision-{revision}"));
        var log = await reader.GetPageAsync("/corrections");
        Assert.NotNull(log.QuerySelector($".correction-list a[href='/figures/f-fr-044#revision-{revision}']"));
        Assert.Contains("Right, it was mended.", await TextAsync("/corrections.atom"), StringComparison.Ordinal);
        Assert.Contains("Right, it was mended.", await TextAsync("/corrections.csv"), StringComparison.Ordinal);
        Assert.Contains("Right, it was mended.", await TextAsync("/corrections?state=accepted"), StringComparison.Ordinal);
        Assert.DoesNotContain("Right, it was mended.", await TextAsync("/corrections?state=open"), StringComparison.Ordinal);

        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        Assert.Null((await context.Corrections.SingleAsync(Cancel)).Contact);
        var entries = await context.AuditEntries.OrderBy(entry => entry.Number).ToListAsync(Cancel);
        Assert.Equal(
            [AuditActions.CorrectionTaken, AuditActions.CorrectionAnswered],
            entries.Where(entry => entry.SubjectKind == AuditSubjects.Correction).Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.DoesNotContain(Contact, string.Join(' ', entry.Detail.Values), StringComparison.Ordinal));
        Assert.Empty((await new AuditCheck(context).RunAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task Get_Log_CountsItsFacetsWithTheOtherFilterInForce()
    {
        await using (var context = StarterDatabase.CreateContext(database.ConnectionString))
        {
            var (figure, programme) = (await context.Figures.FirstAsync(Cancel), await context.Programmes.FirstAsync(Cancel));
            context.AddRange(
                Make("c-1", RecordKind.Figure, figure, CorrectionState.Open), Make("c-2", RecordKind.Figure, figure, CorrectionState.AlreadyRight),
                Make("c-3", RecordKind.Programme, programme, CorrectionState.Open), Make("c-4", RecordKind.Programme, programme, CorrectionState.Received));
            await context.SaveChangesAsync(Cancel);
        }

        var all = await reader.GetPageAsync("/corrections");
        var open = await reader.GetPageAsync("/corrections?state=open");
        var figures = await reader.GetPageAsync("/corrections?kind=figure");

        Assert.Equal([("open", "2"), ("accepted", "0"), ("not-accepted", "0"), ("already-right", "1")], Facet(all, "state"));
        Assert.Equal([("programme", "1"), ("figure", "2")], Facet(all, "kind"));
        Assert.Equal([("programme", "1"), ("figure", "1")], Facet(open, "kind"));
        Assert.Equal([("open", "1"), ("accepted", "0"), ("not-accepted", "0"), ("already-right", "1")], Facet(figures, "state"));
    }

    /// <summary>The log says what was reported, not what was known: it has no past.</summary>
    [Theory]
    [InlineData("/corrections")]
    [InlineData("/corrections.csv")]
    [InlineData("/corrections.atom")]
    [InlineData("/api/v1/corrections")]
    public async Task Get_LogAsOf_IsRefusedByName(string address)
    {
        using var answer = await reader.GetAsync(address + "?asOf=2026-01-01", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("asOf", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SetAside_IsNeverPublicAndForgetsTheContact()
    {
        await ReportAsync("Buy my watches.", Contact);
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var path = (await editor.GetPageAsync("/admin/corrections")).QuerySelector("tbody a")!.GetAttribute("href")!;

        using var answer = await editor.PostFormAsync(path + "?handler=setAside", [], path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, await CountAsync());
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var stored = await context.Corrections.SingleAsync(Cancel);
        Assert.Equal((CorrectionState.SetAside, null), (stored.State, stored.Contact));
    }

    [Fact]
    public async Task Post_WhatCannotBe_SaysWhyBesideTheFieldAndKeepsWhatWasTyped()
    {
        using var answer = await SendAsync(new() { ["report"] = new string('x', 4001), ["source"] = "javascript:alert(1)", ["contact"] = "nobody" });

        var page = await answer.PageAsync();
        foreach (var field in new[] { "report", "source", "contact" })
            Assert.NotNull(page.QuerySelector($"#{field}-error"));
        Assert.Equal("javascript:alert(1)", page.QuerySelector("#source")!.GetAttribute("value"));
        Assert.Contains("xxx", page.QuerySelector("#report")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await StoredAsync());
    }

    [Fact]
    public async Task Post_ByAProgram_IsNotKept()
    {
        using var filled = await SendAsync(new() { ["report"] = "Visit my site.", ["website"] = "https://spam.example" });
        using var fast = await reader.PostFormAsync(
            Form, new() { ["record"] = "figures/f-fr-044", ["report"] = "Visit my site.", ["begun"] = (await reader.GetPageAsync(Form)).QuerySelector("[name=begun]")!.GetAttribute("value")! });

        Assert.NotNull((await filled.PageAsync()).QuerySelector(".notice-good"));
        var page = await fast.PageAsync();
        Assert.Contains("faster", page.QuerySelector("#report-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Visit my site.", page.QuerySelector("#report")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await StoredAsync());
    }

    [Fact]
    public async Task Post_SameReportTwice_IsKeptOnce()
    {
        var fields = new Dictionary<string, string> { ["report"] = "The year is wrong.", ["contact"] = Contact };
        using var first = await SendAsync(fields);

        using var again = await reader.PostAsync(Form, new FormUrlEncodedContent(fields), Cancel);
        using var other = await reader.PostAsync(Form, new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["report"] = "So is the amount." }), Cancel);

        var references = await Task.WhenAll(((HttpResponseMessage[])[first, again, other]).Select(async answer => (await answer.PageAsync()).QuerySelector(".notice-good code")!.TextContent));
        Assert.Equal(references[0], references[1]);
        Assert.NotEqual(references[0], references[2]);
        Assert.Equal(2, await StoredAsync());
    }

    [Fact]
    public async Task Post_BeyondTheShareOfANetwork_Is429AndKeepsWhatWasTyped()
    {
        await using var limited = factory.WithWebHostBuilder(host => host.UseSetting("RateLimits:Enabled", "true").UseSetting("RateLimits:CorrectionsPerHour", "1"));
        using var client = limited.CreateClient();
        using var first = await SendAsync(client, new() { ["report"] = "One." });
        using var second = await SendAsync(client, new() { ["report"] = "Two." });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        Assert.Equal(TimeSpan.FromHours(1), second.Headers.RetryAfter!.Delta);
        Assert.Contains("Two.", (await second.PageAsync()).QuerySelector("#report")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await StoredAsync());
    }

    [Fact]
    public async Task Database_ContactOfAClosedCorrection_IsRefused()
    {
        await ReportAsync("Wrong.", Contact);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);

        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            context.Database.ExecuteSqlAsync($"update corrections set state = 'not-accepted', answer = 'No.'", Cancel));

        Assert.Equal("ck_corrections_contact", refusal.ConstraintName);
    }

    /// <summary>Names, addresses, contacts and reports that nobody took are in no public answer.</summary>
    [Fact]
    public async Task Get_EveryPublicAnswer_HoldsNothingPrivate()
    {
        string[] markers;
        using (var editor = await SignedIn.AsAsync(factory, AccountRole.Editor))
        {
            await ReportAsync("untaken-report-marker", Contact);
            await ReportAsync("A taken report.", "second-" + Contact);
            await using var context = StarterDatabase.CreateContext(database.ConnectionString);
            var id = await context.Corrections.Where(correction => correction.Report == "A taken report.").Select(correction => correction.Id).SingleAsync(Cancel);
            using var taken = await editor.PostFormAsync($"/admin/corrections/{id}?handler=take", [], $"/admin/corrections/{id}");
            await HeardAsync();
            markers = [Contact, "second-" + Contact, "untaken-report-marker", editor.User.Email!, editor.User.DisplayName, editor.User.Id.ToString()];
        }

        string[] addresses =
        [
            "/", "/corrections", "/corrections.csv", "/corrections.atom", "/corrections.jsonl", "/api/v1/corrections", "/figures/f-fr-044", "/api/v1/figures/f-fr-044",
            "/figures.csv", "/figures.atom", "/announcements.atom", "/api/v1/changes?limit=100", "/search?q=marker", "/api/v1/search?q=marker", "/search?q=reporter",
            "/sitemap.xml", "/data", "/about", "/coverage", "/openapi/v1.json", "/api/docs", "/programmes.csv", "/organisations.csv", "/health/ready",
        ];
        foreach (var address in addresses)
        {
            using var answer = await reader.GetAsync(address, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            // A page of a search repeats what was searched for, and nothing else.
            Assert.DoesNotContain(markers, marker => text.Contains(marker, StringComparison.OrdinalIgnoreCase));
        }
    }

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    private static Correction Make(string reference, RecordKind kind, PublicRecord record, CorrectionState state) => new()
    {
        Reference = reference,
        RecordKind = kind,
        RecordId = record.Id,
        RecordReference = record.Reference,
        RecordName = reference,
        Report = "Wrong.",
        State = state,
        Answer = state == CorrectionState.AlreadyRight ? "It said so." : null,
        ReceivedAt = DateTimeOffset.UtcNow,
        UpdatedAt = DateTimeOffset.UtcNow,
    };

    private static IEnumerable<(string Value, string Count)> Facet(IDocument page, string name) => page.QuerySelectorAll($"input[name={name}]")
        .Select(input => (input.GetAttribute("value")!, new string([.. input.ParentElement!.TextContent.Where(char.IsAsciiDigit)])));

    private async Task<string> ReportAsync(string report, string contact)
    {
        using var answer = await SendAsync(new() { ["report"] = report, ["contact"] = contact });
        var page = await answer.PageAsync();
        Assert.True(page.QuerySelector(".notice-good code") is not null, page.Body!.TextContent);
        return page.QuerySelector(".notice-good code")!.TextContent;
    }

    private Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields) => SendAsync(reader, fields);

    // As a person does, who needs some seconds.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Dictionary<string, string> fields)
    {
        var page = await client.GetPageAsync(Form);
        await Task.Delay(TimeSpan.FromSeconds(2.2), Cancel);
        fields["record"] = "figures/f-fr-044";
        fields["begun"] = page.QuerySelector("[name=begun]")!.GetAttribute("value")!;
        fields["__RequestVerificationToken"] = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(Form, content, Cancel);
    }

    private async Task HeardAsync()
    {
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var number = await context.Publications.MaxAsync(publication => publication.Number, Cancel);
        await factory.Services.GetRequiredService<LatestPublication>().WaitForAsync(number, Cancel);
    }

    private async Task<int> StoredAsync()
    {
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        return await context.Corrections.CountAsync(Cancel);
    }

    private async Task<int> CountAsync() => (await JsonAsync()).GetProperty("meta").GetProperty("count").GetInt32();

    private async Task<JsonElement> FirstAsync() => (await JsonAsync()).GetProperty("data")[0];

    private async Task<JsonElement> JsonAsync() => JsonDocument.Parse(await TextAsync("/api/v1/corrections")).RootElement;

    private async Task<string> TextAsync(string address)
    {
        using var answer = await reader.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
