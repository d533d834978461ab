using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AiPolicyPortal.Core.Fetching;

/// <summary>What a person would read on a page.</summary>
/// <param name="Title">Null when it has none.</param>
/// <param name="Published">As its metadata says; null when they do not.</param>
/// <param name="Publisher">The name of the site.</param>
/// <param name="Language">ISO 639-1; null when not said.</param>
/// <param name="Text">Paragraphs of the main text, a line each.</param>
public sealed partial record ReadablePage(string? Title, DateOnly? Published, string? Publisher, string? Language, string Text)
{
    private const int ShortestParagraph = 25;
    private const string Blocks = "p, h1, h2, h3, li, blockquote, figcaption, pre, dd, td";

    private static readonly string[] DateNames =
        ["article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "pubdate", "publish-date", "parsely-pub-date"];

    public static ReadablePage Of(FetchedAnswer answer)
    {
        var text = PageText.Of(answer);
        return answer.ContentType == "text/plain" ? new ReadablePage(null, null, null, null, text.Trim()) : OfHtml(text);
    }

    public static ReadablePage OfHtml(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        var title = Meta(document, "og:title") ?? Clean(document.QuerySelector("h1")?.TextContent) ?? Clean(document.Title);
        var published = DateNames.Select(name => Meta(document, name)).Append(document.QuerySelector("time[datetime]")?.GetAttribute("datetime"))
            .Append(InData().Match(html) is { Success: true } match ? match.Groups[1].Value : null).Select(DayOf).FirstOrDefault(day => day is not null);
        var language = document.DocumentElement.GetAttribute("lang") is { Length: >= 2 } code ? code[..2].ToLowerInvariant() : null;
        return new ReadablePage(title, published, Meta(document, "og:site_name") ?? Meta(document, "dc.publisher") ?? Meta(document, "publisher"), language, MainText(document));
    }

    // The article or main element with the most text in paragraphs; the body where there is none.
    private static string MainText(AngleSharp.Html.Dom.IHtmlDocument document)
    {
        foreach (var noise in document.QuerySelectorAll("script, style, noscript, nav, aside, footer, form, iframe, svg, button, template, [hidden], [aria-hidden=true]").ToList())
        {
            noise.Remove();
        }

        var main = document.QuerySelectorAll("article, main, [role=main], [itemprop=articleBody]")
            .OrderByDescending(element => element.QuerySelectorAll("p").Sum(paragraph => paragraph.TextContent.Length)).FirstOrDefault() ?? (IElement?)document.Body;
        if (main is null)
        {
            return "";
        }

        var lines = new StringBuilder();
        foreach (var block in main.QuerySelectorAll(Blocks).Where(block => block.QuerySelector(Blocks) is null))
        {
            if (Clean(block.TextContent) is { } words && (words.Length >= ShortestParagraph || block.LocalName is "h1" or "h2" or "h3"))
            {
                lines.AppendLine(words);
            }
        }

        return lines.Length > 0 ? lines.ToString().Trim() : Clean(main.TextContent) ?? "";
    }

    private static string? Meta(AngleSharp.Html.Dom.IHtmlDocument document, string name) => Clean(document.QuerySelectorAll("meta[content]")
        .FirstOrDefault(meta => string.Equals(meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop"), name, StringComparison.OrdinalIgnoreCase))
        ?.GetAttribute("content"));

    private static DateOnly? DayOf(string? text) => text is { Length: >= 10 }
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Clean(string? text) => text is null || Spaces().Replace(text, " ").Trim() is not { Length: > 0 } clean ? null : clean;

    [GeneratedRegex("""[^\S\u00A0\u202F]+""")]
    private static partial Regex Spaces();

    [GeneratedRegex("""["']datePublished["']\s*:\s*["'](\d{4}-\d\d-\d\d)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InData();
}
