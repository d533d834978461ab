using System.Net;
using System.Xml.Linq;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiPolicyPortal.Tests.Api;

/// <summary>What changed in the API, on its page and as a feed.</summary>
public sealed class ApiChangeLogTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string Address = "/api/changelog.atom";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Changes to the API")]
    [InlineData("fr", "Changements de l’API")]
    public async Task Changes_OfThePage_AreThoseOfTheFeed(string language, string title)
    {
        var feed = XDocument.Parse(await portal.Client.GetStringAsync($"{Address}?lang={language}", Cancel)).Root!;
        var page = WebUtility.HtmlDecode(await portal.Client.GetStringAsync($"/api?lang={language}", Cancel));
        var entries = feed.Elements(Atom + "entry").ToList();

        Assert.StartsWith(title, feed.Element(Atom + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal(language, feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Equal(ApiChangeLog.All.Select(change => $"{change.On:O}T00:00:00Z"), entries.Select(entry => entry.Element(Atom + "updated")!.Value));
        Assert.Equal(ApiChangeLog.All.Count, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        foreach (var (change, entry) in ApiChangeLog.All.Zip(entries))
        {
            var text = entry.Element(Atom + "title")!.Value;
            Assert.DoesNotContain("ApiChange.", text, StringComparison.Ordinal);
            Assert.Contains(text, page, StringComparison.Ordinal);
            Assert.Contains($"id=\"change-{change.Id}\"", page, StringComparison.Ordinal);
            Assert.EndsWith($"#change-{change.Id}", entry.Element(Atom + "link")!.Attribute("href")!.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Changes_StandTheNewestFirst() => Assert.Equal(ApiChangeLog.All.OrderByDescending(change => change.On), ApiChangeLog.All);

    [Fact]
    public void Removals_AreAnnouncedTwelveMonthsAhead() => Assert.All(
        ApiChangeLog.All.Where(change => change.Removal is not null), change => Assert.True(change.Removal!.Sunset >= change.On.AddMonths(12), change.Id));

    [Theory]
    [InlineData("/api/v1/old", true)]
    [InlineData("/api/v1/old.csv", true)]
    [InlineData("/api/v1/old/f-fr-001", true)]
    [InlineData("/api/v1/older", false)]
    [InlineData("/api/v1/figures", false)]
    public async Task Answers_OfWhatIsToGo_SayWhenAndWhereItIsTold(string path, bool told)
    {
        ApiChange[] changes = [new("no-more-old", new DateOnly(2027, 1, 1), new ApiRemoval("/api/v1/old", new DateOnly(2028, 1, 1))), .. ApiChangeLog.All];
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.UseRemovalHeaders(changes);
        server.MapFallback(() => Results.Ok());
        await server.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(told ? ["@1798761600"] : [], answer.Headers.TryGetValues("Deprecation", out var since) ? since : []);
        Assert.Equal(told ? ["Sat, 01 Jan 2028 00:00:00 GMT"] : [], answer.Headers.TryGetValues("Sunset", out var sunset) ? sunset : []);
        Assert.Equal(told ? ["</api#change-no-more-old>; rel=\"deprecation\""] : [], answer.Headers.TryGetValues("Link", out var links) ? links : []);
    }

    [Theory]
    [InlineData("lang=de", "lang")]
    [InlineData("since=2026-01-01", "since")]
    public async Task Feed_AskedForWhatItDoesNotKnow_SaysWhich(string query, string parameter)
    {
        using var answer = await portal.Client.GetAsync($"{Address}?{query}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"parameter\":\"{parameter}\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
