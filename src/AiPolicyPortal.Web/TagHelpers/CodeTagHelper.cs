using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary><c>&lt;code-tag of="figure.Stage" /&gt;</c> or <c>&lt;code-tag list="Stage" code="announced" /&gt;</c>: the word for a code as a tag with the list's colour and mark.</summary>
[HtmlTargetElement("code-tag", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CodeTagHelper(IStringLocalizer<Interface> texts) : TagHelper
{
    /// <summary>Name of the code list, as in the keys of the interface texts.</summary>
    public string List { get; set; } = "";

    public string Code { get; set; } = "";

    /// <summary>A value of one of the code lists, in place of <see cref="List"/> and <see cref="Code"/>.</summary>
    public Enum? Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is not null)
        {
            (List, Code) = (Of.GetType().Name, CodeExtensions.CodeOf(Of));
        }

        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"tag tag-{List.ToLowerInvariant()}");
        output.Attributes.SetAttribute("data-code", Code);
        output.Content.SetContent(texts.Label(List, Code));
    }
}
