using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Grants;

public sealed class GrantsApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<GrantFile.Row> File = GrantFile.Read();

    [Fact]
    public async Task Get_EveryPageByCursor_SeesEveryGrantOnce()
    {
        var answer = await portal.GetJsonAsync("/api/v1/grants?limit=1");
        var refs = await portal.RefsAsync("/api/v1/grants?limit=37");

        Assert.Equal(File.Count, answer.GetProperty("meta").GetProperty("count").GetInt32());
        Assert.Equal(File.Select(row => row.Id).Order(), refs.Order());
    }

    [Theory]
    [InlineData("funder", "funder", "fr-anr")]
    [InlineData("source", "source", "s-0553")]
    [InlineData("funderType", "funder_type", "private")]
    [InlineData("stage", "stage", "committed")]
    [InlineData("confidence", "confidence", "medium")]
    [InlineData("statedCurrency", "currency", "GBP")]
    public async Task Get_FilterOnAColumn_ReturnsItsRowsAndItsNegationAllOthers(string parameter, string column, string value)
    {
        var with = await portal.RefsAsync($"/api/v1/grants?{parameter}={value}");
        var without = await portal.RefsAsync($"/api/v1/grants?{parameter}=!{value}&limit=200");

        var expected = File.Where(row => row[column] == value).Select(row => row.Id).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), with.Order());
        Assert.Equal(File.Select(row => row.Id).Except(expected).Order(), without.Order());
    }

    [Fact]
    public async Task Get_CountryFilter_ReturnsGrantsWithARecipientThere() => Assert.Equal(
        Refs(row => row.Recipients.Any(recipient => recipient.Country is "FR" or "CH")),
        (await portal.RefsAsync("/api/v1/grants?country=FR&country=CH")).Order());

    [Fact]
    public async Task Get_PayingCountryFilter_TakesTheProgrammesCountryElseTheFunders()
    {
        var programmes = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["country"]);
        var funders = StarterFile.Read("organisations.csv").ToDictionary(row => row["slug"], row => row["country"]);
        string? Payer(GrantFile.Row row) => row["programme"].Length > 0 ? programmes[row["programme"]] : funders.GetValueOrDefault(row["funder"]);

        Assert.Equal(Refs(row => Payer(row) == "FR"), (await portal.RefsAsync("/api/v1/grants?payingCountry=FR")).Order());
        Assert.Equal(Refs(row => Payer(row) is not ("US" or "FR")), (await portal.RefsAsync("/api/v1/grants?payingCountry=!US&payingCountry=!FR&limit=200")).Order());
    }

    [Fact]
    public async Task Get_RecipientFilter_ReturnsGrantsReceivedAloneOrWithOthers() => Assert.Equal(
        Refs(row => row.Recipients.Any(recipient => recipient.Organisation == "fr-inria")),
        (await portal.RefsAsync("/api/v1/grants?recipient=fr-inria")).Order());

    [Fact]
    public async Task Get_SourceFilter_CountsAndListsWhatTheFileSaysInEveryForm()
    {
        foreach (var (source, count) in File.CountBy(row => row["source"]).OrderByDescending(pair => pair.Value).Take(4))
        {
            var expected = Refs(row => row["source"] == source);
            var list = await portal.GetJsonAsync($"/api/v1/grants?source={source}&limit=1");
            Assert.Equal(count, list.GetProperty("meta").GetProperty("count").GetInt32());
            Assert.Equal(expected, (await portal.RefsAsync($"/api/v1/grants?source={source}&limit=200")).Order());

            var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/grants.csv?source={source}", TestContext.Current.CancellationToken));
            Assert.Equal(expected, rows.Select(row => row["ref"]).Order());
            var json = JsonDocument.Parse(await portal.Client.GetStringAsync($"/grants.json?source={source}&limit=200", TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal(count, json.GetProperty("meta").GetProperty("count").GetInt32());

            var groups = (await portal.GetJsonAsync($"/api/v1/grants?source={source}&groupBy=stage")).GetProperty("data").GetProperty("groups").EnumerateArray();
            Assert.Equal(
                File.Where(row => row["source"] == source).CountBy(row => row["stage"]).OrderBy(pair => pair.Key),
                groups.ToDictionary(group => group.Text("key.stage")!, group => group.GetProperty("count").GetInt32()).Where(pair => pair.Value > 0).OrderBy(pair => pair.Key));
        }
    }

    [Fact]
    public async Task Get_YearFilter_TakesTheStartWhereTheAwardHasNoDate()
    {
        Assert.Contains(File, row => row.Date("awarded") is null && row.Date("start")?.Year == 2026);

        Assert.Equal(
            Refs(row => (row.Date("awarded") ?? row.Date("start"))?.Year is 2026),
            (await portal.RefsAsync("/api/v1/grants?year=2026&limit=200")).Order());
        Assert.Equal(
            Refs(row => (row.Date("awarded") ?? row.Date("start"))?.Year is not (2025 or 2026)),
            (await portal.RefsAsync("/api/v1/grants?year=!2026&year=!2025&limit=200")).Order());
    }

    [Fact]
    public async Task Get_DateAndAmountRanges_AreInclusive()
    {
        var (from, to) = (new DateOnly(2023, 1, 1), new DateOnly(2024, 6, 30));

        Assert.Equal(
            Refs(row => row.Date("awarded") is { } date && date.LastDay >= from && date.LastDay <= to && row.Amount is >= 20_000_000 and <= 100_000_000),
            (await portal.RefsAsync("/api/v1/grants?awardedFrom=2023&awardedTo=2024-06&amountMin=20000000&amountMax=100000000")).Order());
    }

    [Fact]
    public async Task Get_ProgrammeFilter_TakesEverythingWithinTheProgramme()
    {
        var parents = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["part_of"]);
        bool IsWithin(string programme, string whole) => programme.Length > 0 && (programme == whole || IsWithin(parents[programme], whole));
        var above = File.Select(row => parents.GetValueOrDefault(row["programme"], "")).First(parent => parent.Length > 0);

        Assert.Equal(Refs(row => IsWithin(row["programme"], above)), (await portal.RefsAsync($"/api/v1/grants?programme={above}&limit=200")).Order());
        Assert.Equal(Refs(row => !IsWithin(row["programme"], above)), (await portal.RefsAsync($"/api/v1/grants?programme=!{above}&limit=200")).Order());
        Assert.Equal(Refs(row => row["programme"].Length == 0), (await portal.RefsAsync("/api/v1/grants?programme=unknown&limit=200")).Order());
    }

    [Fact]
    public async Task Get_ThemeFilter_TakesTheProgrammesWhereTheGrantHasNone()
    {
        var themes = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["themes"]);
        string[] Themes(GrantFile.Row row) => (row["themes"].Length > 0 ? row["themes"] : themes.GetValueOrDefault(row["programme"], ""))
            .Split(';', StringSplitOptions.RemoveEmptyEntries);

        var grants = await portal.WalkAsync("/api/v1/grants?theme=compute&limit=200");
        Assert.NotEmpty(grants);
        Assert.Equal(Refs(row => Themes(row).Contains("compute")), grants.Select(ApiLists.Ref).Order());
        Assert.All(grants, grant => Assert.Contains(grant.GetProperty("themes").EnumerateArray(), theme => theme.GetString() == "compute"));
        Assert.Equal(Refs(row => Themes(row).Length == 0), (await portal.RefsAsync("/api/v1/grants?theme=unknown&limit=200")).Order());
    }

    [Theory]
    [InlineData("under-100k", 0, 99_999.99)]
    [InlineData("from-1m", 1_000_000, 9_999_999.99)]
    [InlineData("from-100m", 100_000_000, 1e18)]
    public async Task Get_BandFilter_TakesAmountsInTheirOwnCurrency(string band, double from, double to) => Assert.Equal(
        Refs(row => row.Amount is { } amount && amount >= (decimal)from && amount <= (decimal)to),
        (await portal.RefsAsync($"/api/v1/grants?band={band}&limit=200")).Order());

    [Fact]
    public async Task Get_UnknownYearAndUndisclosedAmount_CanBeAskedFor()
    {
        Assert.Equal(Refs(row => row.Amount is null), (await portal.RefsAsync("/api/v1/grants?band=undisclosed&limit=200")).Order());
        Assert.Equal(
            Refs(row => (row.Date("awarded") ?? row.Date("start")) is null), (await portal.RefsAsync("/api/v1/grants?year=unknown&limit=200")).Order());
        Assert.Equal(Refs(row => row.Recipients.All(recipient => recipient.Country.Length == 0)), (await portal.RefsAsync("/api/v1/grants?country=unknown&limit=200")).Order());
    }

    [Fact]
    public async Task Get_UpdatedSince_IsInclusive()
    {
        var updated = (await portal.WalkAsync("/api/v1/grants?limit=200&sort=updatedAt")).Select(grant => grant.Text("updatedAt")!).ToList();

        Assert.Equal(File.Count, (await portal.RefsAsync($"/api/v1/grants?updatedSince={updated[^1][..10]}&limit=200")).Count);
        Assert.Empty(await portal.RefsAsync("/api/v1/grants?updatedSince=2999-01-01T00:00:00Z"));

        // As answers write it, and as it is read where nobody encoded the plus.
        foreach (var written in new[] { updated[^1], updated[^1].Replace("+", "%2B", StringComparison.Ordinal) })
        {
            Assert.NotEmpty(await portal.RefsAsync("/api/v1/grants?updatedSince=" + written));
        }

        var asOf = (await portal.GetJsonAsync("/api/v1/grants?limit=1")).GetProperty("meta").Text("asOf")!;
        Assert.NotEmpty(await portal.RefsAsync("/api/v1/grants?asOf=" + Uri.EscapeDataString(asOf)));
    }

    [Theory]
    [InlineData("country=France", "FR")]
    [InlineData("payingCountry=uk", "GB")]
    [InlineData("payingCountry=UK", "GB")]
    [InlineData("country=fr", "FR")]
    [InlineData("country=Deutschland", "DE")]
    [InlineData("currency=eur", "EUR")]
    public async Task Get_CountryOrCurrencyWrittenOtherwise_SuggestsItsCode(string query, string code)
    {
        using var answer = await portal.Client.GetAsync("/api/v1/grants?" + query, TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"Did you mean '{code}'?", Assert.Single(problem.GetProperty("errors").EnumerateArray()).Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("awardedFrom=0001", "awarded")]
    [InlineData("awardedFrom=0001-01-01&awardedTo=2019", "awarded")]
    [InlineData("startFrom=0001-01&startTo=2030", "start")]
    public async Task Get_RangeFromTheFirstOfDays_HasNoGrantWithoutADate(string range, string field)
    {
        var grants = await portal.WalkAsync($"/api/v1/grants?{range}&limit=200");

        Assert.NotEmpty(grants);
        Assert.All(grants, grant => Assert.NotNull(grant.Text(field + ".date")));
    }

    [Fact]
    public async Task Get_ListAndFile_NameTheSourceOfEachGrant()
    {
        var sources = (await portal.WalkAsync("/api/v1/sources?limit=200")).ToDictionary(source => source.Ref(), source => source.Text("url"));
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/grants.csv", TestContext.Current.CancellationToken)).ToDictionary(row => row["ref"]);

        Assert.All(File, grant => Assert.Equal((grant["source"], sources[grant["source"]]), (rows[grant.Id]["source_ref"], rows[grant.Id]["source_url"])));
        Assert.All(await portal.WalkAsync("/api/v1/grants?limit=200"), grant => Assert.Equal(rows[grant.Ref()]["source_url"], grant.Text("source.url")));
    }

    [Theory]
    [InlineData("-awarded")]
    [InlineData("awarded")]
    [InlineData("amount")]
    [InlineData("title")]
    [InlineData("-start")]
    [InlineData("-updatedAt")]
    [InlineData("-awarded,title")]
    public async Task Get_EveryPageInAnyOrder_SeesEveryGrantOnce(string sort)
    {
        Assert.Equal(File.Select(row => row.Id).Order(), (await portal.RefsAsync($"/api/v1/grants?limit=61&sort={sort}")).Order());
        Assert.Equal(Refs(row => row["stage"] == "awarded"), (await portal.RefsAsync($"/api/v1/grants?limit=61&stage=awarded&sort={sort}")).Order());
    }

    [Fact]
    public async Task Get_SortByAward_IsNewestFirstAndUndatedLast()
    {
        var dates = (await portal.WalkAsync("/api/v1/grants?limit=200&sort=-awarded")).Select(grant =>
            grant.Text("awarded.date") is { } text ? PartialDate.Parse(text).LastDay : DateOnly.MinValue).ToList();

        Assert.Equal(dates.OrderDescending(), dates);
        Assert.Equal(DateOnly.MinValue, dates[^1]);
    }

    [Fact]
    public async Task Get_DefaultOrder_IsThatOfTheIdsWhichNeverChange()
    {
        var ids = (await portal.WalkAsync("/api/v1/grants?limit=200")).Select(grant => grant.Text("id")!).ToList();

        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task Get_SortByAmount_PutsUndisclosedLastAndShowsThemAsNull()
    {
        var grants = await portal.WalkAsync("/api/v1/grants?sort=-amount&limit=200");

        Assert.Equal(
            File.OrderByDescending(row => row.Amount ?? -1).Select(row => row.Amount),
            grants.Select(grant => grant.Text("money.amount") is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : (decimal?)null));
        Assert.All(grants.Where(grant => grant.Text("money.amount") is null), grant => Assert.Equal("undisclosed", grant.Text("money.nature")));
    }

    [Fact]
    public async Task Get_OneGrant_SaysAllItsFilesSay()
    {
        var row = File.MaxBy(grant => grant.Recipients.Count)!;
        var grant = (await portal.GetJsonAsync($"/api/v1/grants/{row.Id}")).GetProperty("data");

        Assert.Equal(row["title"], grant.Text("grant.title"));
        Assert.Equal(row.Recipients.Count.ToString(CultureInfo.InvariantCulture), grant.Text("grant.recipientCount"));
        Assert.Equal(row.Recipients[0].Name, grant.Text("grant.recipient.name"));
        Assert.Equal(row["note"], grant.Text("note") ?? "");
        Assert.Equal(row["source"], grant.Text("source.ref"));
        Assert.Equal(
            row.Recipients.Select(recipient => (recipient.Name, recipient.Country, recipient.Organisation)),
            grant.GetProperty("recipients").EnumerateArray().Select(recipient =>
                (recipient.Text("name")!, recipient.Text("country.code") ?? "", recipient.Text("organisation.ref") ?? "")));
    }

    [Fact]
    public async Task Get_GrantOfASubprogramme_NamesTheProgrammesAbove()
    {
        var parents = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["part_of"]);
        var row = File.First(grant => parents.GetValueOrDefault(grant["programme"], "").Length > 0);
        var above = new List<string>();
        for (var parent = parents[row["programme"]]; parent.Length > 0; parent = parents[parent])
        {
            above.Insert(0, parent);
        }

        var ancestors = (await portal.GetJsonAsync($"/api/v1/grants/{row.Id}")).GetProperty("data").GetProperty("programmeAncestors");

        Assert.Equal(above, ancestors.EnumerateArray().Select(ancestor => ancestor.Ref()));
    }

    [Theory]
    [InlineData("funders=us-nsf", "funders", "funder")]
    [InlineData("stage=award", "stage", "awarded")]
    [InlineData("funder=us-nfs", "funder", "us-nsf")]
    [InlineData("source=s-05533", "source", "s-0553")]
    [InlineData("country=XX", "country", "ISO 3166")]
    [InlineData("year=24", "year", "1900")]
    public async Task Get_UnknownParameterOrValue_IsRefusedWithAHint(string query, string parameter, string hint)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/grants?{query}", TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(parameter, error.Text("parameter"));
        Assert.Contains(hint, error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnknownGrant_IsNotFoundAsAProblem()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/grants/g-xx-001", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static IOrderedEnumerable<string> Refs(Func<GrantFile.Row, bool> wanted) => File.Where(wanted).Select(row => row.Id).Order();
}
