using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Admin;

/// <summary>What the administration's home tells whoever opens it to do next.</summary>
public sealed class AdminHomeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string[] Headings = ["/admin/changes", "/admin/changes?mine=true"];

    private TestDatabase database = null!;
    private WebApplicationFactory<Program> factory = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Get_ChangeSetOnItsWay_WaitsForWhoeverIsToDoSomethingNext()
    {
        using var author = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var other = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        using var created = await author.PostFormAsync("/admin/changes", new() { ["title"] = "A source of its own" });
        var set = created.Headers.Location!.OriginalString;
        Assert.Equal([Of(0), Of(1, set)], await SeenAsync(author));
        Assert.Equal([Of(0), Of(0)], await SeenAsync(editor));

        await DoneAsync(author, set, "New", ("kind", "source"), ("reference", "s-9999"));
        await DoneAsync(author, await DraftOfAsync(author, set), "", ("version", "1"), ("reference", "s-9999"), ("do", "save"), ("t0.0.url", "https://example.org/home"), ("t0.0.tier", "3"));
        await DoneAsync(author, set, "Describe", ("title", "A source of its own"), ("reason", "A test."));
        await DoneAsync(author, set, "Submit");
        Assert.Equal([Of(0), Of(1, set)], await SeenAsync(author));
        Assert.Equal([Of(1, set), Of(0)], await SeenAsync(editor));
        Assert.Equal([Of(0), Of(0)], await SeenAsync(other));

        await DoneAsync(editor, set, "RequestChanges", ("text", "Name it."));
        Assert.Equal([Of(1, set), Of(1, set)], await SeenAsync(author));
        Assert.Equal([Of(0), Of(0)], await SeenAsync(editor));

        await DoneAsync(author, set, "Submit");
        await DoneAsync(editor, set, "Approve");
        Assert.Equal([Of(1, set), Of(0)], await SeenAsync(editor));

        await DoneAsync(editor, set, "Publish");
        Assert.Equal([Of(0), Of(0)], await SeenAsync(author));
        Assert.Equal([Of(0), Of(0)], await SeenAsync(editor));
    }

    private static async Task<string> DraftOfAsync(SignedIn who, string set) =>
        (await who.GetPageAsync(set)).QuerySelector("td a[href*='/drafts/']")!.GetAttribute("href")!;

    private static async Task DoneAsync(SignedIn by, string address, string handler, params (string Name, string Value)[] fields)
    {
        using var answer = await by.PostFormAsync(
            handler.Length == 0 ? address : $"{address}?handler={handler}", fields.ToDictionary(field => field.Name, field => field.Value), address);
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Redirect, $"{handler}: {(await answer.PageAsync()).QuerySelector("main")?.TextContent}");
    }

    [Fact]
    public async Task Get_BrokenSource_IsListedWithWhatIsWrong()
    {
        await using (var context = StarterDatabase.CreateContext(database.ConnectionString))
        {
            foreach (var (reference, health) in new[] { ("s-0001", SourceHealth.Gone), ("s-0002", SourceHealth.Reachable) })
            {
                var source = await context.Sources.SingleAsync(known => known.Reference == reference, Cancel);
                context.Add(new SourceCheck { SourceId = source.Id, CheckedAt = DateTimeOffset.UtcNow, Health = health });
            }

            await context.SaveChangesAsync(Cancel);
        }

        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var block = Block(await contributor.GetPageAsync("/admin"), "/admin/sources");

        Assert.Equal("1", block.QuerySelector("h2 .soft")!.TextContent);
        var line = Assert.Single(block.QuerySelectorAll("li"));
        Assert.Equal("/sources/s-0001", line.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("No longer there", line.TextContent, StringComparison.Ordinal);
    }

    // The two blocks of change sets: what waits and what is one's own, each with its number and addresses.
    private static async Task<string[]> SeenAsync(SignedIn who)
    {
        var page = await who.GetPageAsync("/admin");
        return [.. Headings.Select(heading => Block(page, heading))
            .Select(block => Of(int.Parse(block.QuerySelector("h2 .soft")!.TextContent, System.Globalization.CultureInfo.InvariantCulture), [.. block.QuerySelectorAll("li a").Select(link => link.GetAttribute("href")!)]))];
    }

    private static string Of(int count, params string[] addresses) => $"{count}: {string.Join(' ', addresses)}";

    private static IElement Block(IDocument page, string heading) => page.QuerySelector($".desk h2 a[href='{heading}']")!.Closest("section")!;
}
