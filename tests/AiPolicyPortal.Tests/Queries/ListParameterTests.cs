using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Queries;

/// <summary>Parameters that several lists have mean the same in each.</summary>
public sealed class ListParameterTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grants", "country=ZZ&payingCountry=YY&programme=no-such&funder=nobody&recipient=no-one&source=s-none&currency=ZZZ", 7)]
    [InlineData("figures", "country=ZZ&programme=no-such&announcement=a-none&statedCurrency=ZZZ&currency=YYY", 5)]
    [InlineData("releases", "country=ZZ&licence=No-Such-1.0&organisation=nobody", 3)]
    [InlineData("programmes", "country=ZZ&organisation=nobody&parent=no-such", 3)]
    [InlineData("announcements", "country=ZZ&programme=no-such&source=s-none", 3)]
    [InlineData("governance", "country=ZZ&programme=no-such", 2)]
    public async Task Names_ThatAreNotInThePortal_AreRefusedAllAtOnce(string list, string query, int faults)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/{list}?{query}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(query.Split('&').Select(part => part.Split('=')[0]).Order(), errors.Select(error => error.Text("parameter")).Order());
        Assert.Equal(faults, errors.Count);
        Assert.All(errors, error => Assert.Equal("unknown-value", error.Text("code")));
    }

    [Theory]
    [InlineData("grants", "groupBy=country,country", "repeated")]
    [InlineData("figures", "fields=ref,ref", "repeated")]
    [InlineData("changes", "fields=kind,kind", "repeated")]
    [InlineData("grants", "groupBy=,", "invalid-value")]
    [InlineData("figures", "fields=ref,,money", "invalid-value")]
    public async Task Lists_ThatNameOneThingTwiceOrNothingBesideAComma_AreRefused(string list, string query, string code)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/{list}?{query}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal((query.Split('=')[0], code), (error.Text("parameter"), error.Text("code")));
    }

    [Theory]
    [InlineData("/api/v1/grants?country=")]
    [InlineData("/api/v1/grants?limit=%20")]
    [InlineData("/grants.csv?country=")]
    [InlineData("/grants.atom?programme=")]
    [InlineData("/api/v1/totals/explain.csv?country=&stage=announced")]
    [InlineData("/api/v1/grants?country=FR&country=")]
    [InlineData("/charts/countries-map.csv?theme=&stage=announced")]
    public async Task Data_AskedForWithAnEmptyValue_AreRefused(string address)
    {
        using var answer = await portal.Client.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(address.Split('?', '=')[1], error.Text("parameter"));
        Assert.EndsWith(" has no value; give it one, or leave it out.", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_AskedForWithSeveralFaults_AreRefusedWithEach()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/grants?country=&contry=&nope=1", Cancel);

        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors").EnumerateArray();
        Assert.Equal(
            ["contry unknown-parameter", "country invalid-value", "nope unknown-parameter"],
            errors.Select(error => $"{error.Text("parameter")} {error.Text("code")}").Order(StringComparer.Ordinal));
    }

    /// <summary>A form without script sends every field that nobody filled in.</summary>
    [Theory]
    [InlineData("/grants?country=FR&q=&awardedFrom=")]
    [InlineData("/promises?country=&minAmount=")]
    [InlineData("/coverage?sort=")]
    [InlineData("/search?q=france&kind=")]
    [InlineData("/totals/explain?stage=announced&country=FR&theme=")]
    public async Task Page_AskedForWithEmptyFields_LeadsToDataThatAreGiven(string address)
    {
        var page = await portal.GetPageAsync(address);

        List<string> links = [.. page.QuerySelectorAll("main a, link[rel=alternate]").Select(link => link.GetAttribute("href")!)
            .Where(link => link.StartsWith('/') && (link.StartsWith("/api/v1/", StringComparison.Ordinal) || link.Contains(".csv", StringComparison.Ordinal) || link.Contains(".atom", StringComparison.Ordinal)))];
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            using var answer = await portal.Client.GetAsync(link, Cancel);
            Assert.Equal((link, HttpStatusCode.OK), (link, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("grants", "year=02024")]
    [InlineData("grants", "limit=010")]
    [InlineData("grants", "limit=5%00")]
    [InlineData("releases", "year=02024")]
    [InlineData("grants", "amountMin=0.1111111111111111111111111111")]
    [InlineData("grants", "amountMax=12345678901234567890123456789")]
    public async Task Numbers_WrittenInAnotherWayOrWithMoreDigitsThanAreKept_AreRefused(string list, string query)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/{list}?{query}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("grants?currency")]
    [InlineData("figures?statedCurrency")]
    [InlineData("totals?stage=announced&currency")]
    public async Task Currencies_ThatAreNoMoney_AreRefused(string query)
    {
        foreach (var code in new[] { "XXX", "XTS", "XAU" })
        {
            using var answer = await portal.Client.GetAsync($"/api/v1/{query}={code}", Cancel);
            Assert.Equal((code, HttpStatusCode.BadRequest), (code, answer.StatusCode));
        }

        using var franc = await portal.Client.GetAsync($"/api/v1/{query}=XOF", Cancel);
        Assert.Equal(HttpStatusCode.OK, franc.StatusCode);
    }

    [Theory]
    [InlineData("figures", "instrument")]
    [InlineData("releases", "weights")]
    [InlineData("releases", "mof")]
    public async Task Groups_OfAnAttribute_HaveAsManyAsItsFilter(string list, string attribute)
    {
        var groups = (await portal.GetJsonAsync($"/api/v1/{list}?groupBy={attribute}")).GetProperty("data").GetProperty("groups").EnumerateArray()
            .ToDictionary(group => group.Text($"key.{attribute}")!, group => group.GetProperty("count").GetInt32());

        Assert.True(groups.Count(group => group.Value > 0) > 1);
        foreach (var (value, count) in groups.Where(group => group.Key != "unknown" || attribute != "weights"))
        {
            Assert.Equal((value, count), (value, count == 0 ? 0 : await CountAsync(list, $"{attribute}={value}")));
        }
    }

    [Fact]
    public async Task Groups_ByLicence_HaveAsManyAsItsFilter()
    {
        var groups = (await portal.GetJsonAsync("/api/v1/releases?groupBy=licence")).GetProperty("data").GetProperty("groups").EnumerateArray().ToList();

        foreach (var licence in new[] { "Apache-2.0", "MIT" })
        {
            Assert.Equal(await CountAsync("releases", $"licence={licence}"), groups.Single(group => group.Text("key.licence") == licence).GetProperty("count").GetInt32());
        }
    }

    [Theory]
    [InlineData("countries")]
    [InlineData("corrections")]
    [InlineData("programmes")]
    [InlineData("promises", "outstandingSince")]
    public async Task UpdatedSince_OfAList_LeavesWhatChangedEarlier(string list, string moment = "updatedAt")
    {
        var records = await portal.WalkAsync($"/api/v1/{list}?limit=200");
        var moments = records.Select(record => record.Text(moment)).OfType<string>().Select(text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)).Order().ToList();
        var middle = moments.Count == 0 ? DateTimeOffset.UnixEpoch : moments[moments.Count / 2];

        Assert.Equal(moments.Count(changed => changed >= middle), await CountAsync(list, $"updatedSince={middle.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z"));
        Assert.Equal(0, await CountAsync(list, "updatedSince=2099-01-01"));
    }

    [Theory]
    [InlineData("organisations/fr-inria", "grantsReceived")]
    [InlineData("countries/GB", "grants")]
    public async Task Currency_OfARecord_IsBesideItsAmounts(string address, string amounts)
    {
        var plain = (await portal.GetJsonAsync($"/api/v1/{address}")).GetProperty("data").GetProperty(amounts).EnumerateArray().ToList();
        var answer = await portal.GetJsonAsync($"/api/v1/{address}?currency=JPY");
        var converted = answer.GetProperty("data").GetProperty(amounts).EnumerateArray().ToList();

        Assert.NotEmpty(plain);
        Assert.All(plain, amount => Assert.Equal(JsonValueKind.Null, amount.GetProperty("converted").ValueKind));
        Assert.Equal(plain.Select(amount => amount.Text("ref")), converted.Select(amount => amount.Text("ref")));
        Assert.Contains(converted, amount => amount.Text("converted.money.currency") == "JPY");
        Assert.EndsWith("?currency=JPY", answer.Text("links.html"), StringComparison.Ordinal);
        var page = await portal.GetPageAsync($"/{address}?currency=JPY");
        Assert.Contains("¥", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")), link => link == $"/api/v1/{address}?currency=JPY");
    }

    [Theory]
    [InlineData("organisations/fr-inria")]
    [InlineData("countries/GB")]
    public async Task Currency_ThatThereIsNot_IsRefused(string address)
    {
        foreach (var form in new[] { $"/api/v1/{address}", $"/{address}" })
        {
            using var answer = await portal.Client.GetAsync($"{form}?currency=ZZZ", Cancel);
            Assert.Equal((form, HttpStatusCode.BadRequest), (form, answer.StatusCode));
        }
    }

    private async Task<int> CountAsync(string list, string query) => (await portal.GetJsonAsync($"/api/v1/{list}?{query}&limit=1")).GetProperty("meta").GetProperty("count").GetInt32();
}
