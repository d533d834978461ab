using System.Text.Encodings.Web;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.TagHelpers;

/// <summary>
/// <c>&lt;filter-panel&gt;fields&lt;/filter-panel&gt;</c>: a GET form, folded away on a narrow screen, with its buttons. It keeps order, language and the
/// filters that it has no field for, starts at the first page, and says how many filters are set.
/// </summary>
[HtmlTargetElement("filter-panel")]
public sealed class FilterPanelTagHelper(IStringLocalizer<Interface> texts) : TagHelper
{
    private static readonly string[] Kept = ["sort", "limit", PastReading.Parameter, Localization.Parameter];
    private static readonly string[] NotFilters = [.. Kept, "cursor", "count"];

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        var query = http.Request.Query;
        var set = query.Where(pair => !NotFilters.Contains(pair.Key)).SelectMany(pair => pair.Value).Count(value => !string.IsNullOrEmpty(value));

        output.TagName = "details";
        output.Attributes.SetAttribute("class", "disclosure filter-panel");
        output.Content.AppendHtml(Element("summary", set == 0 ? texts["Filters.Title"] : texts["Filters.TitleWithCount", set]));

        var form = new TagBuilder("form") { Attributes = { ["method"] = "get", ["action"] = http.Request.PathBase + http.Request.Path } };
        var fields = await output.GetChildContentAsync();
        form.InnerHtml.AppendHtml(fields);
        foreach (var (name, value) in WithoutField(query, fields.GetContent()))
            form.InnerHtml.AppendHtml(Hidden(name, value));
        form.InnerHtml.AppendHtml(Actions(http, set));
        output.Content.AppendHtml(form);
    }

    // A list of choices has no box for what is excluded, nor for what is beyond the choices it shows.
    private static IEnumerable<(string Name, string Value)> WithoutField(IQueryCollection query, string fields) =>
        query.Where(pair => pair.Key != "cursor").SelectMany(pair => pair.Value, (pair, value) => (Name: pair.Key, Value: value ?? ""))
            .Where(pair => fields.Contains($"name=\"{pair.Name}\" value=\"", StringComparison.Ordinal)
                ? !fields.Contains($"name=\"{pair.Name}\" value=\"{HtmlEncoder.Default.Encode(pair.Value)}\"", StringComparison.Ordinal)
                : !fields.Contains($"name=\"{pair.Name}\"", StringComparison.Ordinal));

    private TagBuilder Actions(HttpContext http, int set)
    {
        var actions = new TagBuilder("div") { Attributes = { ["class"] = "actions" } };
        var apply = Element("button", texts["Filters.Apply"]);
        apply.Attributes["class"] = "button";
        actions.InnerHtml.AppendHtml(apply);
        if (set > 0)
        {
            var clear = Element("a", texts["Filters.Clear"]);
            clear.Attributes["href"] = http.InPast(http.Request.PathBase + http.Request.Path);
            actions.InnerHtml.AppendHtml(clear);
        }

        return actions;
    }

    private static TagBuilder Hidden(string name, string value) => new("input")
    {
        TagRenderMode = TagRenderMode.SelfClosing,
        Attributes = { ["type"] = "hidden", ["name"] = name, ["value"] = value },
    };

    private static TagBuilder Element(string name, string text)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(text);
        return element;
    }
}
