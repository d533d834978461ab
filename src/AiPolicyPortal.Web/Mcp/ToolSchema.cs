using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Web.Api.OpenApi;
using Microsoft.OpenApi;

namespace AiPolicyPortal.Web.Mcp;

/// <summary>What an operation understands as the JSON schema of a tool, from the same description as the OpenAPI file.</summary>
internal static class ToolSchema
{
    public static JsonElement Of(RouteEndpoint endpoint)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var place in endpoint.RoutePattern.Parameters)
        {
            properties[place.Name] = new JsonObject { ["type"] = "string", ["description"] = "Public reference, as lists and search give it under ref; of a country its code." };
            required.Add(place.Name);
        }

        if (endpoint.Metadata.GetMetadata<QueryDescription>() is { } query)
        {
            foreach (var parameter in query.Parameters)
            {
                var described = QueryParameterFilter.Describe(parameter, query);
                var schema = Json(described.Schema!);
                schema["description"] = described.Description;
                properties[parameter.Name] = schema;
                if (parameter.Required)
                    required.Add(parameter.Name);
            }
        }

        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        });
    }

    private static JsonObject Json(IOpenApiSchema schema)
    {
        using var text = new StringWriter();
        schema.SerializeAsV31(new OpenApiJsonWriter(text));
        return JsonNode.Parse(text.ToString())!.AsObject();
    }
}
