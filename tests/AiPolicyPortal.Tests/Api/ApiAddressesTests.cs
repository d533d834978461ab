using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Api;

/// <summary>An address that the API does not have is answered with the one that was probably meant.</summary>
public sealed class ApiAddressesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string Question = "Did you mean ";

    [Theory]
    [InlineData("grants?country=USA", "'US'")]
    [InlineData("grants?country=Germny", "'DE'")]
    [InlineData("programmes?country=Deutshland", "'DE'")]
    [InlineData("grants?currency=EURO", "'EUR'")]
    [InlineData("totals?stage=announced&currency=euros", "'EUR'")]
    [InlineData("grants?groupBy=currency", "'statedCurrency'")]
    [InlineData("organisations?type=univ", "'university'")]
    public async Task Get_WhatPeopleWriteInsteadOfACode_IsAnsweredWithTheCode(string address, string meant)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/{address}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors")[0];
        Assert.Contains(Question + meant, error.Text("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NamesOfAListOneByOne_IsAnsweredWithThemTogether()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/grants?groupBy=country&groupBy=year", TestContext.Current.CancellationToken);

        Assert.Contains("groupBy=country,year", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/grant", "/api/v1/grants")]
    [InlineData("/api/v1/grant/g-fr-001", "/api/v1/grants/g-fr-001")]
    [InlineData("/api/v1/fgures.csv", "/api/v1/figures.csv")]
    [InlineData("/api/v2/grants?country=FR", "/api/v1/grants")]
    [InlineData("/api/grants", "/api/v1/grants")]
    [InlineData("/api/v1/totals/new-money", "/api/v1/new-money")]
    [InlineData("/api/v1/totals/explan", "/api/v1/totals/explain")]
    [InlineData("/api/v1/grants/g-fr-001/revision", "/api/v1/grants/g-fr-001/revisions")]
    public async Task Address_ThatIsNearToOne_NamesIt(string asked, string meant)
    {
        Assert.Contains($"{Question}{meant}?", await DetailAsync(asked), StringComparison.Ordinal);
        using var answer = await portal.Client.GetAsync(meant + (meant.Contains("totals", StringComparison.Ordinal) || meant.EndsWith("money", StringComparison.Ordinal) ? "?stage=announced" : ""), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/zzzz/yyyy")]
    [InlineData("/api/v1/recipients")]
    [InlineData("/api/v1/%3Cscript%3E")]
    [InlineData("/api/v1/grants/g-fr-001/revisions/1")]
    public async Task Address_ThatIsNearToNone_NamesNone(string asked) => Assert.DoesNotContain(Question, await DetailAsync(asked), StringComparison.Ordinal);

    [Fact]
    public async Task Code_OfNoCurrency_IsNotTakenForAnother()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/totals?stage=announced&currency=XAU", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(Question, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<string> DetailAsync(string address)
    {
        using var answer = await portal.Client.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.Text("detail")!;
    }
}
