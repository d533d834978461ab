using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;

namespace AiPolicyPortal.Tests.Organisations;

/// <summary>Three laboratories that turned out to be one, the third by way of the second, each with grants of its own, on a database of the test's own.</summary>
public sealed class OrganisationMergeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await FillAsync(context);
        factory = StarterPortal.CreateFactory(database.ConnectionString);
        client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    [Theory]
    [InlineData("/organisations/xx-old-lab", "/organisations/xx-lab")]
    [InlineData("/organisations/xx-old-lab?lang=fr", "/organisations/xx-lab?lang=fr")]
    [InlineData("/api/v1/organisations/xx-old-lab", "/api/v1/organisations/xx-lab")]
    public async Task Get_MergedOrganisation_MovesToTheOneItIs(string address, string expected)
    {
        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Get_List_LeavesMergedOrganisationsOutAndCountsTheirGrants()
    {
        var list = await GetAsync("/api/v1/organisations?q=xx-&role=recipient");

        var lab = Assert.Single(list.GetProperty("data").EnumerateArray(), organisation => organisation.Ref() == "xx-lab");
        Assert.Equal(4, lab.GetProperty("grantsReceivedCount").GetInt32());
        Assert.DoesNotContain(list.GetProperty("data").EnumerateArray(), organisation => organisation.Ref() == "xx-old-lab");
    }

    [Theory]
    [InlineData("lead")]
    [InlineData("developer")]
    public async Task Get_ListOfARole_TakesInProgrammesAndReleasesOfMergesOfMerges(string role)
    {
        var list = await GetAsync($"/api/v1/organisations?q=xx-&role={role}");

        var lab = Assert.Single(list.GetProperty("data").EnumerateArray());
        Assert.Equal("xx-lab", lab.Ref());
        Assert.Equal((3, 2), (lab.GetProperty("programmeCount").GetInt32(), lab.GetProperty("releaseCount").GetInt32()));
        var detail = (await GetAsync("/api/v1/organisations/xx-lab")).GetProperty("data");
        Assert.Equal((3, 2), (detail.GetProperty("programmesLed").GetArrayLength(), detail.GetProperty("releases").GetArrayLength()));
    }

    [Theory]
    [InlineData("sort=-grantsReceived", "xx-lab", "xx-other")]
    [InlineData("sort=grantsReceived&role=recipient", "xx-other", "xx-lab")]
    [InlineData("sort=-grantsFunded&role=funder", "xx-lab")]
    public async Task Get_ListInOrderOfGrants_TakesInThoseOfMergedOrganisations(string asked, params string[] expected)
    {
        var list = await GetAsync($"/api/v1/organisations?q=xx-&{asked}");

        Assert.Equal(expected, list.GetProperty("data").EnumerateArray().Select(organisation => organisation.Ref()).Take(expected.Length));
    }

    [Theory]
    [InlineData("xx-lab")]
    [InlineData("xx-old-lab")]
    [InlineData("xx-oldest-lab")]
    public async Task Get_GrantsOfEither_ReturnsThoseOfBoth(string recipient)
    {
        var list = await GetAsync($"/api/v1/grants?recipient={recipient}&sort=title");

        Assert.Equal(["g-xx-1", "g-xx-2", "g-xx-3", "g-xx-4"], list.GetProperty("data").EnumerateArray().Select(grant => grant.Ref()));
    }

    [Theory]
    [InlineData("xx-lab")]
    [InlineData("xx-old-lab")]
    [InlineData("xx-oldest-lab")]
    public async Task Get_ProgrammesAndReleasesOfAny_ReturnsThoseOfAll(string organisation)
    {
        var programmes = await GetAsync($"/api/v1/programmes?organisation={organisation}&sort=name");
        var releases = await GetAsync($"/api/v1/releases?organisation={organisation}&sort=name");

        Assert.Equal(["xx-programme-1", "xx-programme-2", "xx-programme-3"], programmes.GetProperty("data").EnumerateArray().Select(programme => programme.Ref()));
        Assert.Equal(["xx-release-1", "xx-release-2"], releases.GetProperty("data").EnumerateArray().Select(release => release.Ref()));
    }

    [Fact]
    public async Task Get_Sums_AddWholeGrantsAndStatedSharesAndNothingElse()
    {
        var detail = (await GetAsync("/api/v1/organisations/xx-lab")).GetProperty("data");

        var sum = Assert.Single(detail.GetProperty("grantsReceivedSums").EnumerateArray());
        // 1: both names, alone, 100. 2: a share of 30 of 90. 3: no share of 1000. 4: not disclosed.
        Assert.Equal("130.00", sum.Text("sum.amount"));
        Assert.Equal((4, 1, 1), (sum.GetProperty("grantCount").GetInt32(), sum.GetProperty("undisclosedCount").GetInt32(), sum.GetProperty("unsharedCount").GetInt32()));
        Assert.Equal(["Old laboratory", "Oldest laboratory"], detail.GetProperty("mergedFrom").EnumerateArray().Select(merged => merged.Text("name")));
    }

    [Fact]
    public async Task Get_Funder_NamesTheOneLeftOfThoseMergedWithWhatSurelyWentToIt()
    {
        var detail = (await GetAsync("/api/v1/organisations/yy-funder")).GetProperty("data");

        // Of the other recipient no share is stated, so nothing surely went to it.
        var largest = Assert.Single(detail.GetProperty("grantsFundedRecipients").EnumerateArray());
        Assert.Equal(("xx-lab", "30.00"), (largest.Text("recipient.ref"), largest.Text("received.sum.amount")));
        var received = largest.GetProperty("received");
        Assert.Equal((3, 1, 1), (received.GetProperty("grantCount").GetInt32(), received.GetProperty("undisclosedCount").GetInt32(), received.GetProperty("unsharedCount").GetInt32()));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task FillAsync(PortalDbContext context)
    {
        var lab = new Organisation { Reference = "xx-lab", Name = "Laboratory", Type = OrganisationType.University };
        var old = new Organisation { Reference = "xx-old-lab", Name = "Old laboratory", Type = OrganisationType.University, MergedIntoId = lab.Id };
        var oldest = new Organisation { Reference = "xx-oldest-lab", Name = "Oldest laboratory", Type = OrganisationType.University, MergedIntoId = old.Id };
        var other = new Organisation { Reference = "xx-other", Name = "Other", Type = OrganisationType.Company };
        var funder = new Organisation { Reference = "yy-funder", Name = "Funder", Type = OrganisationType.Agency };
        context.AddRange(
            funder,
            lab,
            old,
            oldest,
            other,
            LedBy(lab, 1),
            LedBy(old, 2),
            LedBy(oldest, 3),
            DevelopedBy(1, old, oldest),
            DevelopedBy(2, oldest),
            FundedBy(oldest, Grant(1, 100, (lab, null), (old, null))),
            FundedBy(funder, Grant(2, 90, (other, null), (old, 30))),
            FundedBy(funder, Grant(3, 1000, (lab, null), (other, null))),
            FundedBy(funder, Grant(4, null, (oldest, null))));
        await context.SaveChangesAsync();
        await GrantIndex.RebuildAsync(context);
    }

    private static Programme LedBy(Organisation organisation, int number) =>
        new() { Reference = $"xx-programme-{number}", Name = $"Programme {number}", CountryCode = "FR", LeadOrganisationId = organisation.Id };

    private static Release DevelopedBy(int number, params Organisation[] developers)
    {
        var release = new Release { Reference = $"xx-release-{number}", Name = $"Release {number}", Kind = ReleaseKind.Model };
        release.Developers.AddRange(developers.Select((developer, index) => new ReleaseDeveloper { OrganisationId = developer.Id, Position = index + 1 }));
        return release;
    }

    private static Grant FundedBy(Organisation funder, Grant grant)
    {
        grant.FunderId = funder.Id;
        return grant;
    }

    private static Grant Grant(int number, decimal? amount, params (Organisation Organisation, decimal? Share)[] recipients)
    {
        var grant = new Grant { Reference = $"g-xx-{number}", Title = $"Grant {number}", Amount = amount, CurrencyCode = "EUR", Stage = Stage.Awarded };
        grant.Recipients.AddRange(recipients.Select((recipient, index) => new GrantRecipient
        {
            GrantId = grant.Id,
            Position = index + 1,
            Name = recipient.Organisation.Name,
            OrganisationId = recipient.Organisation.Id,
            Amount = recipient.Share,
            CurrencyCode = recipient.Share is null ? null : "EUR",
        }));
        return grant;
    }

    private async Task<JsonElement> GetAsync(string address) =>
        JsonDocument.Parse(await client.GetStringAsync(address, TestContext.Current.CancellationToken)).RootElement;
}
