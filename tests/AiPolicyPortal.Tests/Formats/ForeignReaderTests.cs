using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Formats;

/// <summary>What the portal gives is read by programs that nobody here wrote: LibreOffice, pandas and a feed parser.</summary>
public sealed partial class ForeignReaderTests(ListeningPortal portal) : IClassFixture<ListeningPortal>, IDisposable
{
    private const string Reading = """
        import json, sys, pandas
        frame = pandas.read_csv(sys.argv[1])
        key = frame.columns[0]
        print(json.dumps({
            "rows": len(frame),
            "types": {name: str(kind) for name, kind in frame.dtypes.items()},
            "keys": [str(value) for value in frame[key]],
            "sum": str(sum(int(value * 100) for value in frame["amount"].dropna())) if "amount" in frame else None,
        }))
        """;

    private const string Parsing = """
        import json, sys, feedparser
        feed = feedparser.parse(sys.argv[1])
        print(json.dumps({
            "bozo": int(feed.bozo), "version": feed.version, "title": feed.feed.get("title"), "id": feed.feed.get("id"), "updated": bool(feed.feed.get("updated_parsed")),
            "entries": [{"id": entry.id, "link": entry.link, "title": entry.title, "updated": bool(entry.updated_parsed)} for entry in feed.entries],
        }))
        """;

    // Filters that LibreOffice knows by name; 44,34,76 is comma, quote and UTF-8, the last number reads numbers written in other ways as text.
    private const string ReadCsv = "--infilter=CSV:44,34,76,1";

    private static readonly string[] Words =
    [
        "=1+1", "+41 22 000", "-2", "@SUM(A1)", "=HYPERLINK(\"http://example.org\")", "é à ü ß – « guillemets »", "日本語 😀", "a,b;c", "she said \"no\"", "two\nlines", "plain",
    ];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Tables { get; } = ["programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources", "countries", "promises"];

    public static TheoryData<string> Feeds { get; } = ["programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources", "countries", "promises"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Pandas_Csv_ReadsEveryRowWithItsReferenceAndNumbers(string list)
    {
        var python = await ForeignProgram.PythonWithAsync("pandas");
        var file = await SaveAsync($"/{list}.csv", "list.csv");
        var rows = CsvText.Rows((await File.ReadAllTextAsync(file, Stop)).TrimStart('\uFEFF'));

        var frame = JsonDocument.Parse(await ForeignProgram.RunAsync(folder.Location, python, "-c", Reading, file)).RootElement;

        Assert.Equal(rows.Count, frame.GetProperty("rows").GetInt32());
        Assert.Equal(rows.Select(row => row.Values.First()), frame.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!));
        var types = frame.GetProperty("types");
        Assert.Equal(rows[0].Keys, types.EnumerateObject().Select(column => column.Name));
        Assert.All(types.EnumerateObject().Where(column => IsAmount().IsMatch(column.Name)), column => Assert.Matches("^(float64|int64)$", column.Value.GetString()!));
        if (rows[0].ContainsKey("amount"))
        {
            var sum = rows.Where(row => row["amount"].Length > 0).Sum(row => decimal.ToInt64(decimal.Parse(row["amount"], System.Globalization.CultureInfo.InvariantCulture) * 100));
            Assert.Equal($"{sum}", frame.GetProperty("sum").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task FeedParser_Feed_FindsNothingWrongAndEveryEntry(string list)
    {
        var python = await ForeignProgram.PythonWithAsync("feedparser");
        var refs = JsonDocument.Parse(await portal.Client.GetStringAsync($"/api/v1/{list}?sort=-{(list == "promises" ? "outstandingSince" : "updatedAt")}&limit=60", Stop)).RootElement.GetProperty("data").EnumerateArray();

        var feed = JsonDocument.Parse(await ForeignProgram.RunAsync(Directory.CreateDirectory(folder.Location).FullName, python, "-c", Parsing, $"{portal.Address}/{list}.atom?limit=60")).RootElement;

        Assert.Equal((0, "atom10", true), (feed.GetProperty("bozo").GetInt32(), feed.GetProperty("version").GetString(), feed.GetProperty("updated").GetBoolean()));
        Assert.False(string.IsNullOrEmpty(feed.GetProperty("id").GetString()));
        var entries = feed.GetProperty("entries").EnumerateArray().ToList();
        // Countries and promises have no id of their own.
        string Key(JsonElement record) => record.TryGetProperty("id", out var id) ? $"urn:uuid:{id}" : record.TryGetProperty("code", out var code) ? $"/countries/{code}" : $"/figures/{record.GetProperty("ref")}";
        Assert.Equal(refs.Select(Key), entries.Select(entry => list is "countries" or "promises" ? entry.GetProperty("link").GetString()![portal.Address.Length..] : entry.GetProperty("id").GetString()!));
        Assert.All(entries, entry =>
        {
            Assert.True(entry.GetProperty("updated").GetBoolean());
            Assert.NotEqual("", entry.GetProperty("title").GetString());
            Assert.StartsWith(portal.Address, entry.GetProperty("link").GetString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("grants")]
    [InlineData("programmes")]
    [InlineData("organisations")]
    public async Task LibreOffice_CsvOfAList_KeepsEveryCell(string list)
    {
        var file = await SaveAsync($"/{list}.csv", "list.csv");
        var rows = CsvText.Rows((await File.ReadAllTextAsync(file, Stop)).TrimStart('\uFEFF'));

        var sheet = await ThroughLibreOfficeAsync(file);

        Assert.Equal(rows.Count, sheet.Count);
        foreach (var (expected, found) in rows.Zip(sheet))
        {
            foreach (var (column, value) in expected)
                Assert.True(Same(value, found[column]), $"{expected.Values.First()} {column}: '{value}' became '{found[column]}'");
        }
    }

    [Fact]
    public async Task LibreOffice_HostileWords_StayText()
    {
        var table = new Table<string>("words", "Words", "A word").Reference("number", "Digits", _ => "0012345678901234567890").Text("word", "The word", word => word);
        var file = Path.Combine(Directory.CreateDirectory(folder.Location).FullName, "words.csv");
        await using (var stream = File.Create(file))
            await CsvTable.WriteAsync(table, Words.ToAsyncEnumerable(), stream, Stop);

        var sheet = await ThroughLibreOfficeAsync(file, textColumns: 2);

        Assert.All(sheet, row => Assert.Equal("0012345678901234567890", row["number"]));
        // A sheet that ran a formula would show its result, or an error.
        Assert.Equal(Words.Select(word => word[0] is '=' or '+' or '-' or '@' ? "'" + word : word), sheet.Select(row => row["word"]));
    }

    public void Dispose() => folder.Dispose();

    // LibreOffice writes numbers and days in its own way, and the same values.
    private static bool Same(string written, string found) =>
        written == found
        || (decimal.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out var one) && decimal.TryParse(found, System.Globalization.CultureInfo.InvariantCulture, out var other) && one == other)
        || written.ReplaceLineEndings("\n") == found.ReplaceLineEndings("\n");

    private async Task<string> SaveAsync(string address, string name)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder.Location).FullName, name);
        await File.WriteAllBytesAsync(file, await portal.Client.GetByteArrayAsync(address, Stop), Stop);
        return file;
    }

    /// <summary>The rows after the file was opened, kept as a workbook, opened again and written as CSV.</summary>
    /// <param name="textColumns">How many columns are opened as text, as a careful person does; none for all as they come.</param>
    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ThroughLibreOfficeAsync(string file, int textColumns = 0)
    {
        var office = await ForeignProgram.NeedAsync("soffice", "libreoffice-calc");
        var profile = $"-env:UserInstallation=file://{folder.Below("profile")}";
        var asText = textColumns == 0 ? "" : "," + string.Join('/', Enumerable.Range(1, textColumns).Select(column => $"{column}/2"));
        await ForeignProgram.RunAsync(folder.Location, office, profile, "--headless", ReadCsv + asText, "--convert-to", "xlsx", "--outdir", folder.Below("book"), file);
        var book = folder.Below($"book/{Path.GetFileNameWithoutExtension(file)}.xlsx");
        await ForeignProgram.RunAsync(folder.Location, office, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", folder.Below("sheet"), book);
        var text = await File.ReadAllTextAsync(folder.Below($"sheet/{Path.GetFileName(file)}"), Encoding.UTF8, Stop);
        return CsvText.Rows(text.TrimStart('\uFEFF'));
    }

    [GeneratedRegex("^(amount|amount_low|amount_high|converted_low|converted_high)$")]
    private static partial Regex IsAmount();
}
