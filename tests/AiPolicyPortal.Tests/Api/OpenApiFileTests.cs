using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Api;

/// <summary>
/// The description of the API is whole, and <c>docs/openapi.json</c> is what the portal says of itself.
/// With <c>PORTAL_OPENAPI=write</c> the file is written instead.
/// </summary>
public sealed class OpenApiFileTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string Address = "/api/v1/openapi.json";
    private const string Renewal =
        "docs/openapi.json is not what the portal says; renew it with: PORTAL_OPENAPI=write dotnet test --project tests/AiPolicyPortal.Tests -- --filter-class \"*OpenApiFileTests\"";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task File_InTheRepository_IsWhatThePortalSays()
    {
        var file = Path.Combine(Checkout.Root, "docs", "openapi.json");
        var said = JsonNode.Parse((await portal.GetJsonAsync(Address)).GetRawText())!.ToJsonString(Indented) + "\n";

        if (Environment.GetEnvironmentVariable("PORTAL_OPENAPI") == "write")
            await File.WriteAllTextAsync(file, said, TestContext.Current.CancellationToken);

        var kept = File.Exists(file) ? (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        Assert.True(kept == said, Renewal);
        Assert.DoesNotContain("localhost", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_NamesNoServer()
    {
        var document = await portal.GetJsonAsync(Address);

        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.False(document.TryGetProperty("servers", out _));
    }

    [Fact]
    public async Task Operations_All_HaveANameOfTheirOwnASummaryAndATag()
    {
        var operations = await OperationsAsync();

        Assert.True(operations.Count > 50, $"There are only {operations.Count} operations.");
        Assert.All(operations, operation =>
        {
            Assert.NotEqual("", operation.Body.GetProperty("summary").GetString());
            Assert.NotEmpty(operation.Body.GetProperty("tags").EnumerateArray());
        });
        Assert.Distinct(operations.Select(operation => operation.Body.GetProperty("operationId").GetString()));
    }

    [Fact]
    public async Task Parameters_All_HaveATextAndAnExample()
    {
        var bare =
            from operation in await OperationsAsync()
            from parameter in Parameters(operation.Body)
            where !HasExample(parameter) || !parameter.TryGetProperty("description", out var text) || text.GetString() == ""
            select $"{operation.Path}: {parameter.GetProperty("name")}";

        Assert.Empty(bare);

        // A reader of the description fills in "example": only what has to be given may have one, or what it asks would be refused.
        static bool HasExample(JsonElement parameter)
        {
            var schema = parameter.GetProperty("schema");
            var isNeeded = parameter.TryGetProperty("required", out var required) && required.GetBoolean();
            return isNeeded == parameter.TryGetProperty("example", out _)
                && isNeeded != (schema.TryGetProperty("items", out var items) ? items : schema).TryGetProperty("examples", out _);
        }
    }

    [Fact]
    public async Task Fields_All_HaveAText()
    {
        var bare =
            from schema in (await portal.GetJsonAsync(Address)).GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from field in schema.Value.GetProperty("properties").EnumerateObject()
            where !field.Value.TryGetProperty("description", out var text) || text.GetString() == ""
            select $"{schema.Name}.{field.Name}";

        Assert.Empty(bare);
    }

    [Fact]
    public async Task Answers_OfEveryOperation_NameTheirHeaders()
    {
        Assert.All(await OperationsAsync(), operation =>
        {
            var answers = operation.Body.GetProperty("responses");
            Assert.True(answers.TryGetProperty("304", out _), operation.Path);
            Assert.All(["ETag", "Last-Modified", "Cache-Control", "RateLimit", "RateLimit-Policy"], header => Assert.True(answers.GetProperty("200").GetProperty("headers").TryGetProperty(header, out _)));
        });
    }

    [Fact]
    public async Task RecordAddresses_OfTheDocument_LeadToTheirExamples()
    {
        foreach (var operation in await OperationsAsync())
        {
            // This portal makes no snapshot; RightRequestTests ask one that does.
            foreach (var parameter in Parameters(operation.Body).Where(parameter => parameter.GetProperty("in").GetString() == "path" && parameter.GetProperty("name").GetString() != "snapshot"))
                await portal.GetJsonAsync(operation.Path.Replace($"{{{parameter.GetProperty("name")}}}", parameter.GetProperty("example").GetString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Errors_OfEachOperation_AreDescribed()
    {
        var document = await portal.GetJsonAsync(Address);
        var described = document.GetProperty("components").GetProperty("responses").EnumerateObject().Select(answer => "#/components/responses/" + answer.Name).ToList();

        Assert.All(await OperationsAsync(), operation =>
        {
            var answers = operation.Body.GetProperty("responses");
            string[] common = Parameters(operation.Body).Any(parameter => parameter.GetProperty("in").GetString() == "query") ? ["400", "429", "503"] : ["429", "503"];
            Assert.All(common, status => Assert.Contains(answers.GetProperty(status).GetProperty("$ref").GetString(), described));
            if (operation.Path.EndsWith('}'))
                Assert.True(answers.TryGetProperty("404", out _), operation.Path);
            if (operation.Path.EndsWith("/{reference}", StringComparison.Ordinal))
                Assert.True(answers.TryGetProperty("410", out _), operation.Path);
        });
    }

    private static List<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];

    private async Task<IReadOnlyList<(string Path, JsonElement Body)>> OperationsAsync() =>
    [
        .. from path in (await portal.GetJsonAsync(Address)).GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select (path.Name, operation.Value),
    ];
}
