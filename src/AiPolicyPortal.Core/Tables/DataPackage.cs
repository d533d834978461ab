using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Tables;

/// <summary>Describes files of tables as a Frictionless Data Package, version 2, each column with its type.</summary>
public static class DataPackage
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="created">In UTC.</param>
    /// <param name="homepage">Absolute address; null when it is not known.</param>
    /// <param name="files">Each of another table. Which rows refer to which is said where there are several: of one selection, what it refers to may be outside.</param>
    public static string Describe(string title, string name, DateTimeOffset created, string? homepage, params IReadOnlyList<DataPackageFile> files)
    {
        var keys = files.Count > 1 ? files.ToDictionary(file => file.Table.Name, file => file.Table.Key) : [];
        var package = new JsonObject
        {
            ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
            ["name"] = name,
            ["title"] = title,
            ["created"] = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["licenses"] = new JsonArray(new JsonObject
            {
                ["name"] = DataLicence.Code,
                ["title"] = DataLicence.Title,
                ["path"] = DataLicence.Url,
            }),
            ["resources"] = new JsonArray([.. files.Select(file => Resource(file, keys))]),
        };
        if (homepage is not null)
        {
            package["homepage"] = homepage;
        }

        return package.ToJsonString(Json);
    }

    /// <param name="keys">Of the tables that can be referred to.</param>
    private static JsonObject Resource(DataPackageFile file, Dictionary<string, IReadOnlyList<string>> keys)
    {
        var table = file.Table;
        var resource = new JsonObject
        {
            ["name"] = table.Name,
            ["type"] = "table",
            ["path"] = file.Path,
            ["title"] = table.Title,
            ["description"] = table.Description + ".",
            ["format"] = "csv",
            ["mediatype"] = "text/csv",
            ["encoding"] = "utf-8",
            ["schema"] = new JsonObject
            {
                ["fields"] = new JsonArray([.. table.Columns.Select(Field)]),
                ["primaryKey"] = new JsonArray([.. table.Key]),
                ["missingValues"] = new JsonArray(""),
            },
        };
        JsonNode[] references = [.. table.Columns.Where(column => column.RefersTo is { } to && keys.ContainsKey(to)).Select(column => Reference(table, column, keys))];
        if (references.Length > 0)
            resource["schema"]!["foreignKeys"] = new JsonArray(references);
        if (file.Bytes is { } bytes)
            resource["bytes"] = bytes;
        if (file.Sha256 is { } hash)
            resource["hash"] = $"sha256:{hash}";
        return resource;
    }

    private static JsonObject Reference(Table table, Column column, Dictionary<string, IReadOnlyList<string>> keys)
    {
        var reference = new JsonObject { ["fields"] = new JsonArray([.. keys[column.RefersTo!]]) };
        // A reference within the same file names no other.
        if (column.RefersTo != table.Name)
            reference["resource"] = column.RefersTo;
        return new JsonObject { ["fields"] = new JsonArray(column.Name), ["reference"] = reference };
    }

    private static JsonObject Field(Column column)
    {
        var field = new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = column.Type switch
            {
                ColumnType.WholeNumber => "integer",
                ColumnType.Number => "number",
                ColumnType.Flag => "boolean",
                ColumnType.Instant => "datetime",
                _ => "string",
            },
            ["description"] = column.Description + ".",
        };
        if (column.Type == ColumnType.Url)
        {
            field["format"] = "uri";
        }

        if (column.Type == ColumnType.Instant)
        {
            field["format"] = "any";
        }

        var constraints = new JsonObject();
        if (column.Required)
        {
            constraints["required"] = true;
        }

        if (column.Type == ColumnType.Code)
        {
            constraints["enum"] = new JsonArray([.. column.Codes.Select(code => (JsonNode)code)]);
        }

        if (constraints.Count > 0)
        {
            field["constraints"] = constraints;
        }

        return field;
    }
}
