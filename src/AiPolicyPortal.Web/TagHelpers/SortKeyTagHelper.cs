using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary>
/// <c>&lt;th sort-key="amount" sort-current="@Model.Sort"&gt;</c>: a heading that sorts. Its link keeps the query, starts again at the first page,
/// and turns the order round when the table already is in this one.
/// </summary>
[HtmlTargetElement("th", Attributes = "sort-key")]
public sealed class SortKeyTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public required string SortKey { get; set; }

    /// <summary>The order in force, <c>key</c> or <c>-key</c>; of several keys the first one counts.</summary>
    public string? SortCurrent { get; set; }

    /// <summary>The first click sorts from the greatest: amounts, dates.</summary>
    public bool SortDescending { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var current = SortCurrent?.Split(',')[0];
        var ascending = current == SortKey;
        var descending = current == $"-{SortKey}";
        var next = ascending || (!descending && SortDescending) ? $"-{SortKey}" : SortKey;

        var link = new TagBuilder("a");
        link.Attributes["href"] = PageAddress.With(ViewContext.HttpContext, ("sort", next), ("cursor", null));
        link.InnerHtml.AppendHtml(await output.GetChildContentAsync());

        output.Attributes.SetAttribute("scope", "col");
        if (ascending || descending)
            output.Attributes.SetAttribute("aria-sort", ascending ? "ascending" : "descending");
        output.Content.SetHtmlContent(link);
    }
}
