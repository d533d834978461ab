using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Api;

/// <summary>
/// The fields of a record that a client wants, from <c>fields=title,recipient.name</c>: names as the answer has them, a full stop
/// between a field and one within it, also within each record of a list. <c>amount</c> and <c>currency</c> are those of <c>money</c>, as the
/// columns of a CSV file are called.
/// </summary>
public sealed class FieldSelection
{
    public const string Parameter = "fields";

    // Values that write themselves: their fields are not those of their type.
    private static readonly Dictionary<Type, string[]> OwnFields = new()
    {
        [typeof(Money)] = ["amount", "low", "high", "currency", "nature", "basis"],
        [typeof(PartialDate)] = ["date", "precision"],
    };

    private readonly Dictionary<string, FieldSelection?> wanted = new(StringComparer.Ordinal);

    private FieldSelection()
    {
    }

    /// <summary>A field that a record of this type has, for the documentation.</summary>
    public static string Example(Type record) =>
        record.GetProperties().FirstOrDefault(property => property.Name is "Ref" or "Code") is { } name
            ? JsonNamingPolicy.CamelCase.ConvertName(name.Name)
            : JsonNamingPolicy.CamelCase.ConvertName(record.GetProperties()[0].Name) + "." + Example(record.GetProperties()[0].PropertyType);

    /// <returns>Null when the whole record is wanted.</returns>
    public static FieldSelection? Read<TRecord>(QueryParameters parameters, JsonSerializerOptions options)
    {
        if (parameters.List(Parameter) is not { } paths)
            return null;
        var selection = new FieldSelection();
        foreach (var asked in paths)
        {
            var path = OfMoney(asked, typeof(TRecord), options);
            if (Known(path, typeof(TRecord), options) is not { } known)
            {
                selection.Want(path.Split('.'));
                continue;
            }

            var near = Nearest.To(path, known) ?? Within(path, typeof(TRecord), options) ?? Mended(path, known, typeof(TRecord), options);
            parameters.Fault(new ParameterError(Parameter, "unknown-value", Unknown(path, known, near), path) { Suggestion = near, Known = known });
        }

        return selection;
    }

    /// <summary>The record with the fields that are wanted and no other.</summary>
    public JsonNode? Of<TRecord>(TRecord record, JsonSerializerOptions options) => Keep(JsonSerializer.SerializeToNode(record, options));

    private JsonNode? Keep(JsonNode? node)
    {
        if (node is JsonArray list)
            return new JsonArray([.. list.Select(Keep)]);
        if (node is not JsonObject record)
            return node?.DeepClone();
        return new JsonObject(record.Where(field => wanted.ContainsKey(field.Key)).Select(field =>
            KeyValuePair.Create(field.Key, wanted[field.Key] is { } within ? within.Keep(field.Value) : field.Value?.DeepClone())));
    }

    private static string OfMoney(string path, Type type, JsonSerializerOptions options)
    {
        var fields = FieldsOf(type, options);
        return !fields.ContainsKey(path) && path is "amount" or "currency" && fields.GetValueOrDefault("money") == typeof(Money) ? $"money.{path}" : path;
    }

    private void Want(ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
        {
            wanted[path[0]] = null;
            return;
        }

        if (!wanted.TryGetValue(path[0], out var within))
            wanted[path[0]] = within = new FieldSelection();
        within?.Want(path[1..]);
    }

    private static string Unknown(string path, List<string> known, string? near) => known.Count == 0
        ? $"There is nothing within '{path[..path.LastIndexOf('.')]}', which is a plain value."
        : $"There is no field '{path}' here; there are {string.Join(", ", known)}.{Nearest.Hint(near)}";

    /// <summary>Where the first of the fields has one of this name within it, as records have theirs within <c>organisation</c>, or one field alone; null elsewhere.</summary>
    private static string? Within(string name, Type type, JsonSerializerOptions options)
    {
        var fields = FieldsOf(type, options);
        List<string> having = [.. fields.Where(field => FieldsOf(field.Value, options).ContainsKey(name)).Select(field => field.Key)];
        return having.Count == 1 || having.FirstOrDefault() is { } first && first == fields.Keys.First() ? $"{having[0]}.{name}" : null;
    }

    /// <summary>The path with the nearest of the fields in its first place, where the rest is right: <c>recipient.name</c> for <c>recipiant.name</c>.</summary>
    private static string? Mended(string path, List<string> known, Type type, JsonSerializerOptions options) =>
        path.Split('.', 2) is [var first, var rest] && Nearest.To(first, known) is { } near && Known($"{near}.{rest}", type, options) is null ? $"{near}.{rest}" : null;

    /// <summary>What there is in the place where a path goes wrong; null when it does not.</summary>
    private static List<string>? Known(string path, Type type, JsonSerializerOptions options)
    {
        var place = "";
        foreach (var part in path.Split('.'))
        {
            var fields = FieldsOf(type, options);
            if (!fields.TryGetValue(part, out var within))
                return [.. fields.Keys.Select(name => place + name)];
            (type, place) = (within, $"{place}{part}.");
        }

        return null;
    }

    private static Dictionary<string, Type> FieldsOf(Type type, JsonSerializerOptions options)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType)
            type = type.GetGenericArguments()[^1];
        if (OwnFields.TryGetValue(type, out var own))
            return own.ToDictionary(name => name, _ => typeof(string));
        var info = options.GetTypeInfo(type);
        return info.Kind == JsonTypeInfoKind.Object
            ? info.Properties.Where(property => property.Get is not null).ToDictionary(property => property.Name, property => property.PropertyType)
            : [];
    }
}
