using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Schemas;

namespace AiPolicyPortal.Tests.Api.Conformance;

/// <summary>Each operation answers generated requests that its description allows as the description says, field by field.</summary>
public sealed class RightRequestTests(ListeningPortal portal, SchemaChecks checks) : ConformanceTestBase(portal, checks)
{
    private const int Count = 20;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Operation_RightRequests_AreAnsweredAsDocumented(string path)
    {
        var (operation, random) = Of(path);
        var requests = new ValidRequests(operation, random);
        var references = await ReferencesAsync(operation);
        var faults = new List<string>();
        // The files of a list take the parameters of the list, so their examples are tried once, there.
        List<List<(string Name, string Value)>> queries = operation.TypesOf(200).Contains("application/json") ? [.. requests.Examples()] : [];
        while (queries.Count < Count * Rounds)
            queries.Add(requests.Next());
        foreach (var (i, query) in queries.Index())
        {
            var reference = references[i == 0 ? 0 : random.Next(references.Count)];
            faults.AddRange(await AnswerFaultsAsync(operation, Address(operation, reference, query), follow: i % 4 == 0));
            // The second answer comes from memory.
            if (i % 10 == 0)
                faults.AddRange(await AnswerFaultsAsync(operation, Address(operation, reference, query)));
        }

        Report(faults);
    }

    private async Task<IReadOnlyList<string>> ReferencesAsync(ApiOperation operation)
    {
        if (operation.OfPath is not { } place)
            return [""];
        var list = operation.Path[..operation.Path.IndexOf('{', StringComparison.Ordinal)].TrimEnd('/');
        var name = place.Name switch { "code" => "code", "snapshot" => "name", _ => "ref" };
        var limit = ApiDocument.Operations.Single(operation => operation.Path == list).Knows("limit") ? "limit=200&" : "";
        var answer = JsonNode.Parse(await Client.GetStringAsync($"{list}?{limit}fields={name}", Stop))!;
        return [place.Example, .. answer["data"]!.AsArray().Select(record => record![name]!.GetValue<string>())];
    }

    private async Task<IReadOnlyList<string>> AnswerFaultsAsync(ApiOperation operation, string address, bool follow = false)
    {
        using var answer = await Client.GetAsync(address, Stop);
        var body = await answer.Content.ReadAsByteArrayAsync(Stop);
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (answer.StatusCode != HttpStatusCode.OK)
            return [$"{address} answered {(int)answer.StatusCode}: {Encoding.UTF8.GetString(body)}"];
        if (!operation.TypesOf(200).Contains(type))
            return [$"{address} answered {type}, which is not documented"];
        if (type != "application/json")
            return FileFaults(type, body).Select(fault => $"{address}: {fault}").ToList();

        var value = JsonNode.Parse(body)!;
        var (document, alternative) = address.Contains("fields=", StringComparison.Ordinal) ? (Picked, 0) : address.Contains("groupBy=", StringComparison.Ordinal) ? (Whole, 2) : (Whole, 0);
        var faults = (await FaultsAsync(document + operation.SchemaOf(200, type, alternative), value)).Select(fault => $"{address}: {fault}").ToList();
        if (follow && value["links"]!["next"]?.GetValue<string>() is { } next)
            faults.AddRange(await AnswerFaultsAsync(operation, next));
        return faults;
    }

    private static List<string> FileFaults(string type, byte[] body)
    {
        static string? Fault(Action read)
        {
            try
            {
                read();
                return null;
            }
            catch (Exception exception) when (exception is JsonException or System.Xml.XmlException or InvalidDataException)
            {
                return exception.Message;
            }
        }

        var fault = type switch
        {
            "text/csv" => body.AsSpan().StartsWith("\uFEFF"u8) && body.AsSpan().EndsWith("\r\n"u8) ? null : $"no marked CSV: {Encoding.UTF8.GetString(body)}",
            "application/jsonl" => Fault(() => Encoding.UTF8.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(line => JsonDocument.Parse(line).Dispose())),
            "application/atom+xml" => Fault(() => XDocument.Parse(Encoding.UTF8.GetString(body))),
            "application/vnd.apache.parquet" => body.AsSpan().StartsWith("PAR1"u8) && body.AsSpan().EndsWith("PAR1"u8) ? null : "no Parquet",
            _ => Fault(() => new System.IO.Compression.ZipArchive(new MemoryStream(body)).Dispose()),
        };
        return fault is null ? [] : [fault];
    }
}
