using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary><c>&lt;partial-date of="figure.StatedOn" /&gt;</c> or <c>&lt;partial-date value="…" precision="month" /&gt;</c>: "March 2024" in a <c>time</c> element; null is said to be unknown.</summary>
[HtmlTargetElement("partial-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PartialDateTagHelper(IStringLocalizer<Interface> texts) : TagHelper
{
    public DateOnly? Value { get; set; }

    /// <summary><c>year</c>, <c>month</c> or <c>day</c>.</summary>
    public string Precision { get; set; } = "day";

    /// <summary>A whole date, in place of <see cref="Value"/> and <see cref="Precision"/>.</summary>
    public PartialDate? Of { get; set; }

    /// <summary>"11 Mar 2024" in place of "11 March 2024".</summary>
    public bool Brief { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is { } known)
        {
            (Value, Precision) = (known.LastDay, known.Precision.Code());
        }

        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is not { } date)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "unknown");
            output.Content.SetContent(texts["Date.Unknown"]);
            return;
        }

        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", PartialDateText.Iso(date, Precision));
        output.Content.SetContent(PartialDateText.Words(date, Precision, CultureInfo.CurrentCulture, Brief));
    }
}
