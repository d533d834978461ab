using System.Globalization;
using System.Net;
using System.Xml.Linq;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Sitemaps;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Sitemaps;

public sealed class SitemapTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string Root = "http://localhost";

    private static readonly XNamespace Names = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Nouns { get; } = ["programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources"];

    [Fact]
    public async Task Robots_NamesTheSitemapAtTheAddressAsked()
    {
        using var answer = await portal.Client.GetAsync("/robots.txt", Cancel);
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n');

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("User-agent: *", lines[0]);
        Assert.Contains("Disallow: /*?*cursor=", lines);
        Assert.Contains($"Sitemap: {Root}/sitemap.xml", lines);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task Part_OfANoun_HasEveryRecordOnceWithWhenItChanged(string noun)
    {
        var records = await portal.WalkAsync($"/api/v1/{noun}?limit=200");

        var entries = await EntriesAsync($"/sitemap/{noun}-1.xml", "url");

        Assert.Equal(records.Select(record => $"{Root}/{noun}/{record.Ref()}").Order(StringComparer.Ordinal), entries.Select(entry => entry.Address).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.EndsWith("Z", entry.LastModified!, StringComparison.Ordinal));
        Assert.Contains((await IndexAsync()), part => part.Address == $"{Root}/sitemap/{noun}-1.xml" && part.LastModified == entries.Max(entry => entry.LastModified));
    }

    [Fact]
    public async Task Index_Followed_LeadsToPagesThatAnswerAndCallThemselvesCanonical()
    {
        foreach (var part in await IndexAsync())
        {
            var entries = await EntriesAsync(PathOf(part.Address), "url");
            var chosen = part.Address.EndsWith("/pages.xml", StringComparison.Ordinal) ? entries : [entries[0], entries[^1]];
            foreach (var (address, _) in chosen)
            {
                var page = await portal.GetPageAsync(PathOf(address));
                Assert.Equal(address, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            }
        }
    }

    [Fact]
    public async Task Pages_HaveEveryListWithItsLastChangeAndEveryCountry()
    {
        var pages = await EntriesAsync("/sitemap/pages.xml", "url");

        Assert.Contains(($"{Root}/", null), pages);
        Assert.Contains(($"{Root}/countries/FR", null), pages);
        Assert.All(Nouns, noun => Assert.NotNull(pages.Single(page => page.Address == $"{Root}/{noun.Data}").LastModified));
        Assert.Distinct(pages.Select(page => page.Address));
    }

    [Theory]
    [InlineData("/sitemap/grants-2.xml")]
    [InlineData("/sitemap/grants-0.xml")]
    [InlineData("/sitemap/nothing-1.xml")]
    public async Task Part_ThatIsNot_Is404(string address)
    {
        using var answer = await portal.Client.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(311)]
    [InlineData(1_000_000)]
    public async Task Parts_OfAnyLength_HaveEveryRecordOnceAndNoneIsLonger(int length)
    {
        await using var context = portal.CreateContext();
        var queries = new SitemapQueries(context, new PublishedAnswers(keep: false));
        var total = await context.Grants.Holding().CountAsync(Cancel);

        var parts = (await queries.PartsAsync(length, Cancel)).Where(part => part.Noun == "grants").ToList();
        var references = new List<string>();
        foreach (var part in parts)
        {
            var records = await queries.StreamAsync(part).ToListAsync(Cancel);
            Assert.InRange(records.Count, 1, length);
            Assert.Equal(records.Max(record => record.UpdatedAt), part.UpdatedAt);
            references.AddRange(records.Select(record => record.Reference));
        }

        Assert.Equal(Enumerable.Range(1, (total + length - 1) / length), parts.Select(part => part.Number));
        Assert.Equal(total, references.Count);
        Assert.Distinct(references);
    }

    private Task<IReadOnlyList<(string Address, string? LastModified)>> IndexAsync() => EntriesAsync("/sitemap.xml", "sitemap");

    private async Task<IReadOnlyList<(string Address, string? LastModified)>> EntriesAsync(string address, string entry)
    {
        using var answer = await portal.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/xml", answer.Content.Headers.ContentType!.MediaType);
        var document = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        var entries = document.Root!.Elements(Names + entry)
            .Select(element => (element.Element(Names + "loc")!.Value, element.Element(Names + "lastmod")?.Value)).ToList();
        Assert.NotEmpty(entries);
        Assert.All(entries, found => Assert.True(found.Item2 is null || DateTimeOffset.TryParse(found.Item2, CultureInfo.InvariantCulture, out _)));
        return entries;
    }

    private static string PathOf(string address) => new Uri(address).PathAndQuery;
}
