using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Words for the columns of the data folder, in the language of the request.</summary>
public static class ColumnLabels
{
    // Columns of codes with the list that their words are under.
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["stage"] = "Stage",
        ["standing"] = "Standing",
        ["nature"] = "Nature",
        ["funder_type"] = "FunderType",
        ["instrument"] = "Instrument",
        ["confidence"] = "Confidence",
        ["open_source_commitment"] = "OpenSourceCommitment",
        ["component"] = "Component",
        ["availability"] = "Availability",
        ["assessor"] = "Assessor",
    };

    /// <summary>"Title"; of a column of a part as <c>grant_recipients[2].country</c>: "Recipient (2): country".</summary>
    public static string Column(this IStringLocalizer<Interface> texts, string field)
    {
        var dot = field.IndexOf('.', field.LastIndexOf(']') + 1);
        var name = Word(texts, "Column", field[(dot + 1)..]);
        if (dot < 0)
        {
            return name;
        }

        var part = field[..dot];
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var file = Word(texts, "Part", bracket < 0 ? part : part[..bracket]);
        return texts["Column.OfPart", bracket < 0 ? file : $"{file} ({part[(bracket + 1)..^1]})", name];
    }

    /// <summary>A value of a column: the word for a code, else as the data folder writes it.</summary>
    public static string ColumnValue(this IStringLocalizer<Interface> texts, string field, string value) =>
        Lists.TryGetValue(field[(field.LastIndexOf('.') + 1)..], out var list) ? texts.Label(list, value) : value;

    private static string Word(IStringLocalizer<Interface> texts, string kind, string name)
    {
        var word = texts[$"{kind}.{name}"];
        return word.ResourceNotFound ? name.Replace('_', ' ') : word.Value;
    }
}
