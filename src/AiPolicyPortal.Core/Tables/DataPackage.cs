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
    /// <param name="files">Each of another table.</param>
    public static string Describe(string title, string name, DateTimeOffset created, string? homepage, params IEnumerable<DataPackageFile> files)
    {
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
            ["resources"] = new JsonArray([.. files.Select(Resource)]),
        };
        if (homepage is not null)
        {
            package["homepage"] = homepage;
        }

        return package.ToJsonString(Json);
    }

    private static JsonObject Resource(DataPackageFile file)
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
        if (file.Bytes is { } bytes)
            resource["bytes"] = bytes;
        if (file.Sha256 is { } hash)
            resource["hash"] = $"sha256:{hash}";
        return resource;
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
