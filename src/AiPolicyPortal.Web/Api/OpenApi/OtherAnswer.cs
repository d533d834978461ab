using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>That an operation answers, for some queries, with another type than the one it is mapped for.</summary>
internal sealed record OtherAnswer(Type Type);

/// <summary>Documents both types of an operation with an <see cref="OtherAnswer"/>.</summary>
internal sealed class OtherAnswerFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<OtherAnswer>().FirstOrDefault() is not { } other)
            return;
        foreach (var content in operation.Responses!["200"].Content!.Values.OfType<OpenApiMediaType>())
            content.Schema = new OpenApiSchema { AnyOf = [content.Schema!, context.SchemaGenerator.GenerateSchema(other.Type, context.SchemaRepository)] };
    }
}
