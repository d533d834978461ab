using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiPolicyPortal.Core.Tables;

/// <summary>Describes files of tables as a Frictionless Data Package, version 2, each column with its type.</summary>
public static class DataPackage
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="created">In UTC.</param>
    /// <param name="homepage">Absolute address; null when it is not known.</param>
    public static string Describe(string title, string name, DateTimeOffset created, string? homepage, params IEnumerable<(Table Table, string File)> resources)
    {
        var package = new JsonObject
        {
            ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
            ["name"] = name,
            ["title"] = title,
            ["created"] = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["licenses"] = new JsonArray(new JsonObject
            {
                ["name"] = "CC-BY-4.0",
                ["title"] = "Creative Commons Attribution 4.0 International",
                ["path"] = "https://creativecommons.org/licenses/by/4.0/",
            }),
            ["resources"] = new JsonArray([.. resources.Select(resource => Resource(resource.Table, resource.File))]),
        };
        if (homepage is not null)
        {
            package["homepage"] = homepage;
        }

        return package.ToJsonString(Json);
    }

    private static JsonObject Resource(Table table, string file) => new()
    {
        ["name"] = table.Name,
        ["type"] = "table",
        ["path"] = file,
        ["title"] = table.Title,
        ["description"] = table.Description + ".",
        ["format"] = "csv",
        ["mediatype"] = "text/csv",
        ["encoding"] = "utf-8",
        ["schema"] = new JsonObject
        {
            ["fields"] = new JsonArray([.. table.Columns.Select(Field)]),
            ["primaryKey"] = new JsonArray(table.Key),
            ["missingValues"] = new JsonArray(""),
        },
    };

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
