using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AiPolicyPortal.Tests.Api.Conformance;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Schemas;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Api;

/// <summary>
/// The examples of answers in the description of the API are answers that the portal gave, of the form that it gives. What changes with each portal and
/// day is written as one value for all.
/// </summary>
public sealed partial class AnswerExamplesTests(PostgresFixture postgres, StarterPortal portal, SnapshotPortal snapshots, SchemaChecks checks)
    : IClassFixture<StarterPortal>, IClassFixture<SnapshotPortal>, IClassFixture<SchemaChecks>
{
    private const string Renewal =
        "Renew the examples with PORTAL_OPENAPI=write, build, and renew docs/openapi.json in the same way: dotnet test --project tests/AiPolicyPortal.Tests -- --filter-class \"*AnswerExamplesTests\"";

    private static readonly string Place = Path.Combine(Checkout.Root, "src", "AiPolicyPortal.Web", "Api", "OpenApi", "answers.json");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Small answers that show what there is to see.</summary>
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["list-figures"] = "?programme=fr-snia-phase-2&currency=USD&limit=1",
        ["get-figures"] = "?currency=USD",
        ["totals"] = "?stage=announced&country=FR&groupBy=programme",
        ["totals-csv"] = "?stage=announced&country=FR&groupBy=programme",
        ["explain-totals"] = "?stage=announced&programme=fr-snia-phase-2",
        ["explain-totals-csv"] = "?stage=announced&programme=fr-snia-phase-2",
        ["new-money"] = "?programme=fr-snia-phase-2",
        ["new-money-csv"] = "?programme=fr-snia-phase-2",
        ["compare"] = "?stage=announced&country=FR&country=DE&yearFrom=2024&yearTo=2024",
        ["compare-csv"] = "?stage=announced&country=FR&country=DE&yearFrom=2024&yearTo=2024",
        ["get-open"] = "?country=FR",
        ["governance-overview"] = "?country=FR",
    };

    /// <summary>Of lists whose first record is one of several that came at once, so that each portal may have another first: a record that they have.</summary>
    private static readonly Dictionary<string, string> Chosen = new() { ["grants"] = "g-ae-001", ["governance"] = "v-ae-001", ["sources"] = "s-0152" };

    private static readonly (string Name, string Address, string? Header)[] Refusals =
    [
        ("InvalidQuery", "/api/v1/programmes?contry=FR", null),
        ("UnknownKey", "/api/v1/programmes", "X-Api-Key: not-a-key"),
        ("NotFound", "/api/v1/programmes/fr-snia-phase-9", null),
        ("NotAcceptable", "/api/v1/programmes", "Accept: image/png"),
    ];

    [Fact]
    public async Task Examples_OfAllOperationsInText_AreAnswersOfTheirForm()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_OPENAPI") == "write")
            await File.WriteAllTextAsync(Place, (await AskAllAsync()).ToJsonString(Indented) + "\n", TestContext.Current.CancellationToken);

        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Place, TestContext.Current.CancellationToken))!.AsObject();
        await checks.LearnAsync("api", () => ApiDocument.Closed(whole: true));
        var faults = new List<string>();
        foreach (var operation in ApiDocument.Operations.Where(operation => IsText(operation.TypesOf(200)[0])))
        {
            if (kept[operation.Name] is not { } example)
                faults.Add($"{operation} has no example.");
            else
                faults.AddRange(await FaultsAsync(operation, example));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(12).Append(Renewal)));
        foreach (var (name, address, header) in Refusals)
            Assert.True(JsonNode.DeepEquals(await RefusalAsync(address, header), kept[name]?["answer"]), name);
        foreach (var (name, (_, answer)) in await new RefusingPortal(postgres).AskAsync())
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Settle(answer)), kept[name]?["answer"]), name);
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(ApiOperation operation, JsonNode example)
    {
        var (type, request, kept) = (operation.TypesOf(200)[0], example["request"]!.GetValue<string>(), example["answer"]!);
        var answer = await AskAsync(operation, request);
        if (type == "application/json")
        {
            List<string> faults = [.. await checks.FaultsAsync("api" + operation.SchemaOf(200, type, 0), kept)];
            // Which of a list's records that came at once is its first, each portal decides for itself.
            if (answer["data"] is not JsonArray && !Names(kept).SequenceEqual(Names(answer)))
                faults.Add($"its example names other records than {request} does: {string.Join(' ', Names(kept))} and not {string.Join(' ', Names(answer))}");
            return [.. faults.Select(fault => $"{operation}: {fault}")];
        }

        return Gist(type, kept.GetValue<string>()) == Gist(type, answer.GetValue<string>()) ? [] : [$"{operation}: its example has other fields than {request}"];
    }

    /// <summary>Every record, country and file that an answer names, wherever it does.</summary>
    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Names),
        JsonObject fields => fields.SelectMany(field => field.Key switch
        {
            "ref" or "code" or "format" => [$"{field.Value}"],
            // Those awarded on one day stand in an order that each portal has for itself.
            "grantsFunded" or "grantsReceived" => Names(field.Value).Order(StringComparer.Ordinal),
            _ => Names(field.Value),
        }),
        _ => [],
    };

    private static string Gist(string type, string text) => type switch
    {
        "text/csv" => text.Split("\r\n")[0],
        // Nobody has reported an error in the starter data.
        "application/jsonl" when text.Length == 0 => "",
        "application/jsonl" => string.Join(',', JsonNode.Parse(text)!.AsObject().Select(field => field.Key)),
        _ => string.Join(',', XDocument.Parse(text).Root!.Elements().Select(element => element.Name.LocalName).Distinct().Order()),
    };

    private async Task<JsonObject> AskAllAsync()
    {
        var answers = new JsonObject();
        foreach (var operation in ApiDocument.Operations.Where(operation => IsText(operation.TypesOf(200)[0])).OrderBy(operation => operation.Name, StringComparer.Ordinal))
        {
            var path = operation.OfPath is { } place ? operation.Path.Replace($"{{{place.Name}}}", place.Example, StringComparison.Ordinal) : operation.Path;
            var query = Queries.GetValueOrDefault(operation.Name) ?? Query(operation);
            answers[operation.Name] = new JsonObject { ["request"] = path + query, ["answer"] = await AskAsync(operation, path + query) };
        }

        foreach (var (name, address, header) in Refusals)
            answers[name] = new JsonObject { ["request"] = header is null ? address : $"{address} with {header}", ["answer"] = await RefusalAsync(address, header) };
        foreach (var (name, (address, answer)) in await new RefusingPortal(postgres).AskAsync())
            answers[name] = new JsonObject { ["request"] = address, ["answer"] = JsonNode.Parse(Settle(answer)) };
        return answers;
    }

    private static string Query(ApiOperation operation)
    {
        var chosen = operation.OfPath is null ? Chosen.GetValueOrDefault(operation.Path.Split('/')[^1].Split('.')[0]) : null;
        return string.Concat(operation.OfQuery
            .Where(parameter => parameter.IsRequired || parameter.Name == "limit" || (parameter.Name == "q" && chosen is not null))
            .Select((parameter, i) => $"{(i == 0 ? '?' : '&')}{parameter.Name}={(parameter.Name == "limit" ? "1" : parameter.Name == "q" ? chosen ?? parameter.Example : parameter.Example)}"));
    }

    private async Task<JsonNode> RefusalAsync(string address, string? header) => JsonNode.Parse(Settle(await portal.Client.GetStringOfAsync(address, header)))!;

    private async Task<JsonNode> AskAsync(ApiOperation operation, string address)
    {
        var text = Settle(await (operation.Name is "list-exports" or "get-exports" ? snapshots.Client : portal.Client).GetStringOfAsync(address));
        switch (operation.TypesOf(200)[0])
        {
            case "text/csv":
                return string.Concat(text.Split("\r\n").Take(2).Select(line => line + "\r\n"));
            case "application/jsonl":
                return text.Split('\n')[0];
            case "application/json":
                var answer = JsonNode.Parse(text)!;
                Cut(answer);
                return answer;
            default:
                return text;
        }
    }

    private static void Cut(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            while (list.Count > 2)
                list.RemoveAt(list.Count - 1);
            foreach (var item in list)
                Cut(item);
        }
        else if (node is JsonObject fields)
        {
            foreach (var (_, value) in fields)
                Cut(value);
        }
    }

    private static bool IsText(string type) => type is "application/json" or "text/csv" or "application/jsonl" or "application/atom+xml";

    private static string Settle(string text)
    {
        text = Ids().Replace(text.TrimStart('\uFEFF'), "0198c5f2-7d1e-7c3a-9b64-2f8f5a1c0d3e");
        text = Instants().Replace(text, "2026-11-24T09:00:00Z");
        text = Cursors().Replace(text, "cursor=WyIwMTk4Il0");
        text = Hosts().Replace(text, "https://portal.example");
        text = Files().Replace(text, file => file.Groups["what"].Value switch
        {
            "bytes" => "\"bytes\":48213",
            "sha256" => $"\"sha256\":\"{new string('0', 64)}\"",
            _ => "\"name\":\"2026-11-24\"",
        });
        text = Snapshots().Replace(text, "/data/2026-11-24");
        return Traces().Replace(text, "\"traceId\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")]
    private static partial Regex Instants();

    [GeneratedRegex("cursor=[A-Za-z0-9_-]+")]
    private static partial Regex Cursors();

    [GeneratedRegex(@"http://(localhost|127\.0\.0\.1)(:\d+)?")]
    private static partial Regex Hosts();

    [GeneratedRegex("\"(?<what>bytes)\":\\d+|\"(?<what>sha256)\":\"[0-9a-f]{64}\"|\"(?<what>name)\":\"\\d{4}-\\d\\d-\\d\\d(-\\d+)*\"")]
    private static partial Regex Files();

    [GeneratedRegex(@"/data/\d{4}-\d\d-\d\d(-\d+)*(?=[/""])")]
    private static partial Regex Snapshots();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Traces();
}

file static class Answers
{
    /// <param name="header">Its name and value; null for none.</param>
    public static async Task<string> GetStringOfAsync(this HttpClient client, string address, string? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (header?.Split(": ") is [var name, var value])
            request.Headers.Add(name, value);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
