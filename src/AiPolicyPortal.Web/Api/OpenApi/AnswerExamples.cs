using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>
/// Gives each operation an answer of the starter data as its example: <c>answers.json</c>, by the operation's name, written and held by a test.
/// Ids, instants and cursors in it stand for others, and lists are cut to their first records.
/// </summary>
internal sealed class AnswerExamples : IOperationFilter
{
    private static readonly Lazy<JsonObject> Answers = new(() =>
    {
        using var file = typeof(AnswerExamples).Assembly.GetManifestResourceStream(typeof(AnswerExamples), "answers.json")!;
        return JsonNode.Parse(file)!.AsObject();
    });

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var content in (operation.Responses?["200"].Content?.Values ?? []).OfType<OpenApiMediaType>())
            content.Examples = Of(operation.OperationId);
    }

    /// <param name="name">Of an operation or of a common answer.</param>
    /// <returns>Null where there is none, as of what is not text.</returns>
    public static Dictionary<string, IOpenApiExample>? Of(string? name) => name is not null && Answers.Value[name] is { } example
        ? new() { ["answer"] = new OpenApiExample { Summary = $"GET {example["request"]}", Value = example["answer"]!.DeepClone() } }
        : null;
}
