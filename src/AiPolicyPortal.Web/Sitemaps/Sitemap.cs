using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Sitemaps;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Sitemaps;

/// <summary>
/// What search engines ask for: <c>/robots.txt</c> (RFC 9309), <c>/sitemap.xml</c> and the parts it names (sitemaps.org 0.9),
/// with every public page that stands for one thing. Addresses begin as the request's.
/// </summary>
public static class Sitemap
{
    /// <summary>The most addresses the protocol allows in one part.</summary>
    public const int MaxAddresses = 50_000;

    private const string Pages = "pages";

    private static readonly string[] Lists =
        ["programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources"];

    private static readonly string[] OtherPages =
        ["", "countries", "coverage", "compare", "promises", "open", "governance/overview", "changes", "totals/new-money", "data", "data/dictionary", "methodology", "api", "about"];

    public static IEndpointRouteBuilder MapSitemap(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithMetadata(ApiMethods.Reading, PublicAnswer.Data).ExcludeFromDescription();
        group.MapGet("/robots.txt", (HttpContext context) => TypedResults.Text(Robots(PageAddress.Root(context))));
        group.MapGet("/sitemap.xml", async (HttpContext context, SitemapQueries queries, CancellationToken cancellationToken) =>
        {
            var parts = await queries.PartsAsync(MaxAddresses, cancellationToken);
            var root = PageAddress.Root(context);
            return SitemapXml.Index(Entries().ToAsyncEnumerable());

            IEnumerable<SitemapEntry> Entries() =>
                parts.Select(part => new SitemapEntry($"{root}/sitemap/{NameOf(part)}.xml", part.UpdatedAt)).Prepend(new SitemapEntry($"{root}/sitemap/{Pages}.xml", null));
        });
        group.MapGet($"/sitemap/{Pages}.xml", async (HttpContext context, SitemapQueries queries, CountryQueries countries, CancellationToken cancellationToken) =>
        {
            var parts = await queries.PartsAsync(MaxAddresses, cancellationToken);
            return SitemapXml.Addresses(await PagesAsync(PageAddress.Root(context), parts, countries, cancellationToken).StartAsync(cancellationToken));
        });
        group.MapGet("/sitemap/{name}.xml", async (string name, HttpContext context, SitemapQueries queries, CancellationToken cancellationToken) =>
        {
            var part = (await queries.PartsAsync(MaxAddresses, cancellationToken)).FirstOrDefault(part => NameOf(part) == name);
            if (part is null)
                return Results.NotFound();
            var root = PageAddress.Root(context);
            var entries = queries.StreamAsync(part).Select(record => new SitemapEntry($"{root}/{part.Noun}/{record.Reference}", record.UpdatedAt));
            return SitemapXml.Addresses(await entries.StartAsync(cancellationToken));
        });
        return routes;
    }

    private static async IAsyncEnumerable<SitemapEntry> PagesAsync(
        string root, IReadOnlyList<SitemapPart> parts, CountryQueries countries,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in OtherPages)
            yield return new SitemapEntry($"{root}/{page}", null);
        foreach (var list in Lists)
            yield return new SitemapEntry($"{root}/{list}", parts.Where(part => part.Noun == list).Max(part => (DateTimeOffset?)part.UpdatedAt));
        var (filter, order, _, _) = CountriesApi.Query.ReadSelection(QueryCollection.Empty, hasGroups: false);
        await foreach (var country in (await countries.StreamAsync(filter, order, cancellationToken)).WithCancellation(cancellationToken))
            yield return new SitemapEntry($"{root}/countries/{country.Code}", null);
    }

    private static string NameOf(SitemapPart part) => $"{part.Noun}-{part.Number}";

    // Filters, places in lists and filtered downloads are without number; what they lead to is in the sitemap.
    private static string Robots(string root) => string.Join('\n',
    [
        "User-agent: *",
        .. Localization.Languages.Keys.Select(language => $"Allow: /*?{Localization.Parameter}={language}$"),
        "Disallow: /*?*cursor=",
        "Disallow: /grants?",
        "Disallow: /search?",
        .. ListFormat.Downloads.Select(format => $"Disallow: /*.{format.Ending}?"),
        "",
        $"Sitemap: {root}/sitemap.xml",
        "",
    ]);
}
