using System.Diagnostics;
using System.Text.Json;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Catalogue;

/// <summary>Statements as somebody else's programs read them, in a process of Node.js: N3 for Turtle, jsonld for JSON-LD.</summary>
/// <param name="Statements">As N-Quads, in order.</param>
internal sealed record Graph(IReadOnlyList<string> Statements)
{
    public static async Task<(Graph Turtle, Graph JsonLd)> ReadAsync(string turtle, string jsonLd, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("node", "statements.mjs")
        {
            WorkingDirectory = Path.Combine(Checkout.Root, "tests", "AiPolicyPortal.Tests", "Catalogue"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(new { turtle, jsonld = jsonLd }));
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        var answer = JsonDocument.Parse(await output).RootElement;
        return (Of(answer.GetProperty("turtle")), Of(answer.GetProperty("jsonld")));
    }

    /// <summary>The things of a type.</summary>
    public IEnumerable<string> OfType(string type) => Statements
        .Where(statement => statement.EndsWith($" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{type}> .", StringComparison.Ordinal))
        .Select(statement => statement.Split(' ')[0]);

    /// <summary>What is said of a thing by one predicate, as N-Quads write it.</summary>
    public IReadOnlyList<string> Objects(string thing, string predicate) =>
        [.. Statements.Where(statement => statement.StartsWith($"{thing} <{predicate}> ", StringComparison.Ordinal)).Select(statement => statement[(thing.Length + predicate.Length + 4)..^2])];

    private static Graph Of(JsonElement statements) => new([.. statements.EnumerateArray().Select(statement => statement.GetString()!).Order(StringComparer.Ordinal)]);
}
