using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>
/// The rows of the data folder that make up one record: a file's name to its rows, each a column's name to its text. Empty cells are
/// left out, and so are the columns that name the record itself and the instants that the portal sets.
/// </summary>
public sealed class RecordRows : SortedDictionary<string, List<Dictionary<string, string>>>
{
    public RecordRows()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The rows of a file; none where it is not there.</summary>
    public IReadOnlyList<Dictionary<string, string>> Of(string file) => TryGetValue(file, out var rows) ? rows : [];

    public void Add(string file, Dictionary<string, string> row)
    {
        if (!TryGetValue(file, out var rows))
        {
            this[file] = rows = [];
        }

        rows.Add(row);
    }

    public RecordRows Copy() => Parse(Write(this));

    /// <summary>What <see cref="Write"/> wrote; null where it is nothing of the kind.</summary>
    public static RecordRows? TryParse(string? json)
    {
        try
        {
            var rows = string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<RecordRows>(json, JsonSerializerOptions.Default);
            return rows?.Values.All(file => file is not null && file.TrueForAll(row => row is not null && row.Values.All(text => text is not null))) == true ? rows : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same for the same cells, in whatever order they are.</summary>
    public static string Write(RecordRows rows) => JsonSerializer.Serialize(
        rows.ToDictionary(file => file.Key, file => file.Value.Select(row => new SortedDictionary<string, string>(row, StringComparer.Ordinal))),
        JsonSerializerOptions.Default);

    internal static RecordRows Parse(string json) => JsonSerializer.Deserialize<RecordRows>(json, JsonSerializerOptions.Default)!;

    internal sealed class AsJson() : ValueConverter<RecordRows, string>(rows => Write(rows), json => Parse(json));

    internal sealed class ByJson() : ValueComparer<RecordRows>(
        (left, right) => left == right || (left != null && right != null && Write(left) == Write(right)), rows => Write(rows).GetHashCode(StringComparison.Ordinal), rows => rows.Copy());
}
