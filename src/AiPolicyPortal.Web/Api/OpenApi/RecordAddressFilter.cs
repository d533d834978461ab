using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>Documents the part of a record's address that names it, with a record of the starter data as the example.</summary>
internal sealed class RecordAddressFilter : IOperationFilter
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["programmes"] = "fr-snia-phase-2",
        ["figures"] = "f-fr-044",
        ["announcements"] = "a-fr-017",
        ["grants"] = "g-ae-001",
        ["organisations"] = "fr-inria",
        ["releases"] = "33x-coder",
        ["governance"] = "v-ae-001",
        ["sources"] = "s-0152",
        ["countries"] = "FR",
        ["exports"] = "latest",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var path = context.ApiDescription.RelativePath!.Split('/');
        foreach (var name in path.Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')))
        {
            operation.Parameters ??= [];
            operation.Parameters.Insert(0, new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Description = name switch
                {
                    "code" => "ISO 3166-1 alpha-2 code in either case, EU for the European Union, INT for international bodies.",
                    "snapshot" => "Its name, as in the list; `latest` for the newest.",
                    _ => "Public reference or id, as in the list." + (operation.Responses?.ContainsKey("301") == true ? " That of a merged record is answered with 301." : ""),
                },
                Example = Examples[path.First(Examples.ContainsKey)],
            });
        }
    }
}
