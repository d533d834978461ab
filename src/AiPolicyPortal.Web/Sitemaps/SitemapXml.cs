using System.Globalization;
using System.Text;
using System.Xml;

namespace AiPolicyPortal.Web.Sitemaps;

/// <param name="Address">Absolute.</param>
/// <param name="UpdatedAt">UTC; null where it is not known.</param>
internal sealed record SitemapEntry(string Address, DateTimeOffset? UpdatedAt);

/// <summary>Writes a sitemap or an index of sitemaps as its entries come.</summary>
internal sealed class SitemapXml : IResult
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly XmlWriterSettings Settings = new() { Async = true, Encoding = new UTF8Encoding(false), Indent = true };

    private readonly (string List, string Entry) names;
    private readonly IAsyncEnumerable<SitemapEntry> entries;

    private SitemapXml((string List, string Entry) names, IAsyncEnumerable<SitemapEntry> entries) => (this.names, this.entries) = (names, entries);

    public static IResult Addresses(IAsyncEnumerable<SitemapEntry> entries) => new SitemapXml(("urlset", "url"), entries);

    public static IResult Index(IAsyncEnumerable<SitemapEntry> entries) => new SitemapXml(("sitemapindex", "sitemap"), entries);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/xml; charset=utf-8";
        await using var xml = XmlWriter.Create(httpContext.Response.Body, Settings);
        await xml.WriteStartElementAsync(null, names.List, Namespace);
        await foreach (var entry in entries.WithCancellation(httpContext.RequestAborted))
        {
            await xml.WriteStartElementAsync(null, names.Entry, Namespace);
            await xml.WriteElementStringAsync(null, "loc", Namespace, entry.Address);
            if (entry.UpdatedAt is { } updated)
                await xml.WriteElementStringAsync(null, "lastmod", Namespace, updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }
}
