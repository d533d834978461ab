using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>
/// Makes the schemas of answers say what the serialiser does: every field is written, null included, but those left out when null. They
/// stay open, since fields may be added.
/// </summary>
internal sealed partial class AnswerSchemas(IOptions<JsonOptions> json) : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } open || context.MemberInfo is not null || context.ParameterInfo is not null)
            return;
        open.AdditionalPropertiesAllowed = true;
        open.AdditionalProperties = null;
        if (ValueSchemas.Of(context.Type) is { } value)
            (open.Description, open.Required, open.Properties) = (value.Description, value.Required, value.Properties);
        else if (context.Type == typeof(ProblemDetails))
            DescribeProblem(open);
        else
            DescribeFields(open, context.Type);
        open.Description = Plain(open.Description);
        foreach (var (name, field) in open.Properties!)
            field.Description = string.IsNullOrEmpty(field.Description) ? FieldTexts.Of(context.Type.Name, name) : Plain(field.Description);
    }

    // Documentation comments name members in full; clients know constants by their value, codes as they are written and fields by their own name.
    private static string? Plain(string? text) => text is null ? null : FullName().Replace(text.ReplaceLineEndings(" "), name =>
    {
        var (type, member) = (typeof(PublicRecord).Assembly.GetType(name.Groups["type"].Value), name.Groups["member"].Value);
        return type?.GetField(member) switch
        {
            { FieldType.IsEnum: true } code => CodeExtensions.CodeOf((Enum)code.GetValue(null)!),
            { IsLiteral: true } constant => $"{constant.GetRawConstantValue()}",
            _ => JsonNamingPolicy.CamelCase.ConvertName(member),
        };
    });

    [GeneratedRegex(@"(?<type>AiPolicyPortal(\.\w+)+)\.(?<member>\w+)")]
    private static partial Regex FullName();

    private void DescribeFields(OpenApiSchema schema, Type type)
    {
        foreach (var field in json.Value.SerializerOptions.GetTypeInfo(type).Properties.Where(field => schema.Properties!.ContainsKey(field.Name)))
        {
            var optional = field.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), false) == true;
            if (!optional)
                (schema.Required ??= new HashSet<string>()).Add(field.Name);
            if (field.IsGetNullable && !optional)
                schema.Properties![field.Name] = OrNull(schema.Properties[field.Name]);
        }
    }

    // A record and a choice do not take null in by naming its type.
    private static IOpenApiSchema OrNull(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { Enum.Count: > 0 } choice)
            choice.Type &= ~JsonSchemaType.Null;
        if (schema is not (OpenApiSchemaReference or { Enum.Count: > 0 }))
            return schema;
        var either = new OpenApiSchema { Description = schema.Description, AnyOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };
        schema.Description = null;
        return either;
    }

    private static void DescribeProblem(OpenApiSchema schema)
    {
        foreach (var name in new[] { "type", "title", "detail", "instance" })
            schema.Properties![name] = new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Properties!["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer };
        schema.Properties["code"] = Code("What went wrong; absent where parameters of the query are at fault, each of which has its own.");
        schema.Properties["replacedBy"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Reference of the record that took the place of one that was withdrawn; else absent." };
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Names the request when asking whoever runs the portal." };
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "What is wrong. What a parameter names is looked up once all of them can be read, so that mending these may lead to others.",
            MinItems = 1,
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "code", "message" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["parameter"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Of the query or the path; absent where none is at fault." },
                    ["code"] = Code("What is wrong."),
                    ["message"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For people, in English; says how to mend it, with the nearest right name where there is one." },
                },
            },
        };
        schema.Required = new HashSet<string> { "type", "title", "status", "errors" };
    }

    private static OpenApiSchema Code(string text) => new()
    {
        Type = JsonSchemaType.String,
        Description = text,
        Enum = [.. ErrorCodes.All.Keys.Select(code => (JsonNode)code)],
    };
}
