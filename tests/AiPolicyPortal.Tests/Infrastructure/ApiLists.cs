using System.Text.Json;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>Reads lists of the API as a client does.</summary>
public static class ApiLists
{
    /// <summary>Every record of a list, page after page by its <c>next</c> links.</summary>
    public static async Task<IReadOnlyList<JsonElement>> WalkAsync(this StarterPortal portal, string address)
    {
        var records = new List<JsonElement>();
        for (string? next = address; next is not null;)
        {
            var answer = await portal.GetJsonAsync(next);
            records.AddRange(answer.GetProperty("data").EnumerateArray());
            next = answer.GetProperty("links").GetProperty("next").GetString();
        }

        return records;
    }

    /// <summary>Each page of a list with its address, one after the other by its <c>next</c> or <c>previous</c> links.</summary>
    public static async IAsyncEnumerable<(string Address, string[] References)> PagesAsync(this HttpClient client, string address, string direction = "next")
    {
        for (string? at = address; at is not null;)
        {
            var answer = JsonDocument.Parse(await client.GetStringAsync(at, TestContext.Current.CancellationToken)).RootElement;
            yield return (at, [.. answer.GetProperty("data").EnumerateArray().Select(Ref)]);
            at = answer.GetProperty("links").GetProperty(direction).GetString();
        }
    }

    /// <summary>The references of every record of a list.</summary>
    public static async Task<IReadOnlyList<string>> RefsAsync(this StarterPortal portal, string address) =>
        [.. (await portal.WalkAsync(address)).Select(Ref)];

    public static string Ref(this JsonElement record) => record.GetProperty("ref").GetString()!;

    /// <summary>The value at a path such as <c>money.amount</c>, as text; null where any part is null.</summary>
    public static string? Text(this JsonElement record, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (record.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            record = record.GetProperty(name);
        }

        return record.ValueKind == JsonValueKind.Null ? null : record.ToString();
    }
}
