using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary><c>&lt;table-region label="…"&gt;</c> around a table that may be wider than the screen: it scrolls by itself and by keyboard.</summary>
[HtmlTargetElement("table-region")]
public sealed class TableRegionTagHelper : TagHelper
{
    /// <summary>Names the region for a screen reader.</summary>
    public required string Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "table-region");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("tabindex", "0");
        output.Attributes.SetAttribute("aria-label", Label);
    }
}
