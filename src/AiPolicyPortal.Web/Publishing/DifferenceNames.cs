using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>What a value of a record is called: its field, and the part it is in.</summary>
public static class DifferenceNames
{
    public static string Of(IStringLocalizer<Interface> words, FieldDifference difference) => Of(words, difference.Name);

    /// <param name="name">As a revision's changes name it, such as <c>figure_links[restates f-1].note</c>.</param>
    public static string Of(IStringLocalizer<Interface> words, string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot < 0)
            return words.Label("Cell", name);
        var (part, column) = (name[..dot], name[(dot + 1)..]);
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var file = words.Label("DraftPart", (bracket < 0 ? part : part[..bracket]) + ".csv");
        var key = bracket < 0 ? "" : $" {part[(bracket + 1)..].TrimEnd(']')}";
        return $"{file}{key}: {words.Label("Cell", column)}";
    }
}
