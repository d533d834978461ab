using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Parquet;

namespace AiPolicyPortal.Tests.Publishing.Privacy;

/// <summary>What is not published, and who does the work, is in no public answer, file, feed, search result or log.</summary>
public sealed class PrivacyTests(SecretPortal portal) : IClassFixture<SecretPortal>
{
    /// <summary>Drafts, notes, comments, contacts, accounts and imports together have more than so many.</summary>
    private const int FewestSecrets = 150;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryPublicAnswerAndTheLog_AmidSecrets_HoldNoneOfThem()
    {
        await ShowToEditorAsync();
        var addresses = await new PublicAddresses(portal).ListAsync();
        var (faults, refused, seen) = (new ConcurrentBag<string>(), new ConcurrentBag<string>(), new ConcurrentBag<string>());

        await Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancel }, async (address, token) =>
        {
            using var answer = await portal.Reader.GetAsync(address, token);
            var text = await TextAsync(answer, token);
            if (!answer.IsSuccessStatusCode && !address.StartsWith("/error/", StringComparison.Ordinal))
            {
                refused.Add($"{address} answered {(int)answer.StatusCode}: {text[..Math.Min(300, text.Length)]}");
            }

            foreach (var leak in portal.Leaks(text))
            {
                faults.Add($"{address} shows {leak}.");
            }

            if (text.Contains(SecretPortal.PublicWord, StringComparison.Ordinal))
            {
                seen.Add(address.Split('?')[0]);
            }
        });
        foreach (var (tool, text) in await ToolsAsync())
        {
            foreach (var leak in portal.Leaks(text))
            {
                faults.Add($"The tool {tool} shows {leak}.");
            }
        }

        Assert.True(faults.IsEmpty, string.Join('\n', faults.Order(StringComparer.Ordinal)));
        // What is public is seen in every kind of answer, so a secret would be too.
        string[] expected =
        [
            $"/programmes/{SecretPortal.PublicRecord}", $"/api/v1/programmes/{SecretPortal.PublicRecord}", "/api/v1/programmes.csv", "/api/v1/programmes.jsonl",
            "/api/v1/programmes.parquet", "/api/v1/programmes.xlsx", "/api/v1/programmes.zip", "/api/v1/changes", "/changes",
            $"/data/{portal.Snapshot.Name}/programmes.csv", $"/data/{portal.Snapshot.Name}/programmes.parquet", $"/data/{portal.Snapshot.Name}/programmes.xlsx",
        ];
        Assert.Empty(expected.Except(seen));
        Assert.Contains("\"/api/v1/programmes\"", portal.Log, StringComparison.Ordinal);
        Assert.Empty(portal.Leaks(portal.Log));
        Assert.True(refused.Count * 20 < addresses.Count, string.Join('\n', refused));
        TestContext.Current.TestOutputHelper?.WriteLine($"{addresses.Count} addresses, {portal.Log.Length} characters of log; not answered: {string.Join("; ", refused)}.");
        // Last, as the log names the path that somebody asks for.
        await DraftsSayNothingAsync();
    }

    [Fact]
    public async Task Search_ForWhatStandsBesideEverySecret_FindsNothing()
    {
        foreach (var address in (string[])["/api/v1/search", "/api/v1/programmes", "/api/v1/announcements", "/api/v1/grants", "/api/v1/organisations", "/api/v1/releases", "/api/v1/governance", "/api/v1/sources"])
        {
            var (hidden, shown) = (await CountAsync($"{address}?q={SecretPortal.Lure}"), await CountAsync($"{address}?q={SecretPortal.PublicWord}"));
            Assert.True(hidden == 0, $"{address} finds {hidden}: {await portal.Reader.GetStringAsync($"{address}?q={SecretPortal.Lure}", Cancel)}");
            Assert.Equal(address is "/api/v1/search" or "/api/v1/programmes" ? 1 : 0, shown);
        }
    }

    /// <summary>Records that exist in drafts alone do not exist, and what shows drafts leads those who are not signed in to the sign-in and says nothing.</summary>
    private async Task DraftsSayNothingAsync()
    {
        await using var context = portal.Open();
        var drafts = await context.Drafts.AsNoTracking().Include(draft => draft.ChangeSet).Where(draft => draft.BaseRevision == null).ToListAsync(Cancel);
        Assert.Equal(Enum.GetValues<RecordKind>().Order(), drafts.Select(draft => draft.Kind).Order());
        foreach (var draft in drafts)
        {
            var page = draft.Kind.PathOf(draft.Reference);
            foreach (var address in (string[])[page, page + ".json", "/api/v1" + page, $"/api/v1{page}/revisions", $"/changes?record={draft.Reference}"])
            {
                using var answer = await portal.Reader.GetAsync(address, Cancel);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{address}: {answer.StatusCode}");
            }

            foreach (var address in (string[])[$"/admin/changes/{draft.ChangeSet.Number}", $"/admin/changes/{draft.ChangeSet.Number}/drafts/{draft.Id}", $"/admin/preview/{draft.ChangeSet.Number}/programmes"])
            {
                using var answer = await portal.Reader.GetAsync(address, Cancel);
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                Assert.Empty(portal.Leaks(await answer.Content.ReadAsStringAsync(Cancel)));
            }
        }
    }

    /// <summary>An editor looks at everything first: what is made for them must not be kept for others.</summary>
    private async Task ShowToEditorAsync()
    {
        var secrets = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var addresses = new List<string> { "/admin", "/admin/changes", "/admin/corrections", "/admin/imports" };
        await using (var context = portal.Open())
        {
            addresses.AddRange((await context.ChangeSets.Select(set => set.Number).ToListAsync(Cancel)).Select(number => $"/admin/changes/{number}"));
            addresses.AddRange((await context.Corrections.Select(correction => correction.Id).ToListAsync(Cancel)).Select(id => $"/admin/corrections/{id}"));
            addresses.AddRange((await context.GrantImports.Select(import => import.Number).ToListAsync(Cancel)).Select(number => $"/admin/imports/{number}"));
            addresses.AddRange((await context.Drafts.Select(draft => new { draft.ChangeSet.Number, draft.Id }).ToListAsync(Cancel)).Select(draft => $"/admin/changes/{draft.Number}/drafts/{draft.Id}"));
        }

        foreach (var (kind, reference) in portal.Edited)
        {
            var page = kind.PathOf(reference);
            addresses.AddRange([$"/admin/preview/{portal.Sets.Scheduled}{page}", $"/admin/preview/{portal.Sets.Scheduled}{page[..page.LastIndexOf('/')]}", page]);
        }

        foreach (var address in addresses)
        {
            secrets.UnionWith(portal.Leaks(await portal.Editor.GetStringAsync(address, Cancel)));
        }

        Assert.True(secrets.Count > FewestSecrets, $"An editor sees only {secrets.Count} secrets.");
    }

    private async Task<int> CountAsync(string address) =>
        JsonDocument.Parse(await portal.Reader.GetStringAsync(address, Cancel)).RootElement.GetProperty("meta").GetProperty("count").GetInt32();

    /// <summary>Whatever each tool of the assistants' protocol answers.</summary>
    private async Task<IReadOnlyList<(string Tool, string Text)>> ToolsAsync()
    {
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions { Endpoint = new Uri(portal.Reader.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, portal.Reader, null, ownsHttpClient: false),
            new McpClientOptions { DiscoverProbeTimeout = TimeSpan.FromMinutes(2), InitializationTimeout = TimeSpan.FromMinutes(2) },
            cancellationToken: Cancel);
        var answers = new List<(string, string)>();
        foreach (var tool in await client.ListToolsAsync(cancellationToken: Cancel))
        {
            var properties = tool.JsonSchema.GetProperty("properties");
            var arguments = new Dictionary<string, object?>();
            foreach (var (name, value) in ((string, string)[])[("stage", "announced"), ("country", "FR"), ("code", "FR"), ("q", SecretPortal.Lure)])
            {
                if (properties.TryGetProperty(name, out _) && (name != "q" || tool.Name == "search") && (name is not ("country" or "stage") || tool.Name is "compare" or "total" or "explain_total" or "new_money"))
                {
                    arguments[name] = value;
                }
            }

            if (properties.TryGetProperty("reference", out _))
            {
                arguments["reference"] = portal.Edited[Enum.GetValues<RecordKind>().Single(kind =>
                    tool.Name.StartsWith(kind == RecordKind.Governance ? "measure" : kind.ToString().ToLowerInvariant(), StringComparison.Ordinal))];
            }

            var result = await client.CallToolAsync(tool.Name, arguments, cancellationToken: Cancel);
            var text = string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
            Assert.True(result.IsError is not true, $"{tool.Name}: {text}");
            answers.Add((tool.Name, text));
        }

        Assert.True(answers.Count >= 12, $"{answers.Count} tools");
        return answers;
    }

    /// <summary>The words of an answer, whatever it is packed in.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = $"{answer.Headers}{answer.Content.Headers}";
        return headers + (bytes.AsSpan().StartsWith("PAR1"u8) ? await ParquetAsync(bytes) : bytes.AsSpan().StartsWith("PK"u8) ? Unpacked(bytes) : Encoding.UTF8.GetString(bytes));
    }

    private static string Unpacked(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(archive.Entries.Select(entry =>
        {
            using var file = new StreamReader(entry.Open());
            return file.ReadToEnd();
        }));
    }

    private static async Task<string> ParquetAsync(byte[] bytes)
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
        var text = new StringBuilder();
        foreach (var field in reader.Schema.DataFields.Where(field => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>)))
        {
            for (var index = 0; index < reader.RowGroupCount; index++)
            {
                using var group = reader.OpenRowGroupReader(index);
                var words = new string?[group.RowCount];
                await group.ReadAsync(field, words);
                text.AppendJoin('\n', words);
            }
        }

        return text.ToString();
    }
}
