using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Web;

/// <summary>What pages tell search engines, feed readers and link previews.</summary>
public sealed class PageMetaTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string Root = "http://localhost";

    [Theory]
    [InlineData("/grants?country=FR&sort=title&limit=10", "/grants?country=FR")]
    [InlineData("/programmes?lang=fr", "/programmes?lang=fr")]
    public async Task Get_SeveralAddressesOfOnePage_HaveOneCanonicalAddress(string address, string canonical)
    {
        var page = await portal.GetPageAsync(address);

        Assert.Equal(Root + canonical, Link(page, "link[rel=canonical]"));
        Assert.Equal(Root + canonical, Meta(page, "og:url"));
    }

    [Fact]
    public async Task Get_RecordByItsKey_HasTheAddressByReferenceAsCanonical()
    {
        var id = (await portal.GetJsonAsync("/api/v1/programmes/fr-snia-phase-2?fields=programme.id")).GetProperty("data").GetProperty("programme").GetProperty("id").GetString();

        Assert.Equal($"{Root}/programmes/fr-snia-phase-2", Link(await portal.GetPageAsync($"/programmes/{id}"), "link[rel=canonical]"));
    }

    [Fact]
    public async Task Get_PlaceInAList_IsItsOwnCanonicalAddress()
    {
        var first = await portal.GetPageAsync("/grants?limit=10&sort=title");
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;

        Assert.Equal(Root + next, Link(await portal.GetPageAsync(next), "link[rel=canonical]"));
    }

    [Theory]
    [InlineData("/", "en_GB")]
    [InlineData("/programmes/fr-snia-phase-2", "en_GB")]
    [InlineData("/programmes/fr-snia-phase-2?lang=fr", "fr_FR")]
    public async Task Get_Page_SaysWhatALinkToItShows(string address, string locale)
    {
        var page = await portal.GetPageAsync(address);

        Assert.Equal("website", Meta(page, "og:type"));
        Assert.Equal("AI Policy Portal", Meta(page, "og:site_name"));
        Assert.Equal(locale, Meta(page, "og:locale"));
        Assert.StartsWith(Meta(page, "og:title"), page.Title, StringComparison.Ordinal);
        var description = page.QuerySelector("meta[name=description]")!.GetAttribute("content")!;
        Assert.InRange(description.Length, 20, 300);
        Assert.Equal(description, Meta(page, "og:description"));
        Assert.Equal("summary_large_image", Twitter(page, "card"));
        Assert.NotEmpty(Meta(page, "og:image:alt"));
        Assert.Equal((1200, 630), await SizeAsync(Meta(page, "og:image")));
        Assert.Equal(("1200", "630"), (Meta(page, "og:image:width"), Meta(page, "og:image:height")));
        Assert.Equal((Meta(page, "og:title"), description), (Twitter(page, "title"), Twitter(page, "description")));
        Assert.Empty(page.QuerySelectorAll("meta[name=robots]"));
        Assert.Equal(["en", "fr", "x-default"], page.QuerySelectorAll("link[hreflang]").Select(link => link.GetAttribute("hreflang")!));
    }

    [Fact]
    public async Task Get_ListWithAFeed_NamesTheFeedOfItsSelection()
    {
        var page = await portal.GetPageAsync("/grants?country=FR&sort=title&lang=fr");

        var feed = Link(page, "link[type='application/atom+xml']");
        Assert.Equal($"{Root}/grants.atom?country=FR&lang=fr", feed);
        using var answer = await portal.Client.GetAsync(new Uri(feed), TestContext.Current.CancellationToken);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("/methodology")]
    [InlineData("/")]
    [InlineData("/programmes/fr-snia-phase-2")]
    public async Task Get_PageWithoutAFeed_NamesNone(string address) =>
        Assert.Null((await portal.GetPageAsync(address)).QuerySelector("link[type='application/atom+xml']"));

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/grants?colour=red")]
    public async Task Get_Error_IsNotToBeFound(string address)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var page = await BrowsingContext.New().OpenAsync(request => request.Content(text), TestContext.Current.CancellationToken);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector("link[rel=canonical]"));
    }

    private static string Link(IDocument page, string selector) => page.QuerySelector(selector)!.GetAttribute("href")!;

    private static string Meta(IDocument page, string property) => page.QuerySelector($"meta[property='{property}']")!.GetAttribute("content")!;

    private static string Twitter(IDocument page, string name) => page.QuerySelector($"meta[name='twitter:{name}']")!.GetAttribute("content")!;

    /// <summary>Width and height that the head of a PNG file gives.</summary>
    private async Task<(int Width, int Height)> SizeAsync(string address)
    {
        var bytes = await portal.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4]);
        return (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }
}
