using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Formatting;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary><c>&lt;money of="figure.Money" /&gt;</c> or <c>&lt;money low="…" high="…" currency="EUR" nature="about" /&gt;</c>: the amount in words, every digit in its title, the bare number for machines.</summary>
[HtmlTargetElement("money", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MoneyTagHelper(MoneyText words) : TagHelper
{
    /// <summary>In units of the currency; null with <see cref="High"/> null means not disclosed.</summary>
    public decimal? Low { get; set; }

    /// <summary>Upper end of a range; leave out for a single amount.</summary>
    public decimal? High { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>A whole amount, in place of the single values.</summary>
    public Money? Of { get; set; }

    public string Nature { get; set; } = "exact";

    /// <summary><c>total</c> or <c>annual</c>.</summary>
    public string Basis { get; set; } = "total";

    /// <summary>"€1.5bn" in place of "€1.5 billion", for tables and tiles.</summary>
    public bool Brief { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is { } money)
        {
            (Low, High, Currency, Nature, Basis) = (money.Low, money.High, money.Currency, money.Nature.Code(), money.Basis.Code());
        }

        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetContent(words.Compact(Low, High, Currency, Nature, Basis == "annual", Brief));
        if ((Low ?? High) is not { } from)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "money-undisclosed");
            return;
        }

        output.TagName = (High ?? from) == from ? "data" : "span";
        output.Attributes.SetAttribute("class", "money");
        output.Attributes.SetAttribute("title", words.Full(Low, High, Currency));
        if (output.TagName == "data")
            output.Attributes.SetAttribute("value", from.ToString(CultureInfo.InvariantCulture));
    }
}
