using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Formats;

/// <summary>Random filters, from what each list's reader knows and what its records say, answered alike by page, JSON, CSV, Atom and groups.</summary>
public sealed class AgreementTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    /// <summary>Of each noun; of all nouns together more than 200.</summary>
    private const int Filters = 24;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly string[] Naming = ["name", "title", "programme"];

    private static readonly string[] Currencies = ["EUR", "USD", "GBP"];

    private static readonly Dictionary<string, Action<QueryParameters>> Readers = new()
    {
        ["programmes"] = parameters => ProgrammeFilter.Read(parameters),
        ["figures"] = parameters => FigureFilter.Read(parameters),
        ["announcements"] = parameters => AnnouncementFilter.Read(parameters),
        ["grants"] = parameters => GrantFilter.Read(parameters),
        ["organisations"] = parameters => OrganisationFilter.Read(parameters),
        ["releases"] = parameters => ReleaseFilter.Read(parameters),
        ["governance"] = parameters => GovernanceFilter.Read(parameters),
        ["sources"] = parameters => SourceFilter.Read(parameters),
        ["countries"] = parameters => CountryFilter.Read(parameters),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Nouns => [.. Readers.Keys];

    [Theory]
    [InlineData("/api/v1/grants?groupBy=country,year&q=learning&asOf=2999")]
    [InlineData("/api/v1/figures?groupBy=stage&country=FR&currency=USD")]
    [InlineData("/api/v1/releases?groupBy=osaid&country=FR")]
    public async Task Get_Groups_LeadToThePageOfTheirSelection(string address)
    {
        var now = address.Replace("2999", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var page = (await portal.GetJsonAsync(now)).GetProperty("links").GetProperty("html").GetString()!;

        using var answer = await portal.Client.GetAsync(page, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("groupBy", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task Get_RandomFilter_AnswersTheSameInEveryForm(string noun)
    {
        var random = new Random(20261126 + noun.Length);
        var known = new QueryParameters([]);
        Readers[noun](known);
        var records = await portal.WalkAsync($"/api/v1/{noun}?limit=200");
        var found = 0;
        for (var filter = 0; filter < Filters; filter++)
        {
            var query = Filter(known.Known, records, random);
            var list = await portal.WalkAsync($"/api/v1/{noun}?{query}&limit=200");
            List<string> expected = [.. list.Select(KeyOf)];
            await AssertAgreeAsync(noun, query, list, expected);
            if (noun is "grants" or "figures")
            {
                await AssertGroupsAgreeAsync(noun, query, list, random);
            }

            found += expected.Count > 0 ? 1 : 0;
        }

        Assert.True(found >= Filters / 3, $"Only {found} of {Filters} filters found anything.");
    }

    private async Task AssertAgreeAsync(string noun, string query, IReadOnlyList<JsonElement> list, List<string> expected)
    {
        Assert.Equal(expected.Count, (await portal.GetJsonAsync($"/api/v1/{noun}?{query}&limit=1")).GetProperty("meta").GetProperty("count").GetInt32());
        Assert.Equal(expected.Distinct(), expected);

        var shown = new List<string>();
        for (var address = $"/{noun}?{query}&limit=200"; address is not null;)
        {
            var page = await portal.GetPageAsync(address);
            var count = string.Concat(page.QuerySelector(".result-bar strong")!.TextContent.Where(char.IsAsciiDigit));
            Assert.True(count == $"{expected.Count}", $"{address} counts '{count}' and the API {expected.Count}.");
            shown.AddRange(page.QuerySelectorAll("main table.table-stack tbody th").Select(heading =>
                heading.QuerySelector($"a[href^='/{noun}/']")!.GetAttribute("href")![$"/{noun}/".Length..]));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.True(expected.SequenceEqual(shown), $"/{noun}?{query} shows {shown.Count} others than the API's {expected.Count}.");

        var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/{noun}.csv?{query}", Cancel));
        Assert.True(expected.SequenceEqual(rows.Select(row => row.TryGetValue("ref", out var reference) ? reference : row["code"])), $"/{noun}.csv?{query} has {rows.Count} others than the API's {expected.Count}.");

        // A country without records is in no feed, which cannot be asked for it.
        var followed = noun == "countries" ? list.Where(country => country.Text("updatedAt") is not null).Select(country => country.Text("code")!) : expected;
        Assert.Equal(followed.Order(StringComparer.Ordinal), (await EntriesAsync(noun, Without(query, "all"))).Order(StringComparer.Ordinal));
    }

    private static string Without(string query, string parameter) =>
        string.Join('&', query.Split('&').Where(part => !part.StartsWith(parameter + "=", StringComparison.Ordinal)));

    /// <summary>The references of the entries of every page of a feed.</summary>
    private async Task<IReadOnlyList<string>> EntriesAsync(string noun, string query)
    {
        var entries = new List<string>();
        for (var address = $"/{noun}.atom?{Without(query, "currency")}&limit=200"; address is not null;)
        {
            var feed = XDocument.Parse(await portal.Client.GetStringAsync(address, Cancel)).Root!;
            entries.AddRange(feed.Elements(Atom + "entry").Select(entry => new Uri(entry.Element(Atom + "link")!.Attribute("href")!.Value).Segments[^1]));
            address = feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value;
        }

        return entries;
    }

    private async Task AssertGroupsAgreeAsync(string noun, string query, IReadOnlyList<JsonElement> list, Random random)
    {
        string[] dimensions = noun == "grants" ? ["country", "year", "theme", "funderType", "recipient", "band", "programme"] : ["country", "year", "theme", "stage", "standing"];
        var by = string.Join(',', dimensions.OrderBy(_ => random.Next()).Take(random.Next(1, 3)));
        var asked = Without(query, "currency");
        var data = (await portal.GetJsonAsync($"/api/v1/{noun}?{asked}&groupBy={by}")).GetProperty("data");
        List<JsonElement> parts = [.. data.GetProperty("groups").EnumerateArray(), data.GetProperty("overlap")];
        var total = data.GetProperty("total");

        Assert.Equal(list.Count, total.GetProperty("count").GetInt32());
        Assert.Equal(list.Count, parts.Sum(part => part.GetProperty("count").GetInt32()));
        foreach (var sum in Sums(total))
        {
            Assert.Equal(sum.High, parts.SelectMany(Sums).Where(part => part.Kind == sum.Kind).Sum(part => part.High));
        }

        var summed = CsvText.Rows((await portal.Client.GetStringAsync($"/{noun}.csv?{asked}&groupBy={by}", Cancel)).TrimStart('\uFEFF'));
        Assert.Equal(
            Sums(total).Select(sum => (sum.Kind, sum.High)).Order(),
            summed.Where(row => row["sum_stage"] != "").GroupBy(row => $"{row["sum_stage"]} {row["sum_funder_type"]} {row["sum_currency"]}")
                .Select(kind => (kind.Key, kind.Sum(row => Amount(row["sum_high"])))).Order());
        if (noun == "grants")
        {
            var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/grants.csv?{asked}", Cancel));
            Assert.Equal(
                rows.GroupBy(row => $"{row["stage"]} {row["funder_type"]} {row["amount_currency"]}")
                    .Select(kind => (kind.Key, kind.Sum(row => Amount(row["amount"])))).Order(),
                Sums(total).Select(sum => (sum.Kind, sum.High)).Order());
            var paying = (await portal.GetJsonAsync($"/api/v1/grants?{asked}&groupBy=payingCountry")).GetProperty("data").GetProperty("groups");
            Assert.Equal(
                rows.GroupBy(row => row["paying_country"] is "" ? "unknown" : row["paying_country"]).Select(country => (country.Key, country.Count())).Order(),
                paying.EnumerateArray().Select(group => (group.Text("key.payingCountry")!, group.GetProperty("count").GetInt32())).Where(group => group.Item2 > 0).Order());
        }
    }

    private static IEnumerable<(string Kind, decimal High)> Sums(JsonElement group) => group.GetProperty("sums").EnumerateArray().Select(sum => (
        $"{sum.Text("stage")} {sum.Text("funderType")} {sum.Text("money.currency")}",
        Amount(sum.Text("money.amount") ?? (sum.GetProperty("money").TryGetProperty("high", out var high) ? high.GetString() : null))));

    private static decimal Amount(string? text) => string.IsNullOrEmpty(text) ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string KeyOf(JsonElement record) => record.TryGetProperty("ref", out var reference) ? reference.GetString()! : record.Text("code")!;

    /// <summary>One to three parameters with values; a value of a record where it has one, so that most filters find something.</summary>
    private static string Filter(IReadOnlyList<ParameterInfo> known, IReadOnlyList<JsonElement> records, Random random)
    {
        var record = records[random.Next(records.Count)];
        var parts = new List<string>();
        foreach (var parameter in known.Where(parameter => parameter.Name is not ("asOf" or "identifier")).OrderBy(_ => random.Next()).Take(random.Next(1, 4)))
        {
            for (var times = parameter.Repeats && random.Next(3) == 0 ? 2 : 1; times > 0; times--)
            {
                if (Value(parameter, record, random) is { } value)
                {
                    parts.Add($"{parameter.Name}={(parameter.Repeats && random.Next(4) == 0 ? "!" : "")}{Uri.EscapeDataString(value)}");
                }
            }
        }

        return string.Join('&', parts);
    }

    private static string? Value(ParameterInfo parameter, JsonElement record, Random random)
    {
        T One<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
        switch (parameter.Kind)
        {
            case ParameterKind.Text when parameter.Name == "q":
                var words = (Naming.Where(name => record.TryGetProperty(name, out _)).Select(name => record.GetProperty(name))
                    .Select(value => value.ValueKind == JsonValueKind.Object ? value.Text("name") : value.ToString()).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "research")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return string.Join(' ', words.Skip(random.Next(words.Length)).Take(random.Next(1, 3)));
            case ParameterKind.Reference:
                return ReferenceOf(parameter.Name, record);
            case ParameterKind.Country:
                return record.TryGetProperty("country", out var country) && country.ValueKind == JsonValueKind.Object ? country.Text("code") : One(["FR", "DE", "US", "GB", "CA", "EU"]);
            case ParameterKind.Currency:
                return One(Currencies);
            case ParameterKind.Licence:
                return One(["Apache-2.0", "MIT", "CC-BY-4.0"]);
            case ParameterKind.Language:
                return One(["en", "fr", "de"]);
            case ParameterKind.Number:
                return $"{(parameter.Range is { Max: <= 10 } range ? random.Next(range.Min, range.Max + 1) : random.Next(2017, 2027))}";
            case ParameterKind.Amount:
                return Math.Pow(10, random.Next(3, 10)).ToString("F0", CultureInfo.InvariantCulture);
            case ParameterKind.Date:
                var day = new DateOnly(parameter.Name.EndsWith("To", StringComparison.Ordinal) ? random.Next(2021, 2027) : random.Next(2012, 2023), random.Next(1, 13), random.Next(1, 29));
                return day.ToString(One(["yyyy", "yyyy-MM", "yyyy-MM-dd"]), CultureInfo.InvariantCulture);
            case ParameterKind.Instant:
                return One(["2020", "2026-11-01T00:00:00Z", "2099-01"]);
            case ParameterKind.Flag:
                return One(["true", "false"]);
            default:
                return parameter.Choices.Count > 0 ? One(parameter.Choices) : null;
        }
    }

    /// <summary>The reference that a record has under a name; null where it has none.</summary>
    private static string? ReferenceOf(string name, JsonElement record)
    {
        foreach (var property in record.EnumerateObject().Where(property => property.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            var value = property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().FirstOrDefault() : property.Value;
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("ref", out var reference) && reference.ValueKind == JsonValueKind.String)
            {
                return reference.GetString();
            }
        }

        return null;
    }
}
