using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AiPolicyPortal.Tests.Infrastructure;
using MiniExcelLibs;
using Parquet;

namespace AiPolicyPortal.Tests.Formats;

public sealed partial class ListFormatsTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static TheoryData<string> Lists { get; } =
        ["programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources", "promises", "countries"];

    public static TheoryData<string> Followed { get; } = ["programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Get_EveryFormatOfAList_HasTheSameRecordsInTheSameOrder(string list)
    {
        var refs = await RefsAsync($"/api/v1/{list}?limit=200");

        var csv = Rows(await TextAsync($"/{list}.csv"));
        var lines = (await TextAsync($"/{list}.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var key = list == "countries" ? "code" : "ref";
        Assert.Equal(refs, csv.Select(row => row[key]));
        Assert.Equal(refs, lines.Select(line => line.GetProperty(key).GetString()!));
        Assert.Equal(refs, (await WorkbookAsync($"/{list}.xlsx")).Select(row => (string)row[key]));
        Assert.Equal(refs, await ParquetRefsAsync($"/{list}.parquet", key));
        Assert.Equal(csv[0].Keys, lines[0].EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Get_RateAsParquet_GivesTheConvertedAmountWhereItIsMultiplied()
    {
        var file = (await StreamAsync("/figures.parquet?currency=EUR")).ToArray();
        var (amounts, rates, converted, basis) = (await ColumnAsync("amount_high"), await ColumnAsync("rate"), await ColumnAsync("converted_high"), await ColumnAsync("basis"));

        List<int> totals = [.. Enumerable.Range(0, rates.Count).Where(row => rates[row] is not null && amounts[row] is not null && (string)basis[row]! == "total")];
        Assert.InRange(totals.Count, 300, int.MaxValue);
        Assert.All(totals, row => Assert.InRange((decimal)amounts[row]! * (decimal)rates[row]! - (decimal)converted[row]!, -0.0051m, 0.0051m));

        Task<IReadOnlyList<object?>> ColumnAsync(string name) => TableFile.ParquetAsync(new MemoryStream(file), name);
    }

    [Theory]
    [MemberData(nameof(Followed))]
    public async Task Get_ListInTheOrderOfArrival_HasEveryRecordOnce(string list)
    {
        var walked = await portal.WalkAsync($"/api/v1/{list}?sort=added&limit=97");
        var back = await portal.WalkAsync($"/api/v1/{list}?sort=-added&limit=200");

        Assert.Equal(await RefsAsync($"/api/v1/{list}?limit=200&sort=added"), walked.Select(record => record.GetProperty("ref").GetString()!));
        Assert.Equal(walked.Select(record => record.GetProperty("ref").GetString()).Reverse(), back.Select(record => record.GetProperty("ref").GetString()));
        Assert.Distinct(walked.Select(record => record.GetProperty("ref").GetString()));
    }

    [Theory]
    [MemberData(nameof(Followed))]
    public async Task Get_FeedPageAfterPage_HasEveryRecordOnceTheNewestFirst(string list)
    {
        var ids = new List<string>();
        var updated = new List<string>();
        for (string? next = $"/{list}.atom?limit=150"; next is not null;)
        {
            var feed = XDocument.Parse(await TextAsync(next)).Root!;
            Assert.NotNull(feed.Element(Atom + "author")!.Element(Atom + "name"));
            ids.AddRange(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
            updated.AddRange(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "updated")!.Value));
            next = feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value;
            next = next is null ? null : new Uri(next).PathAndQuery;
        }

        var records = await portal.WalkAsync($"/api/v1/{list}?limit=200");
        Assert.Equal(records.Select(record => "urn:uuid:" + record.GetProperty("id").GetString()).Order(), ids.Order());
        Assert.Equal(updated.Select(Instant).OrderDescending(), updated.Select(Instant));
    }

    [Theory]
    [InlineData("countries", "updatedAt", "code", "countries")]
    [InlineData("promises", "outstandingSince", "ref", "figures")]
    public async Task Get_FeedOfWhatHasNoId_HasEntriesOfTheirOwnInTheOrderOfTheirTime(string list, string time, string key, string page)
    {
        var expected = (await portal.WalkAsync($"/api/v1/{list}?sort=-{time}&limit=200")).Select(record => (Instant(record.GetProperty(time).GetString()!), record.GetProperty(key).GetString()!)).ToList();
        var feeds = new[] { await TextAsync($"/{list}.atom?limit=200"), await TextAsync($"/{list}.atom?limit=200&lang=fr") }.Select(text => XDocument.Parse(text).Root!).ToList();
        var entries = feeds[0].Elements(Atom + "entry").ToList();
        var ids = entries.Select(entry => entry.Element(Atom + "id")!.Value).ToList();

        Assert.NotEmpty(entries);
        Assert.Equal(
            expected.Take(200), entries.Select(entry => (Instant(entry.Element(Atom + "updated")!.Value), new Uri(Link(entry, "alternate")).AbsolutePath[$"/{page}/".Length..])));
        Assert.Distinct(ids);
        Assert.All(ids, id => Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
        Assert.Equal(ids, feeds[1].Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
    }

    [Theory]
    [InlineData("programmes", "Programmes", "En cours")]
    [InlineData("countries", "Pays", "programmes")]
    [InlineData("promises", "Promesses", "Échéance\u00A0: ")]
    [InlineData("figures", "Montants", "Déclaré\u00A0: ")]
    [InlineData("grants", "Subventions", "d’euros (attribué)")]
    [InlineData("organisations", "Organisations", "Université")]
    [InlineData("releases", "Publications", "Modèle")]
    [InlineData("governance", "Gouvernance", "Stratégie")]
    [InlineData("changes", "Modifications", "Créée\u00A0: ")]
    public async Task Get_FeedOfAFrenchPage_IsInFrenchAndTheSameFeed(string list, string title, string words)
    {
        var page = await portal.GetPageAsync($"/{list}?lang=fr");
        var address = new Uri(page.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href")!).PathAndQuery;
        using var answer = await SendAsync(address, null);
        using var again = await SendAsync(address, null);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var (french, english) = (XDocument.Parse(text).Root!, XDocument.Parse(await TextAsync($"/{list}.atom")).Root!);

        Assert.Equal($"/{list}.atom?lang=fr", address);
        Assert.Contains(page.QuerySelectorAll("main ul.meta a"), link => link.GetAttribute("href") == address);
        Assert.Equal(("fr", "en"), (french.Attribute(XNamespace.Xml + "lang")!.Value, english.Attribute(XNamespace.Xml + "lang")!.Value));
        Assert.Equal($"{title} – AI Policy Portal", french.Element(Atom + "title")!.Value);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(english.Descendants(Atom + "id").Select(id => id.Value), french.Descendants(Atom + "id").Select(id => id.Value));
        Assert.EndsWith("?lang=fr", Link(french, "self"), StringComparison.Ordinal);
        Assert.EndsWith($"/{list}?lang=fr", Link(french, "alternate"), StringComparison.Ordinal);
        Assert.All(french.Elements(Atom + "entry"), entry => Assert.EndsWith("lang=fr", Link(entry, "alternate"), StringComparison.Ordinal));
        Assert.All([answer, again], one => Assert.Equal(["fr"], one.Content.Headers.ContentLanguage));
        Assert.Equal(text, await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_Feed_SpeaksTheLanguageOfItsAddressAndOfNoHeaderOrCookie()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/grants.atom") { Headers = { { "Accept-Language", "fr" }, { "Cookie", "lang=fr" } } };
        using var answer = await portal.Client.SendAsync(request, TestContext.Current.CancellationToken);
        using var unknown = await SendAsync("/grants.atom?lang=de", null);

        Assert.Equal(["en"], answer.Content.Headers.ContentLanguage);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    private static string Link(XElement of, string relation) =>
        of.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == relation).Attribute("href")!.Value;

    [Theory]
    [InlineData("grants", 200)]
    [InlineData("figures", 40)]
    public async Task Get_RandomFilters_PageJsonAndCsvAgreeOnRecordsAndSums(string list, int count)
    {
        var random = new Random(4);
        string[] countries = ["FR", "DE", "US", "GB", "CH", "!US", "EU"], stages = ["announced", "committed", "awarded", "!awarded", "disbursed"];
        string[] currencies = ["EUR", "USD"], words = ["ai", "recherche", "data", "learning"], sorts = ["amount", "-amount"];
        for (var i = 0; i < count; i++)
        {
            var query = string.Join('&', new[] { ("country", countries), ("stage", stages), ("statedCurrency", currencies), ("q", words), ("sort", sorts) }
                .Where(_ => random.Next(3) == 0).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2[random.Next(part.Item2.Length)])}"));
            var records = await portal.WalkAsync($"/api/v1/{list}?limit=200&{query}");
            var rows = Rows(await TextAsync($"/{list}.csv?{query}"));

            Assert.True(records.Select(record => record.Ref()).SequenceEqual(rows.Select(row => row["ref"])), query);
            Assert.True(records.Sum(record => Number(record.Text("money.amount"))) == rows.Sum(row => Number(row["amount"])), query);
        }
    }

    [Theory]
    [InlineData("/grants", "text/csv", "text/csv")]
    [InlineData("/api/v1/grants", "text/csv", "text/csv")]
    [InlineData("/api/v1/grants", "text/html;q=0.5, application/atom+xml", "application/atom+xml")]
    [InlineData("/grants", "application/json", "application/json")]
    [InlineData("/grants", "text/html, */*;q=0.8", "text/html")]
    [InlineData("/api/v1/grants", "*/*", "application/json")]
    [InlineData("/grants?lang=fr", "text/csv", "text/csv")]
    [InlineData("/api/v1/grants?sort=-amount", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json")]
    [InlineData("/api/v1/figures?fields=ref", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "application/json")]
    [InlineData("/grants?sort=-amount", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("/api/v1/grants", "application/json;q=0, text/*", "text/csv")]
    [InlineData("/api/v1/grants", "*/*;q=0.5, text/csv;q=0.1, application/json;q=0.2, application/atom+xml", "application/atom+xml")]
    public async Task Get_Accept_ChoosesTheFormatAndSaysSo(string address, string accept, string type)
    {
        using var answer = await SendAsync(address, accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("/grants", "image/png")]
    [InlineData("/grants", "*/*;q=0")]
    [InlineData("/api/v1/grants", "application/json;q=0")]
    [InlineData("/api/v1/grants", "application/xml")]
    public async Task Get_AcceptOfNoFormat_Is406(string address, string accept)
    {
        using var answer = await SendAsync(address, accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/grants.csv?awardedFrom=2024-05&awardedTo=2024")]
    [InlineData("/figures.csv?amountMin=5&amountMax=5.00")]
    public async Task Get_RangeOfOneValueOrMore_IsAnswered(string address)
    {
        using var answer = await SendAsync(address, null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/grants.csv?contry=FR", "contry", "unknown-parameter")]
    [InlineData("/grants.csv?programme=no-such", "programme", "unknown-value")]
    [InlineData("/grants.csv?awardedFrom=2024-05&awardedTo=2024-04", "awardedFrom", "reversed")]
    [InlineData("/figures.csv?amountMin=5&amountMax=4.99", "amountMin", "reversed")]
    [InlineData("/grants.xlsx?limit=5", "limit", "not-applicable")]
    [InlineData("/grants.zip?cursor=x", "cursor", "not-applicable")]
    [InlineData("/grants.atom?sort=amount", "sort", "not-applicable")]
    [InlineData("/countries.atom?all=true", "all", "not-applicable")]
    [InlineData("/grants.atom?all=true", "all", "unknown-parameter")]
    [InlineData("/grants.atom?groupBy=country", "groupBy", "not-applicable")]
    [InlineData("/api/v1/grants?q=%EF%BF%BE", "q", "invalid-value")]
    [InlineData("/api/v1/grants?q=%C9cole", "q", "invalid-value")]
    [InlineData("/api/v1/grants?q=caf%e9", "q", "invalid-value")]
    [InlineData("/figures.csv?fields=ref", "fields", "not-applicable")]
    [InlineData("/figures.atom?fields=ref", "fields", "not-applicable")]
    [InlineData("/api/v1/promises?programme=fr-jean-zay&asOf=2020", "programme", "not-yet-recorded")]
    [InlineData("/api/v1/grants?=x", "", "unknown-parameter")]
    public async Task Get_FaultyQuery_IsRefusedAsTheListRefusesIt(string address, string parameter, string code)
    {
        using var answer = await SendAsync(address, null);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors")[0];

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal((parameter, code), (error.GetProperty("parameter").GetString(), error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Get_UnknownParameterLikeNoOther_IsToldThoseThereAre()
    {
        using var answer = await SendAsync("/api/v1/releases?hasPublicFunding=true", null);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors")[0];

        Assert.Matches(@"'hasPublicFunding' here\. It takes q, .*, funded, .*\w\.$", error.GetProperty("message").GetString()!);
    }

    [Theory]
    [InlineData("//grants.csv")]
    [InlineData("//grants")]
    public async Task Get_PathOfTwoSlashes_IsNoList(string path)
    {
        using var answer = await SendAsync($"http://localhost{path}", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Get_EmptyFeed_ChangedWhenThePortalDid()
    {
        using var answer = await SendAsync("/grants.atom?q=zzzqq", null);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;

        Assert.Equal(answer.Content.Headers.LastModified!.Value, Instant(feed.Element(feed.Name.Namespace + "updated")!.Value), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Get_AccentOfItsOwn_FindsWhatTheLetterFinds()
    {
        var (composed, apart) = (await portal.RefsAsync("/api/v1/grants?q=%C3%A9cole"), await portal.RefsAsync("/api/v1/grants?q=e%CC%81cole"));

        Assert.NotEmpty(composed);
        Assert.Equal(composed, apart);
    }

    [Fact]
    public async Task Get_ZipOfWordsWithLineBreaks_SaysThemOnOneLine()
    {
        using var answer = await SendAsync("/grants.zip?q=x%0aLicence:%20none%0d%E2%80%A8Rows:%207", null);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), ZipArchiveMode.Read);
        var texts = zip.Entries.ToDictionary(entry => entry.Name, entry => new StreamReader(entry.Open()).ReadToEnd());

        Assert.Contains("q=x Licence: none  Rows: 7", texts["README.txt"], StringComparison.Ordinal);
        foreach (var name in new[] { "README.txt", "CITATION.txt", "CITATION.bib" })
            Assert.DoesNotContain(texts[name].Split('\n', '\r', '\u2028'), line => line.StartsWith("Licence: none", StringComparison.Ordinal) || line.StartsWith("Rows: 7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_Zip_CarriesRowsReadmeLicenceCitationAndSchema()
    {
        using var answer = await SendAsync("/grants.zip?country=FR", null);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), ZipArchiveMode.Read);
        var texts = zip.Entries.ToDictionary(entry => entry.Name, entry => new StreamReader(entry.Open()).ReadToEnd());
        var fields = JsonDocument.Parse(texts["datapackage.json"]).RootElement.GetProperty("resources")[0].GetProperty("schema").GetProperty("fields");
        var rows = Rows(texts["grants.csv"]);

        Assert.Matches(@"^ai-policy-portal-grants-selection-\d{4}-\d\d-\d\d\.zip$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(rows[0].Keys, fields.EnumerateArray().Select(field => field.GetProperty("name").GetString()!));
        Assert.Contains($"Rows: {rows.Count}", texts["README.txt"], StringComparison.Ordinal);
        Assert.Contains("country=FR", texts["README.txt"], StringComparison.Ordinal);
        Assert.Contains("Creative Commons Attribution 4.0", texts["LICENCE.txt"], StringComparison.Ordinal);
        Assert.StartsWith("@misc{", texts["CITATION.bib"], StringComparison.Ordinal);
        // What is cited leads to what was known.
        var cited = CitedAddress().Match(texts["CITATION.bib"]).Groups[1].Value;
        Assert.Matches(@"^http://localhost/grants\?country=FR&asOf=[^&]+$", cited);
        Assert.Contains(cited, texts["CITATION.txt"], StringComparison.Ordinal);
        using var page = await SendAsync(new Uri(cited).PathAndQuery, null);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("/grants.zip?q=a}b{c", "As known on ")]
    [InlineData("/grants.zip?asOf=2026-11-24", "As known on ")]
    [InlineData("/corrections.zip", "Accessed on ")]
    public async Task Get_Zip_CitesWhatCanBeFoundAgain(string address, string said)
    {
        using var answer = await SendAsync(address, null);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), ZipArchiveMode.Read);
        var texts = zip.Entries.ToDictionary(entry => entry.Name, entry => new StreamReader(entry.Open()).ReadToEnd());

        Assert.Contains(said, texts["CITATION.txt"], StringComparison.Ordinal);
        Assert.Contains(said, texts["CITATION.bib"], StringComparison.Ordinal);
        Assert.Equal(said.StartsWith("As", StringComparison.Ordinal), CitedAddress().Match(texts["CITATION.bib"]).Value.Contains("asOf=", StringComparison.Ordinal));
        Assert.Equal(texts["CITATION.bib"].Count(letter => letter == '{'), texts["CITATION.bib"].Count(letter => letter == '}'));
    }

    [GeneratedRegex(@"url = \{([^{}]+)\}")]
    private static partial Regex CitedAddress();

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Number(string? text) => string.IsNullOrEmpty(text) ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string text) => CsvText.Rows(text.TrimStart('\uFEFF'));

    private async Task<IReadOnlyList<string>> RefsAsync(string address) => address.Contains("countries", StringComparison.Ordinal)
        ? [.. (await portal.WalkAsync(address)).Select(record => record.GetProperty("code").GetString()!)]
        : await portal.RefsAsync(address);

    private async Task<HttpResponseMessage> SendAsync(string address, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await portal.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> TextAsync(string address)
    {
        using var answer = await SendAsync(address, null);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}: {text}");
        return text;
    }

    private async Task<List<IDictionary<string, object>>> WorkbookAsync(string address) =>
        [.. (await StreamAsync(address)).Query(useHeaderRow: true).Cast<IDictionary<string, object>>()];

    private async Task<IReadOnlyList<string>> ParquetRefsAsync(string address, string key)
    {
        await using var reader = await ParquetReader.CreateAsync(await StreamAsync(address));
        var field = reader.Schema.DataFields.Single(field => field.Name == key);
        var refs = new List<string>();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            var values = new string?[rows.RowCount];
            await rows.ReadAsync(field, values);
            refs.AddRange(values!);
        }

        return refs;
    }

    private async Task<MemoryStream> StreamAsync(string address)
    {
        using var answer = await SendAsync(address, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_FeedOfASelection_SaysInItsTitleWhatWasAsked()
    {
        var title = XDocument.Parse(await TextAsync("/figures.atom?country=DE&q=AI&limit=2&lang=en")).Root!.Element(Atom + "title")!.Value;

        Assert.Equal("Figures (country=DE, q=AI) – AI Policy Portal", title);
    }

    // Headlines of money that was announced before are what a follower of new figures must be able to tell.
    [Theory]
    [InlineData("en", "restates €1.5 billion (announced), 29 March 2018")]
    [InlineData("fr", "répète 1,5 milliard d’euros (annoncé), 29 mars 2018")]
    public async Task Get_FeedOfFigures_SaysWhatEachRestates(string language, string said)
    {
        var entries = XDocument.Parse(await TextAsync($"/figures.atom?country=FR&limit=200&lang={language}")).Root!.Elements(Atom + "entry").ToDictionary(
            entry => entry.Element(Atom + "link")!.Attribute("href")!.Value.Split('/')[^1].Split('?')[0], entry => entry.Element(Atom + "summary")!.Value);

        Assert.Contains(said, entries["f-fr-005"], StringComparison.Ordinal);
        Assert.DoesNotContain(said.Split(' ')[0], entries["f-fr-001"], StringComparison.Ordinal);
    }
}
