using System.Globalization;
using System.Net;
using AiPolicyPortal.Tests.Grants;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Organisations;

public sealed class OrganisationsApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> File = StarterFile.Read("organisations.csv");
    private static readonly IReadOnlyList<GrantFile.Row> Grants = GrantFile.Read();

    [Fact]
    public async Task Get_EveryPageByCursor_SeesEveryOrganisationOnceByName()
    {
        var organisations = await portal.WalkAsync("/api/v1/organisations?limit=60");

        Assert.Equal(File.Select(row => row["slug"]).Order(), organisations.Select(organisation => organisation.Ref()).Order());
        Assert.Equal("01.AI", organisations[0].Text("name"));
    }

    [Theory]
    [InlineData("country", "CH")]
    [InlineData("type", "research-institute")]
    public async Task Get_FilterOnAColumn_ReturnsOnlyItsRows(string column, string value) => Assert.Equal(
        File.Where(row => row[column] == value).Select(row => row["slug"]).Order(),
        (await portal.RefsAsync($"/api/v1/organisations?{column}={value}")).Order());

    [Theory]
    [InlineData("funder")]
    [InlineData("recipient")]
    [InlineData("developer")]
    [InlineData("lead")]
    public async Task Get_RoleFilter_ReturnsThoseWithAtLeastOne(string role)
    {
        var expected = (role switch
        {
            "funder" => Grants.Select(grant => grant["funder"]),
            "recipient" => Grants.SelectMany(grant => grant.Recipients).Select(recipient => recipient.Organisation),
            "developer" => StarterFile.Read("releases.csv").SelectMany(row => row["developers"].Split(';')),
            _ => StarterFile.Read("programmes.csv").Select(row => row["lead_organisation"]),
        }).Where(slug => slug.Length > 0).Distinct().ToList();

        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/organisations?role={role}&limit=200")).Order());
        Assert.Equal(File.Count - expected.Count, (await portal.RefsAsync($"/api/v1/organisations?role=!{role}&limit=200")).Count);
    }

    [Fact]
    public async Task Get_IdentifierFilter_FindsItsOrganisation()
    {
        var row = StarterFile.Read("organisation_identifiers.csv")[0];
        var organisation = Assert.Single(await portal.WalkAsync($"/api/v1/organisations?identifier={row["identifier"]}"));

        Assert.Equal(row["organisation"], organisation.Ref());
        var identifier = Assert.Single(organisation.GetProperty("identifiers").EnumerateArray());
        Assert.Equal($"https://ror.org/{row["identifier"]}", identifier.Text("url"));
        string[] others =
        [
            row["identifier"].ToUpperInvariant(), $"https://ror.org/{row["identifier"]}", $"ROR.org/{row["identifier"]}",
            $"https://register.example/institution/{row["identifier"]}/", $"https://search.register.example/#/record/{row["identifier"]}",
        ];
        foreach (var other in others)
            Assert.Equal([organisation.Text("ref")], (await portal.WalkAsync($"/api/v1/organisations?identifier={Uri.EscapeDataString(other)}")).Select(found => found.Text("ref")));
        Assert.Empty(await portal.WalkAsync($"/api/v1/organisations?identifier=10.13039/{row["identifier"]}"));
    }

    [Fact]
    public async Task Get_SortByGrantsReceived_CountsAGrantOnceForEachRecipient()
    {
        var counts = Grants.SelectMany(grant => grant.Recipients.Select(recipient => recipient.Organisation).Distinct())
            .Where(slug => slug.Length > 0).CountBy(slug => slug).ToDictionary();

        var organisations = await portal.WalkAsync("/api/v1/organisations?sort=-grantsReceived&limit=200");

        Assert.Equal(
            File.Select(row => counts.GetValueOrDefault(row["slug"])).OrderDescending(),
            organisations.Select(organisation => organisation.GetProperty("grantsReceivedCount").GetInt32()));
        Assert.All(organisations, organisation =>
            Assert.Equal(counts.GetValueOrDefault(organisation.Ref()), organisation.GetProperty("grantsReceivedCount").GetInt32()));
    }

    [Fact]
    public async Task Get_Funder_ListsItsNewestGrantsAndSumsThemByStageAndCurrency()
    {
        var grants = Grants.Where(grant => grant["funder"] == "us-nsf").ToList();
        var detail = (await portal.GetJsonAsync("/api/v1/organisations/us-nsf")).GetProperty("data");

        Assert.Equal(20, detail.GetProperty("grantsFunded").GetArrayLength());
        Assert.Equal(grants.Count, detail.GetProperty("organisation").GetProperty("grantsFundedCount").GetInt32());
        Assert.Equal(
            grants.GroupBy(grant => (grant["stage"], grant["currency"])).Select(group =>
                (group.Key, group.Count(), group.Sum(grant => grant.Amount), group.Count(grant => grant.Amount is null))),
            detail.GetProperty("grantsFundedSums").EnumerateArray().Select(sum => (
                (sum.Text("stage")!, sum.Text("sum.currency")!),
                sum.GetProperty("grantCount").GetInt32(),
                (decimal?)decimal.Parse(sum.Text("sum.amount")!, CultureInfo.InvariantCulture),
                sum.GetProperty("undisclosedCount").GetInt32())));
    }

    [Theory]
    // No award of the first has a date, and some of the second have.
    [InlineData("eu-erc")]
    [InlineData("us-nsf")]
    public async Task Get_Funder_ListsItsNewestGrantsFirst(string funder)
    {
        var grants = (await portal.GetJsonAsync($"/api/v1/organisations/{funder}")).GetProperty("data").GetProperty("grantsFunded").EnumerateArray().ToList();

        var dates = grants.Select(grant => grant.Text("awarded.date") ?? grant.Text("start.date")).ToList();
        Assert.Equal(dates.OrderDescending(StringComparer.Ordinal), dates);
        Assert.Equal(
            Grants.Where(grant => grant["funder"] == funder).Select(grant => grant["awarded"] is { Length: > 0 } awarded ? awarded : grant["start"]).Max(StringComparer.Ordinal),
            dates[0]);
    }

    [Theory]
    // Each grant of the first has one recipient, most of the second have several and no share of any is stated.
    [InlineData("us-nsf")]
    [InlineData("fr-anr")]
    public async Task Get_Funder_ListsThoseThatSurelyReceivedMostOfIt(string funder)
    {
        var most = Grants.Where(grant => grant["funder"] == funder)
            .GroupBy(grant => (Stage: grant["stage"], Funder: grant["funder_type"], Currency: grant["currency"])).MaxBy(kind => kind.Count())!;
        var expected = most.Where(grant => grant.Amount is not null && grant.Recipients.Count == 1 && grant.Recipients[0].Organisation.Length > 0)
            .GroupBy(grant => grant.Recipients[0].Organisation).Select(group => (Sum: group.Sum(grant => grant.Amount!.Value), group.Key))
            .OrderByDescending(recipient => recipient.Sum).Take(10).Select(recipient => recipient.Sum);

        var largest = (await portal.GetJsonAsync($"/api/v1/organisations/{funder}")).GetProperty("data").GetProperty("grantsFundedRecipients").EnumerateArray().ToList();

        Assert.Equal(expected, largest.Select(recipient => decimal.Parse(recipient.Text("received.sum.amount")!, CultureInfo.InvariantCulture)));
        Assert.All(largest, recipient => Assert.Equal(
            (most.Key.Stage, most.Key.Funder, most.Key.Currency), (recipient.Text("received.stage"), recipient.Text("received.funderType"), recipient.Text("received.sum.currency"))));
        foreach (var recipient in largest)
        {
            var reference = recipient.Text("recipient.ref");
            Assert.Equal(
                most.Count(grant => grant.Recipients.Any(part => part.Organisation == reference)), recipient.GetProperty("received").GetProperty("grantCount").GetInt32());
        }
    }

    [Fact]
    public async Task Get_RecipientOfPublicAndPrivateMoney_AddsNeitherToTheOther()
    {
        var grants = await portal.WalkAsync("/api/v1/grants?recipient=gb-turing&limit=200");
        var sums = (await portal.GetJsonAsync("/api/v1/organisations/gb-turing")).GetProperty("data").GetProperty("grantsReceivedSums").EnumerateArray().ToList();

        Assert.Equal(2, sums.Select(sum => sum.Text("funderType")).Distinct().Count());
        Assert.All(sums, sum => Assert.Equal(
            grants.Count(grant => (grant.Text("stage"), grant.Text("funderType"), grant.Text("money.currency")) == (sum.Text("stage"), sum.Text("funderType"), sum.Text("sum.currency"))),
            sum.GetProperty("grantCount").GetInt32()));
        Assert.Equal(grants.Count, sums.Sum(sum => sum.GetProperty("grantCount").GetInt32()));
    }

    [Fact]
    public async Task Get_RecipientAmongOthers_AddsNoAmountOfWhichItsShareIsUnknown()
    {
        Assert.All(
            Grants.Where(grant => grant.Recipients.Any(recipient => recipient.Organisation == "fr-inria")),
            grant => Assert.True(grant.Recipients.Count > 1));

        var detail = (await portal.GetJsonAsync("/api/v1/organisations/fr-inria")).GetProperty("data");

        Assert.All(detail.GetProperty("grantsReceivedSums").EnumerateArray(), sum =>
        {
            Assert.Null(sum.Text("sum.amount"));
            Assert.Equal(sum.Text("grantCount"), sum.Text("unsharedCount"));
        });
    }

    [Fact]
    public async Task Get_UnknownOrganisationOrParameter_IsRefused()
    {
        using var missing = await portal.Client.GetAsync("/api/v1/organisations/no-such-body", TestContext.Current.CancellationToken);
        using var refused = await portal.Client.GetAsync("/api/v1/organisations?rol=funder", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("'role'", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
