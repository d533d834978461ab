using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary>
/// A labelled field of a form, with its hint and, from the model state, what is wrong with it and what was typed (a password is never given back).
/// Other attributes (<c>autocomplete</c>, <c>required</c>, <c>inputmode</c>, <c>maxlength</c>) go to the input.
/// </summary>
[HtmlTargetElement("text-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextFieldTagHelper : TagHelper
{
    private const string Password = "password";

    /// <summary>Of the form's value; the key of the model state.</summary>
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public string? Value { get; set; }

    public string Type { get; set; } = "text";

    /// <summary>More than 0 for a field of several lines.</summary>
    public int Rows { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ModelState[Name];
        var fault = state?.Errors.Select(error => error.ErrorMessage).FirstOrDefault(message => message.Length > 0);
        var input = Input(state?.AttemptedValue ?? Value, fault is not null);
        foreach (var attribute in output.Attributes)
            input.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? "");

        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(Element("label", "form-label", Label, ("for", Name)));
        if (Hint is not null)
            output.Content.AppendHtml(Element("p", "form-text", Hint, ("id", Name + "-hint")));
        if (fault is not null)
            output.Content.AppendHtml(Element("p", "field-error", fault, ("id", Name + "-error")));
        output.Content.AppendHtml(input);
    }

    private TagBuilder Input(string? value, bool isFaulty)
    {
        var input = new TagBuilder(Rows > 0 ? "textarea" : "input");
        input.AddCssClass("form-control");
        input.MergeAttribute("id", Name);
        input.MergeAttribute("name", Name);
        if (Rows > 0)
        {
            input.MergeAttribute("rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture));
            // The first line break of a textarea is not part of its text.
            input.InnerHtml.Append("\n").Append(value ?? "");
        }
        else
        {
            input.TagRenderMode = TagRenderMode.SelfClosing;
            input.MergeAttribute("type", Type);
            if (Type != Password && value is not null)
                input.MergeAttribute("value", value);
        }

        string?[] described = [Hint is null ? null : Name + "-hint", isFaulty ? Name + "-error" : null];
        if (described.Any(id => id is not null))
            input.MergeAttribute("aria-describedby", string.Join(' ', described.Where(id => id is not null)));
        if (isFaulty)
            input.MergeAttribute("aria-invalid", "true");
        return input;
    }

    private static TagBuilder Element(string name, string style, string text, (string Name, string Value) attribute)
    {
        var element = new TagBuilder(name);
        element.AddCssClass(style);
        element.MergeAttribute(attribute.Name, attribute.Value);
        element.InnerHtml.Append(text);
        return element;
    }
}
