using System.Text.Encodings.Web;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary>
/// On a page that shows what was known at an instant, links to other records and lists lead to them as they were known then. Menus, which do
/// not take this helper, lead to the present.
/// </summary>
[HtmlTargetElement("a", Attributes = Href)]
public sealed class PastLinkTagHelper : TagHelper
{
    private const string Href = "href";

    private static readonly string[] WithPast =
    [
        "/programmes", "/figures", "/announcements", "/grants", "/organisations", "/releases", "/governance", "/sources", "/promises", "/countries",
        "/changes", "/coverage", "/open", "/search", "/totals", "/compare", "/api/v1/",
    ];

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.HttpContext.Past() is null)
        {
            return;
        }

        var encoded = Text(output.Attributes[Href].Value);
        if (Array.Exists(WithPast, path => encoded.StartsWith(path, StringComparison.Ordinal)) && !encoded.Contains(PastReading.Parameter + "=", StringComparison.Ordinal))
        {
            output.Attributes.SetAttribute(Href, new HtmlString(HtmlEncoder.Default.Encode(ViewContext.HttpContext.InPast(System.Net.WebUtility.HtmlDecode(encoded)))));
        }
    }

    // As it will be written, with references in the place of some characters.
    private static string Text(object? value)
    {
        if (value is not IHtmlContent content)
        {
            return HtmlEncoder.Default.Encode(value?.ToString() ?? "");
        }

        using var text = new StringWriter();
        content.WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }
}
