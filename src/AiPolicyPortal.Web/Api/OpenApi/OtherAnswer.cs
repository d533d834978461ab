using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>That an operation answers, for some queries, with another type than the one it is mapped for.</summary>
internal sealed record OtherAnswer(Type Type);

/// <summary>Documents the types of an operation with an <see cref="OtherAnswer"/>.</summary>
internal sealed class OtherAnswerFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var others = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<OtherAnswer>().ToList();
        if (others.Count == 0)
            return;
        foreach (var content in operation.Responses!["200"].Content!.Values.OfType<OpenApiMediaType>())
            content.Schema = new OpenApiSchema { AnyOf = [content.Schema!, .. others.Select(other => context.SchemaGenerator.GenerateSchema(other.Type, context.SchemaRepository))] };
    }
}
