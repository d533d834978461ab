using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Api.Conformance;

/// <summary>The kept description of the API, <c>docs/openapi.json</c>, as a client reads it.</summary>
internal static class ApiDocument
{
    public static JsonNode Root { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "openapi.json")))!;

    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. from path in Root["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select new ApiOperation(path.Key, operation.Value!.AsObject()),
    ];

    /// <summary>The document with every record closed: a field that it does not name is a fault.</summary>
    /// <param name="whole">Whether fields that are always there may not be missing; they are with <c>fields</c>.</param>
    public static JsonNode Closed(bool whole)
    {
        var copy = Root.DeepClone();
        Close(copy, whole);
        return copy;
    }

    /// <summary>What a reference leads to, or the node itself.</summary>
    public static JsonObject Resolve(JsonNode node)
    {
        if (node["$ref"]?.GetValue<string>() is not { } reference)
            return node.AsObject();
        return Resolve(reference[2..].Split('/').Aggregate(Root, (place, name) => place[name]!));
    }

    /// <summary>The names of a schema's fields, those within a field after a full stop.</summary>
    public static IEnumerable<string> FieldsOf(JsonNode schema)
    {
        var whole = Resolve(schema);
        var record = Resolve(whole["anyOf"]?[0] ?? whole);
        record = record["items"] is { } items ? Resolve(items) : record;
        foreach (var (name, within) in record["properties"]?.AsObject() ?? [])
        {
            yield return name;
            if (Resolve(within!)["properties"] is JsonObject inner)
                yield return $"{name}.{inner.First().Key}";
        }
    }

    private static void Close(JsonNode? node, bool whole)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Close(item, whole);
        }
        else if (node is JsonObject schema)
        {
            foreach (var (_, value) in schema)
                Close(value, whole);
            if (schema["properties"] is not JsonObject || schema["type"] is null)
                return;
            schema["additionalProperties"] ??= false;
            if (!whole)
                schema.Remove("required");
        }
    }
}

/// <summary>One documented operation; all of them read.</summary>
internal sealed class ApiOperation(string path, JsonObject body)
{
    public string Path { get; } = path;

    public string Name { get; } = body["operationId"]!.GetValue<string>();

    public IReadOnlyList<ApiParameter> Parameters { get; } = [.. (body["parameters"]?.AsArray() ?? []).Select(parameter => new ApiParameter(parameter!))];

    public IEnumerable<ApiParameter> OfQuery => Parameters.Where(parameter => !parameter.IsInPath);

    public ApiParameter? OfPath => Parameters.SingleOrDefault(parameter => parameter.IsInPath);

    /// <summary>Whether Accept chooses what it answers.</summary>
    public bool IsNegotiated => Answers(406);

    public bool Answers(int status) => body["responses"]!.AsObject().ContainsKey($"{status}");

    public bool Knows(string parameter) => OfQuery.Any(known => known.Name == parameter);

    /// <summary>The media types of an answer.</summary>
    public IReadOnlyList<string> TypesOf(int status) => [.. Content(status).Select(content => content.Key)];

    /// <summary>The place in the document of the schema of an answer.</summary>
    /// <param name="alternative">Which of several schemas; null for the only one.</param>
    public string SchemaOf(int status, string type, int? alternative)
    {
        string[] place = body["responses"]![$"{status}"]!["$ref"]?.GetValue<string>() is { } common
            ? [.. common[2..].Split('/'), "content", type, "schema"]
            : ["paths", Path, "get", "responses", $"{status}", "content", type, "schema"];
        if (alternative is { } number && Content(status)[type]!["schema"]!["anyOf"] is not null)
            place = [.. place, "anyOf", $"{number}"];
        return "#/" + string.Join('/', place.Select(name => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            .Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal)));
    }

    /// <summary>What <c>fields</c> may name.</summary>
    public IReadOnlyList<string> Fields()
    {
        var schema = Content(200)["application/json"]!["schema"]!;
        var answer = ApiDocument.Resolve(schema["anyOf"]?[0] ?? schema);
        return [.. ApiDocument.FieldsOf(answer["properties"]!["data"]!)];
    }

    public override string ToString() => Path;

    private JsonObject Content(int status) => ApiDocument.Resolve(body["responses"]![$"{status}"]!)["content"]?.AsObject() ?? [];
}

/// <summary>One documented parameter.</summary>
internal sealed partial class ApiParameter
{
    public ApiParameter(JsonNode parameter)
    {
        var schema = parameter["schema"]!.AsObject();
        Repeats = schema["type"]!.GetValue<string>() == "array";
        schema = Repeats ? schema["items"]!.AsObject() : schema;
        Name = parameter["name"]!.GetValue<string>();
        IsInPath = parameter["in"]!.GetValue<string>() == "path";
        IsRequired = parameter["required"]?.GetValue<bool>() == true;
        IsNumber = schema["type"]!.GetValue<string>() == "integer";
        Choices = [.. (schema["enum"]?.AsArray() ?? []).Select(choice => choice!.GetValue<string>())];
        Pattern = schema["pattern"] is { } pattern ? new Regex(pattern.GetValue<string>(), RegexOptions.ECMAScript) : null;
        Range = IsNumber ? (schema["minimum"]!.GetValue<int>(), schema["maximum"]!.GetValue<int>()) : null;
        MaxLength = schema["maxLength"]?.GetValue<int>();
        Example = (parameter["example"] is { } example ? Repeats ? example[0] : example : schema["examples"]![0])!.ToString();
        Names = Pattern is null ? [] : [.. ListedNames().Match(Pattern.ToString()).Groups["names"].Value.Split('|', StringSplitOptions.RemoveEmptyEntries)];
    }

    public string Name { get; }

    public bool IsInPath { get; }

    public bool IsRequired { get; }

    public bool Repeats { get; }

    public bool IsNumber { get; }

    public IReadOnlyList<string> Choices { get; }

    /// <summary>The only names that a list separated by commas can have; none when they are not listed.</summary>
    public IReadOnlyList<string> Names { get; }

    public Regex? Pattern { get; }

    public (int Min, int Max)? Range { get; }

    public int? MaxLength { get; }

    public string Example { get; }

    /// <summary>Whether a value is of the documented form.</summary>
    public bool Allows(string value)
    {
        if (Choices.Count > 0)
            return Choices.Contains(value);
        if (Range is { } range)
            return int.TryParse(value, out var number) && number >= range.Min && number <= range.Max;
        return Pattern?.IsMatch(value) ?? (value.Length <= MaxLength && !value.Contains('\0', StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\^(-\?)?\((?<names>[A-Za-z|]+)\)\(,")]
    private static partial Regex ListedNames();
}
