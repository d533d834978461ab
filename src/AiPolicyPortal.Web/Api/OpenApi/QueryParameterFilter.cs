using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Queries;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>Documents the query parameters of each list from its <see cref="QueryDescription"/>.</summary>
internal sealed class QueryParameterFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var description = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<QueryDescription>().FirstOrDefault();
        foreach (var parameter in description?.Parameters ?? [])
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Describe(parameter, description!));
        }
    }

    public static OpenApiParameter Describe(ParameterInfo parameter, QueryDescription query)
    {
        var (text, example) = parameter.Name == "sort"
            ? ($"Keys to sort by, separated by commas, each with - before it to turn it round: {string.Join(", ", query.SortKeys)}.{ParameterTexts.OfSort(query.Subject)}", $"-{query.SortKeys[0]}")
            : ParameterTexts.Of(query.Subject, parameter.Name);
        example = query.Examples.GetValueOrDefault(parameter.Name, example);
        if (parameter.Kind is ParameterKind.Code or ParameterKind.List && parameter.Choices.Count > 0 && !parameter.Choices.Contains(example))
        {
            example = parameter.Choices[0];
        }

        if (BeginningOf(parameter.Name) is { } beginning && query.Parameters.Any(other => other.Name == beginning))
            text += $" Not before {beginning}.";
        var value = parameter.Name == "sort" ? Names(query.SortKeys, "-?") : SchemaOf(parameter);
        // Readers of the description fill in the example of a parameter, which is right only where it has to be given.
        if (!parameter.Required)
            value.Examples = [Example(parameter.Kind, parameter.Repeats, example)];
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Required = parameter.Required,
            Description = parameter.Repeats && !ParameterTexts.SaysHowOften(query.Subject, parameter.Name) ? text + " May be repeated (any of them); a leading ! excludes." : text,
            Schema = parameter.Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
            Style = parameter.Repeats ? ParameterStyle.Form : null,
            Explode = parameter.Repeats,
            Example = !parameter.Required ? null : parameter.Repeats ? new JsonArray(example) : Example(parameter.Kind, parameter.Repeats, example),
        };
    }

    private static string? BeginningOf(string name) =>
        name.EndsWith("To", StringComparison.Ordinal) ? name[..^2] + "From" : name.EndsWith("Max", StringComparison.Ordinal) ? name[..^3] + "Min" : null;

    private static JsonNode Example(ParameterKind kind, bool repeats, string example) =>
        kind == ParameterKind.Number && !repeats ? int.Parse(example, System.Globalization.CultureInfo.InvariantCulture) : example;

    private static OpenApiSchema SchemaOf(ParameterInfo parameter) => parameter.Kind switch
    {
        ParameterKind.Code => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. parameter.Choices.Concat(parameter.Repeats ? parameter.Choices.Select(choice => "!" + choice) : []).Select(choice => (JsonNode)choice)],
        },
        ParameterKind.Country => Many(parameter, "[A-Z]{2}|INT"),
        ParameterKind.Currency => Many(parameter, "[A-Z]{3}"),
        ParameterKind.Licence => Many(parameter, "[A-Za-z0-9.+-]+"),
        ParameterKind.Language => Many(parameter, "[a-z]{2}"),
        ParameterKind.Reference => Many(parameter, "[a-z0-9]+(-[a-z0-9]+)*"),
        ParameterKind.Date => Pattern(@"^\d{4}(-\d{2}(-\d{2})?)?$"),
        ParameterKind.Instant => Pattern(@"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|\+00:00)?)?)?)?$"),
        ParameterKind.Amount => Pattern(@"^\d+(\.\d+)?$"),
        ParameterKind.Number when parameter.Repeats => Many(parameter, @"\d+"),
        ParameterKind.Number => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = Bound(parameter.Range?.Min), Maximum = Bound(parameter.Range?.Max) },
        ParameterKind.List when parameter.Choices.Count > 0 => Names(parameter.Choices),
        ParameterKind.List => Pattern(@"^[A-Za-z]+(\.[A-Za-z]+)*(,[A-Za-z]+(\.[A-Za-z]+)*)*$"),
        ParameterKind.Flag => Pattern("^(true|false)$"),
        ParameterKind.Text when parameter.Name == "cursor" => Pattern("^[A-Za-z0-9_-]+$"),
        _ => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = QueryParameters.MaxTextLength },
    };

    // What may be repeated may be negated.
    private static OpenApiSchema Many(ParameterInfo parameter, string form) =>
        Pattern($"^{(parameter.Repeats ? "!?" : "")}({string.Join('|', [form, .. parameter.Choices])})$");

    private static OpenApiSchema Names(IReadOnlyList<string> names, string before = "")
    {
        var one = $"{before}({string.Join('|', names)})";
        return Pattern($"^{one}(,{one})*$");
    }

    private static string? Bound(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static OpenApiSchema Pattern(string pattern) => new() { Type = JsonSchemaType.String, Pattern = pattern };
}
