using System.Text.Json.Nodes;
using AiPolicyPortal.Tests.Schemas;

namespace AiPolicyPortal.Tests.Api.Conformance;

/// <summary><c>docs/openapi.json</c> is an OpenAPI 3.1 document by the schema that its makers publish.</summary>
public sealed class OpenApiSchemaTests(SchemaChecks checks) : IClassFixture<SchemaChecks>
{
    // The published schema leaves open which language the schemas within a document are written in; ours are in the usual one.
    private const string AnyLanguage = "\"$dynamicRef\": \"#meta\"";

    private async Task<string> LearnAsync()
    {
        var text = SchemaChecks.Read("openapi/schema-2025-11-23.json");
        Assert.Contains(AnyLanguage, text, StringComparison.Ordinal);
        await checks.LearnAsync("openapi", () => JsonNode.Parse(text.Replace(AnyLanguage, $"\"$ref\": \"{SchemaChecks.OfSchemas}\"", StringComparison.Ordinal))!);
        return "openapi";
    }

    [Fact]
    public async Task File_InTheRepository_IsValid()
    {
        var schema = await LearnAsync();
        Assert.Empty(await checks.FaultsAsync(schema, ApiDocument.Root));

        var broken = ApiDocument.Root.DeepClone();
        broken["paths"]!["/api/v1/grants"]!["get"]!["parameters"]![0]!["schema"]!["type"] = "text";
        Assert.NotEmpty(await checks.FaultsAsync(schema, broken));
    }
}
