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
            ? ($"Keys to sort by, separated by commas, each with - before it to turn it round: {string.Join(", ", query.SortKeys)}.", $"-{query.SortKeys[0]}")
            : ParameterTexts.Of(query.Subject, parameter.Name);
        if (parameter.Choices.Count > 0 && !parameter.Choices.Contains(example))
        {
            example = parameter.Choices[0];
        }

        var value = SchemaOf(parameter);
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Required = parameter.Required,
            Description = parameter.Repeats ? text + " May be repeated (any of them); a leading ! excludes." : text,
            Schema = parameter.Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
            Style = parameter.Repeats ? ParameterStyle.Form : null,
            Explode = parameter.Repeats,
            Example = parameter.Repeats ? new JsonArray(example) : Example(parameter.Kind, example),
        };
    }

    private static JsonNode Example(ParameterKind kind, string example) =>
        kind == ParameterKind.Number ? int.Parse(example, System.Globalization.CultureInfo.InvariantCulture) : example;

    private static OpenApiSchema SchemaOf(ParameterInfo parameter) => parameter.Kind switch
    {
        ParameterKind.Code => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. parameter.Choices.Concat(parameter.Repeats ? parameter.Choices.Select(choice => "!" + choice) : []).Select(choice => (JsonNode)choice)],
        },
        ParameterKind.Country => Pattern("^!?([A-Z]{2}|INT)$"),
        ParameterKind.Currency => Pattern("^!?[A-Z]{3}$"),
        ParameterKind.Licence => Pattern("^!?[A-Za-z0-9.+-]+$"),
        ParameterKind.Language => Pattern("^!?[a-z]{2}$"),
        ParameterKind.Reference => Pattern("^!?[a-z0-9]+(-[a-z0-9]+)*$"),
        ParameterKind.Date => Pattern(@"^\d{4}(-\d{2}(-\d{2})?)?$"),
        ParameterKind.Instant => Pattern(@"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z)?)?)?$"),
        ParameterKind.Amount => Pattern(@"^\d+(\.\d+)?$"),
        ParameterKind.Number => new OpenApiSchema { Type = parameter.Repeats ? JsonSchemaType.String : JsonSchemaType.Integer },
        ParameterKind.List => Pattern(@"^[A-Za-z]+(\.[A-Za-z]+)*(,[A-Za-z]+(\.[A-Za-z]+)*)*$"),
        ParameterKind.Flag => Pattern("^(true|false)$"),
        _ => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = QueryParameters.MaxTextLength },
    };

    private static OpenApiSchema Pattern(string pattern) => new() { Type = JsonSchemaType.String, Pattern = pattern };
}
