using System.Globalization;
using System.Text.Json.Nodes;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Schemas;

namespace AiPolicyPortal.Tests.Api.Conformance;

/// <summary>What tests of answers against the description share: the portal, the description and the checks of JSON.</summary>
public abstract class ConformanceTestBase(ListeningPortal portal, SchemaChecks checks) : IClassFixture<ListeningPortal>, IClassFixture<SchemaChecks>, IAsyncLifetime
{
    /// <summary>Checks against the description with every record whole.</summary>
    protected const string Whole = "api";

    /// <summary>The same with records of which <c>fields</c> names some.</summary>
    protected const string Picked = "picked";

    /// <summary>How many times as many requests as usual are made: <c>PORTAL_RANDOM_REQUESTS</c>.</summary>
    protected static int Rounds { get; } = int.Parse(Environment.GetEnvironmentVariable("PORTAL_RANDOM_REQUESTS") ?? "1", CultureInfo.InvariantCulture);

    public static TheoryData<string> Paths { get; } = [.. ApiDocument.Operations.Select(operation => operation.Path)];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected HttpClient Client => portal.Client;

    public async ValueTask InitializeAsync()
    {
        await portal.UntilSnapshotAsync();
        await checks.LearnAsync(Whole, () => ApiDocument.Closed(whole: true));
        await checks.LearnAsync(Picked, () => ApiDocument.Closed(whole: false));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task<IReadOnlyList<string>> FaultsAsync(string schema, JsonNode? value) => checks.FaultsAsync(schema, value);

    private protected static (ApiOperation Operation, Random Random) Of(string path) =>
        (ApiDocument.Operations.Single(operation => operation.Path == path), new Random(path.Sum(letter => letter) + Rounds));

    private protected static string Address(ApiOperation operation, string reference, IEnumerable<(string Name, string Value)> query)
    {
        var path = operation.OfPath is { } place ? operation.Path.Replace($"{{{place.Name}}}", Uri.EscapeDataString(reference), StringComparison.Ordinal) : operation.Path;
        return path + string.Concat(query.Select((pair, i) => $"{(i == 0 ? '?' : '&')}{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));
    }

    protected static void Report(List<string> faults) =>
        Assert.True(faults.Count == 0, $"{faults.Count} faults, such as:\n{string.Join('\n', faults.Take(12))}");
}
