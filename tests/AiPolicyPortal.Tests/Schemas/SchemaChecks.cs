using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Schemas;

/// <summary>Checks JSON against JSON Schema 2020-12, in a process of Node.js that runs ajv. Take it as a class fixture.</summary>
public sealed class SchemaChecks : IAsyncLifetime
{
    /// <summary>The schema of schemas.</summary>
    public const string OfSchemas = "https://json-schema.org/draft/2020-12/schema";

    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "AiPolicyPortal.Tests", "Schemas");

    private readonly HashSet<string> known = [];
    private readonly SemaphoreSlim turn = new(1);
    private Process process = null!;

    public ValueTask InitializeAsync()
    {
        process = Process.Start(new ProcessStartInfo("node", "validate.mjs")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return ValueTask.CompletedTask;
    }

    /// <summary>A schema from a file below <c>Schemas</c>.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Makes a schema, or a document with schemas in it, known under a name, once.</summary>
    public async Task LearnAsync(string name, Func<JsonNode> schema)
    {
        if (known.Add(name))
            Assert.Empty(await AskAsync(new JsonObject { ["schemas"] = new JsonObject { [name] = schema() } }));
    }

    /// <summary>What is wrong with a value; nothing when it is valid.</summary>
    /// <param name="schema">A name, or one with the place of a schema in it: <c>name#/components/schemas/X</c>.</param>
    public Task<IReadOnlyList<string>> FaultsAsync(string schema, JsonNode? value) =>
        AskAsync(new JsonObject { ["schema"] = schema, ["value"] = value?.DeepClone() });

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        turn.Dispose();
    }

    private async Task<IReadOnlyList<string>> AskAsync(JsonObject question)
    {
        await turn.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(question.ToJsonString());
            await process.StandardInput.FlushAsync();
            var answer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The checks stopped; is Node.js there?");
            return JsonSerializer.Deserialize<string[]>(answer)!;
        }
        finally
        {
            turn.Release();
        }
    }
}
