using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Api;

public sealed class FieldSelectionTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("grants")]
    [InlineData("figures")]
    [InlineData("releases")]
    [InlineData("countries")]
    public async Task Get_WithTheNamesOfAllFields_AnswersAsWithout(string noun)
    {
        var whole = (await portal.GetJsonAsync($"/api/v1/{noun}?limit=3")).GetProperty("data");
        var names = string.Join(',', whole[0].EnumerateObject().Select(field => field.Name));

        var asked = (await portal.GetJsonAsync($"/api/v1/{noun}?limit=3&fields={names}")).GetProperty("data");

        Assert.True(JsonElement.DeepEquals(whole, asked));
    }

    [Fact]
    public async Task Get_FieldsWithinFields_KeepsThoseAndNoOther()
    {
        var figure = (await portal.GetJsonAsync("/api/v1/figures?limit=1&sort=ref&fields=ref,money.amount,money.currency,sources.url,statedOn.date")).GetProperty("data")[0];

        Assert.Equal(["ref", "statedOn", "money", "sources"], figure.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["amount", "currency"], figure.GetProperty("money").EnumerateObject().Select(field => field.Name));
        Assert.All(figure.GetProperty("sources").EnumerateArray(), source => Assert.Equal(["url"], source.EnumerateObject().Select(field => field.Name)));
    }

    [Fact]
    public async Task Get_FieldsOfOneRecord_KeepsThose()
    {
        var record = (await portal.GetJsonAsync("/api/v1/grants/g-fr-001?fields=grant.title,recipients.name")).GetProperty("data");

        Assert.Equal(["grant", "recipients"], record.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["title"], record.GetProperty("grant").EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("grants", "title,amount,recipient.name", new[] { "money", "recipient", "title" }, new[] { "amount" })]
    [InlineData("figures", "currency,ref,amount", new[] { "money", "ref" }, new[] { "amount", "currency" })]
    [InlineData("figures", "amount,money", new[] { "money" }, new[] { "amount", "basis", "currency", "nature" })]
    public async Task Get_AmountOrCurrency_IsThatOfMoney(string list, string fields, string[] record, string[] money)
    {
        var first = (await portal.GetJsonAsync($"/api/v1/{list}?limit=1&fields={fields}")).GetProperty("data")[0];

        Assert.Equal(record, first.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal(money, first.GetProperty("money").EnumerateObject().Select(field => field.Name).Order());
    }

    [Theory]
    [InlineData("/api/v1/grants?fields=titel", "title")]
    [InlineData("/api/v1/grants?fields=money.amonut", "money.amount")]
    [InlineData("/api/v1/grants?fields=title.first", "plain value")]
    [InlineData("/api/v1/programmes/fr-snia?fields=figurs", "figures")]
    [InlineData("/api/v1/releases?fields=amount", "There is no field")]
    [InlineData("/api/v1/grants?fields=recipiant.name", "Did you mean 'recipient.name'?")]
    [InlineData("/api/v1/organisations/us-nsf?fields=ref", "Did you mean 'organisation.ref'?")]
    public async Task Get_UnknownField_IsRefusedWithTheNearest(string address, string hint)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("errors")[0];
        Assert.Equal("fields", error.Text("parameter"));
        Assert.Contains(hint, error.Text("message")!, StringComparison.Ordinal);
    }
}
