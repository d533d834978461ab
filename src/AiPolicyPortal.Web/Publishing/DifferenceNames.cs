using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>What a value of a record is called: its field, and the part it is in.</summary>
public static class DifferenceNames
{
    public static string Of(IStringLocalizer<Interface> words, FieldDifference difference) =>
        difference.Column.Length == 0 ? OfPart(words, difference.Name) : Of(words, difference.Name);

    /// <param name="name">As a revision's changes name it, such as <c>figure_links[restates f-1].note</c>.</param>
    public static string Of(IStringLocalizer<Interface> words, string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot < 0)
            return words.Label("Cell", name);
        return $"{OfPart(words, name[..dot])}: {words.Label("Cell", name[(dot + 1)..])}";
    }

    // The file, what the part is known by in brackets and, behind a hash, which of several alike it is.
    private static string OfPart(IStringLocalizer<Interface> words, string part)
    {
        var (bracket, end) = (part.IndexOf('[', StringComparison.Ordinal), part.LastIndexOf(']'));
        var hash = part.IndexOf('#', Math.Max(end, 0));
        var number = hash < 0 ? "" : " " + part[hash..];
        var key = bracket < 0 || end < bracket ? "" : " " + part[(bracket + 1)..end];
        var file = part[..(key.Length > 0 ? bracket : hash < 0 ? part.Length : hash)];
        return $"{words.Label("DraftPart", file + ".csv")}{key}{number}";
    }
}
