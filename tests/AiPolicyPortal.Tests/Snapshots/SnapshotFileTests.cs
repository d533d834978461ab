using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Tests.Formats;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Snapshots;

/// <summary>The files of a snapshot of the starter data, as readers get them.</summary>
public sealed class SnapshotFileTests(SnapshotPortal portal) : IClassFixture<SnapshotPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Lists { get; } = ListFormatsTests.Lists;

    private string Address => $"/data/{portal.Latest.Name}";

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Get_FilesOfATable_HaveTheRecordsAndSumsOfItsList(string list)
    {
        var table = portal.Latest.Tables.Single(table => table.Name == list);
        var csv = await BytesAsync($"{Address}/{list}.csv");
        var rows = CsvText.Rows(System.Text.Encoding.UTF8.GetString(csv).TrimStart('\uFEFF'));

        Assert.Equal((await portal.GetJsonAsync($"/api/v1/{list}?limit=1&count=exact")).GetProperty("meta").GetProperty("count").GetInt64(), table.Rows);
        Assert.Equal(table.Rows, rows.Count);
        Assert.Equal(await BytesAsync($"/{list}.csv"), csv);
        Assert.Equal(await BytesAsync($"/{list}.jsonl"), await BytesAsync($"{Address}/{list}.jsonl"));
        foreach (var column in table.Columns.Where(column => column.Type == "number").Select(column => column.Name).Append(table.Columns[0].Name))
        {
            var parquet = await TableFile.ParquetAsync(new MemoryStream(await BytesAsync($"{Address}/{list}.parquet")), column);
            var workbook = TableFile.Workbook(new MemoryStream(await BytesAsync($"{Address}/{list}.xlsx")), column);
            if (column == table.Columns[0].Name)
            {
                Assert.Equal(rows.Select(row => row[column]), parquet);
                Assert.Equal(rows.Select(row => row[column]), workbook);
            }
            else
            {
                var sum = rows.Where(row => row[column].Length > 0).Sum(row => decimal.Parse(row[column], CultureInfo.InvariantCulture));
                // Parquet keeps ten decimals and a workbook fifteen digits.
                Assert.Equal((rows.Count, rows.Count), (parquet.Count, workbook.Count));
                Assert.InRange(TableFile.Sum(parquet), sum - 0.000001m, sum + 0.000001m);
                Assert.InRange(TableFile.Sum(workbook), sum - 0.01m, sum + 0.01m);
            }
        }
    }

    [Theory]
    [InlineData("grant_recipients")]
    [InlineData("grant_disbursements")]
    [InlineData("release_funding")]
    public async Task Get_FilesOfParts_HaveTheSameRowsInEveryFormat(string name)
    {
        var table = portal.Latest.Tables.Single(table => table.Name == name);
        var rows = CsvText.Rows(System.Text.Encoding.UTF8.GetString(await BytesAsync($"{Address}/{name}.csv")).TrimStart('\uFEFF'));
        var grants = CsvText.Rows(System.Text.Encoding.UTF8.GetString(await BytesAsync($"{Address}/grants.csv")).TrimStart('\uFEFF'));

        Assert.Equal(table.Rows, rows.Count);
        Assert.Equal(rows.Select(row => row["ref"]), await TableFile.ParquetAsync(new MemoryStream(await BytesAsync($"{Address}/{name}.parquet")), "ref"));
        Assert.Equal(rows.Select(row => row["ref"]), TableFile.Workbook(new MemoryStream(await BytesAsync($"{Address}/{name}.xlsx")), "ref"));
        if (name == "release_funding")
        {
            var payers = rows.Where(row => row["paying_country"].Length > 0).GroupBy(row => row["paying_country"], row => row["release_ref"]).ToList();
            Assert.NotEmpty(payers);
            foreach (var payer in payers)
            {
                var listed = CsvText.Rows(await portal.Client.GetStringAsync($"/releases.csv?payingCountry={payer.Key}", Cancel)).Select(row => row["ref"]);
                Assert.Equal(payer.Distinct().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
            }
        }

        if (name == "grant_recipients")
        {
            var counted = rows.CountBy(row => row["grant_ref"]).ToDictionary();
            Assert.All(grants, grant => Assert.Equal(int.Parse(grant["recipient_count"], CultureInfo.InvariantCulture), counted.GetValueOrDefault(grant["ref"])));
        }

        using var live = await portal.Client.GetAsync($"/{name}.csv", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, live.StatusCode);
    }

    [Fact]
    public async Task Get_FileOnAConditionThatDoesNotHold_SaysSoInItsCode()
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{Address}/grants.csv", request =>
        {
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"other\""));
        });

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Contains("\"precondition-failed\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Exports_AreTheFilesOfTheSnapshotsWithTheirAddresses()
    {
        var answer = await portal.GetJsonAsync("/api/v1/exports");

        Assert.Equal(portal.Snapshots.All.Count, answer.GetProperty("meta").GetProperty("count").GetInt32());
        var newest = answer.GetProperty("data")[0];
        Assert.Equal(portal.Latest.Name, newest.GetProperty("name").GetString());
        foreach (var description in new[] { "dataPackageUrl", "manifestUrl", "checksumsUrl" })
            Assert.NotEmpty(await BytesAsync(new Uri(newest.GetProperty(description).GetString()!).PathAndQuery));
        var files = newest.GetProperty("tables").EnumerateArray().SelectMany(table => table.GetProperty("files").EnumerateArray()).ToList();
        Assert.Equal(portal.Latest.Files.Select(file => file.Name), files.Select(file => file.GetProperty("name").GetString()));
        var file = files.First(file => file.GetProperty("format").GetString() == "parquet");
        var bytes = await BytesAsync(new Uri(file.GetProperty("url").GetString()!).PathAndQuery);
        Assert.Equal(file.GetProperty("bytes").GetInt64(), bytes.LongLength);
        Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        foreach (var name in new[] { "latest", portal.Latest.Name })
            Assert.Equal(newest.GetRawText(), (await portal.GetJsonAsync($"/api/v1/exports/{name}")).GetProperty("data").GetRawText());

        using var moved = await portal.Client.GetAsync("/api/v1/exports/latest/grants.csv", Cancel);
        Assert.Equal((HttpStatusCode.TemporaryRedirect, $"{Address}/grants.csv"), (moved.StatusCode, moved.Headers.Location!.ToString()));
        foreach (var (address, status) in new[]
        {
            ("2001-01-01", HttpStatusCode.NotFound), ("latest?asOf=2024", HttpStatusCode.BadRequest),
            ("latest/nothing.csv", HttpStatusCode.NotFound), ("2001-01-01/grants.csv", HttpStatusCode.NotFound), ("latest/grants.csv?country=FR", HttpStatusCode.BadRequest),
        })
        {
            using var refused = await portal.Client.GetAsync($"/api/v1/exports/{address}", Cancel);
            Assert.Equal((address, status), (address, refused.StatusCode));
        }
    }

    [Fact]
    public async Task Get_EveryFileOfTheManifest_HasItsBytesAndChecksum()
    {
        var manifest = SnapshotManifest.Read(await portal.Client.GetStringAsync($"{Address}/manifest.json", Cancel));
        var sums = await portal.Client.GetStringAsync($"{Address}/sha256sums.txt", Cancel);

        Assert.Equal(SnapshotTables.All.Select(table => table.Table.Name), manifest.Tables.Select(table => table.Name));
        foreach (var file in manifest.Files)
        {
            var bytes = await BytesAsync($"{Address}/{file.Name}");
            Assert.Equal((file.Bytes, file.Sha256), (bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            Assert.Contains($"{file.Sha256}  {file.Name}\n", sums, StringComparison.Ordinal);
        }

        Assert.Equal(SnapshotTables.All.Count * TableFormat.All.Count, manifest.Files.Count());
        Assert.All(manifest.Tables.Zip(SnapshotTables.All), pair => Assert.Equal(pair.Second.Table.Columns.Select(column => column.Name), pair.First.Columns.Select(column => column.Name)));
    }

    [Fact]
    public async Task Get_DatedFile_IsForEverAndCanBeAskedForInParts()
    {
        var address = $"{Address}/grants.csv";
        using var whole = await SendAsync(HttpMethod.Get, address);
        using var head = await SendAsync(HttpMethod.Head, address);
        using var part = await SendAsync(HttpMethod.Get, address, request => request.Headers.Range = new RangeHeaderValue(10, 19));
        using var again = await SendAsync(HttpMethod.Get, address, request => request.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        var bytes = await whole.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(["immutable", "max-age=31536000", "public"], whole.Headers.CacheControl!.ToString().Split(", ").Order());
        Assert.False(whole.Headers.ETag!.IsWeak);
        Assert.Equal("text/csv", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"ai-policy-portal-{portal.Latest.Name}-grants.csv", whole.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal((HttpStatusCode.OK, whole.Content.Headers.ContentLength, whole.Headers.ETag), (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Get_PartBehindTheEnd_IsRefusedWithItsLength()
    {
        var address = $"{Address}/grants.csv";
        using var whole = await SendAsync(HttpMethod.Head, address);
        using var part = await SendAsync(HttpMethod.Get, address, request => request.Headers.Range = new RangeHeaderValue(1L << 40, null));
        var problem = JsonDocument.Parse(await part.Content.ReadAsStringAsync(Cancel)).RootElement;

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, part.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentLength, part.Content.Headers.ContentRange!.Length);
        Assert.Equal("application/problem+json", part.Content.Headers.ContentType!.MediaType);
        Assert.Equal("range-not-satisfiable", problem.GetProperty("code").GetString());
        Assert.True(part.Headers.CacheControl!.NoStore);
        Assert.Null(part.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task Get_GzipThatDoesNotMatch_IsRefusedInPlainText()
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{Address}/grants.csv", request =>
        {
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            request.Headers.IfMatch.ParseAdd("\"another\"");
        });

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal("precondition-failed", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Get_FileAsGzip_IsTheSameFileCompressedBeforehand()
    {
        var address = $"{Address}/grants.jsonl";
        using var compressed = await SendAsync(HttpMethod.Get, address, request => request.Headers.AcceptEncoding.ParseAdd("br, gzip;q=0.8"));
        using var plain = await SendAsync(HttpMethod.Get, address);
        await using var content = new GZipStream(await compressed.Content.ReadAsStreamAsync(Cancel), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Cancel);

        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        Assert.True(compressed.Content.Headers.ContentLength < plain.Content.Headers.ContentLength);
        Assert.Contains("Accept-Encoding", compressed.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag, compressed.Headers.ETag);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(Cancel), bytes.ToArray());
    }

    [Theory]
    [InlineData("grants.jsonl", "br", "")]
    [InlineData("grants.jsonl", "zstd, br", "")]
    [InlineData("grants.jsonl", "GZIP", "gzip")]
    [InlineData("manifest.json", "br, zstd, gzip", "")]
    [InlineData("sha256sums.txt", "br", "")]
    public async Task Get_AnyCoding_IsOnlyWhatTheTagIsOf(string file, string accepted, string coding)
    {
        var address = $"{Address}/{file}";
        using var answer = await SendAsync(HttpMethod.Get, address, request => request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted));
        using var plain = await SendAsync(HttpMethod.Get, address);

        Assert.Equal(coding, string.Join(',', answer.Content.Headers.ContentEncoding));
        Assert.Equal(coding.Length == 0, answer.Headers.ETag!.Equals(plain.Headers.ETag));
        if (coding.Length == 0)
        {
            Assert.Equal(await plain.Content.ReadAsByteArrayAsync(Cancel), await answer.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    [Theory]
    [InlineData("lines=1-2", HttpStatusCode.OK)]
    [InlineData("Bytes=1-2", HttpStatusCode.PartialContent)]
    public async Task Get_PartInAnotherUnit_IsTheWhole(string range, HttpStatusCode expected)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{Address}/grants.csv", request => request.Headers.TryAddWithoutValidation("Range", range));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Head_Part_IsOfTheWhole()
    {
        using var whole = await SendAsync(HttpMethod.Head, $"{Address}/grants.csv");
        using var answer = await SendAsync(HttpMethod.Head, $"{Address}/grants.csv", request => request.Headers.Range = new RangeHeaderValue(0, 9));

        Assert.Equal((HttpStatusCode.OK, whole.Content.Headers.ContentLength), (answer.StatusCode, answer.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("/data/{0}/grants.csv")]
    [InlineData("/data/{0}/manifest.json")]
    [InlineData("/data/latest/grants.csv")]
    [InlineData("/data/datapackage.json")]
    [InlineData("/data/dictionary.csv")]
    [InlineData("/data/catalogue.ttl")]
    public async Task Get_FileWithAFilter_IsRefusedInsteadOfUnfiltered(string address)
    {
        using var answer = await SendAsync(HttpMethod.Get, string.Format(CultureInfo.InvariantCulture, address, portal.Latest.Name) + "?country=FR");
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors").EnumerateArray().Single();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(("country", "unknown-parameter"), (error.GetProperty("parameter").GetString(), error.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("grants.csv")]
    [InlineData("manifest.json")]
    [InlineData("datapackage.json")]
    public async Task Get_Latest_LeadsToTheDatedAddress(string file)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"/data/latest/{file}");

        Assert.Equal((HttpStatusCode.TemporaryRedirect, $"{Address}/{file}"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("/data/{0}/grants.csv.gz")]
    [InlineData("/data/{0}/..%2F{0}%2Fgrants.csv")]
    [InlineData("/data/..%2F{0}/grants.csv")]
    [InlineData("/data/{0}/no-such.csv")]
    [InlineData("/data/1999-01-01/grants.csv")]
    [InlineData("/data/1999-01-01/manifest.json")]
    [InlineData("/data/latest/no-such.csv")]
    [InlineData("/data/.aside-1/grants.csv")]
    public async Task Get_PathOutsideOfTheManifest_Is404(string address)
    {
        // What the builder sets aside it takes away when it is done, which may be now.
        for (var aside = Path.Combine(portal.Location, ".aside-1"); ; await Task.Delay(50, Cancel))
        {
            try
            {
                Directory.CreateDirectory(aside);
                await File.WriteAllTextAsync(Path.Combine(aside, "grants.csv"), "half", Cancel);
                break;
            }
            catch (DirectoryNotFoundException)
            {
            }
        }

        using var answer = await SendAsync(HttpMethod.Get, string.Format(CultureInfo.InvariantCulture, address, portal.Latest.Name));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<byte[]> BytesAsync(string address)
    {
        using var answer = await SendAsync(HttpMethod.Get, address);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, address);
        prepare?.Invoke(request);
        return await portal.Client.SendAsync(request, Cancel);
    }
}
