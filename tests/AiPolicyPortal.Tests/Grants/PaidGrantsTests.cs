using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>Grants that a country without any other record awarded, on a database of the test's own.</summary>
public sealed class PaidGrantsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Country = "TV";

    private TestDatabase database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        await using var context = Open();
        var funder = new Organisation { Reference = "tv-fund", Name = "Fund", Type = OrganisationType.Government, CountryCode = Country };
        var lab = new Organisation { Reference = "tv-lab", Name = "Laboratory", Type = OrganisationType.University };
        var old = new Organisation { Reference = "tv-old-lab", Name = "Old laboratory", Type = OrganisationType.University, MergedIntoId = lab.Id };
        context.AddRange(
            funder,
            lab,
            old,
            Grant(1, 100, "2020-03", funder, (lab, null), (old, null)),
            Grant(2, 90.50m, "2020", funder, (null, null), (old, 30)),
            Grant(3, 1000, "2022-05-01", funder, (lab, null), (null, null)),
            Grant(4, null, "2022", funder, (old, null)),
            Grant(5, 7, null, funder, (null, null)),
            With(Grant(6, 11, "2021", funder, (null, null)), grant => grant.CurrencyCode = "USD"),
            // Not of the set: another stage, other money.
            With(Grant(7, 5000, "2021", funder, (lab, null)), grant => grant.Stage = Stage.Committed),
            With(Grant(8, 6000, "2021", funder, (lab, null)), grant => grant.FunderType = FunderType.Private));
        await context.SaveChangesAsync(Stop);
    }

    [Fact]
    public async Task Of_ACountry_SumsEachYearAndCurrencyByItself()
    {
        var paid = await PaidAsync();

        Assert.Equal(["EUR", "USD"], paid.Currencies.Select(currency => currency.Currency));
        Assert.Equal(
            [(2020, 2, 190.50m, 0), (2022, 2, 1000m, 1), (null, 1, 7m, 0)],
            paid.Currencies[0].Years.Select(year => ((int?)year.Year, year.Count, year.Sum.Low, year.UndisclosedCount)));
        Assert.Equal([(2021, 1, 11m, 0)], paid.Currencies[1].Years.Select(year => ((int?)year.Year, year.Count, year.Sum.Low, year.UndisclosedCount)));
    }

    [Fact]
    public async Task Of_ACountry_GivesRecipientsWhatIsSurelyTheirs()
    {
        var recipients = (await PaidAsync()).Currencies[0].Recipients;

        // The laboratory and what merged into it: 100 alone, a share of 30; the other two are in no sum. "Other" alone had 7.
        Assert.Equal(
            [("Laboratory", "tv-lab", 4, 130m, 2), ("Other", null, 3, 7m, 2)],
            recipients.Select(recipient => (recipient.Name, recipient.Organisation?.Ref, recipient.Count, recipient.Sum.Low, recipient.SharedCount)));
    }

    [Fact]
    public async Task Answer_AsOfAPastInstant_IsWhatWasHeldThen()
    {
        using var folder = new SmallFolder();
        await using var portal = await FolderPortal.CreateAsync(postgres);
        var before = (await portal.ImportAsync(folder.Path)).PublishedAt;
        folder.Replace("grants.csv", "250000", "300000");
        await portal.ImportAsync(folder.Path);

        await using var context = portal.CreateContext();
        var queries = new PaidGrantQueries(context, new PublishedAnswers(keep: true));
        var (_, then) = await queries.AnswerAsync(new PaidGrantQuery("FR", AsOf: before), DateTimeOffset.UtcNow, Stop);
        var (_, now) = await queries.AnswerAsync(new PaidGrantQuery("FR"), DateTimeOffset.UtcNow, Stop);

        Assert.Equal((250_000m, 300_000m), (then.Currencies[0].Years[0].Sum.Low, now.Currencies[0].Years[0].Sum.Low));
    }

    [Fact]
    public async Task Answer_AsOfBeforeAProgrammeMoved_IsOfItsCountryOfThen()
    {
        using var folder = new SmallFolder();
        await using var portal = await FolderPortal.CreateAsync(postgres);
        var before = (await portal.ImportAsync(folder.Path)).PublishedAt;
        folder.Replace("programmes.csv", "Le plan,FR", "Le plan,DE");
        await portal.ImportAsync(folder.Path);

        var asOf = Uri.EscapeDataString($"{before.AddMilliseconds(1):O}");
        using var pinned = await portal.AskAsync($"/charts/grants-by-year.csv?country=FR&asOf={asOf}");
        using var there = await portal.AskAsync($"/charts/grants-by-year.csv?country=DE&asOf={asOf}");
        using var now = await portal.AskAsync("/charts/grants-by-year.csv?country=DE");

        Assert.Contains("250000", await pinned.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Empty(CsvText.Rows(await there.Content.ReadAsStringAsync(Stop)));
        Assert.Contains("250000", await now.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ProgrammeMovedToAnotherCountry_MovesItsGrantsThere()
    {
        using var folder = new SmallFolder();
        await using var portal = await FolderPortal.CreateAsync(postgres);
        await portal.ImportAsync(folder.Path);
        folder.Replace("programmes.csv", "Le plan,FR", "Le plan,DE");
        await portal.ImportAsync(folder.Path);

        Assert.Equal("250000.00", (await portal.GetDataAsync("/api/v1/countries/DE")).GetProperty("grantsPaid").GetProperty("currencies")[0]
            .GetProperty("years")[0].GetProperty("sum").GetProperty("amount").GetString());
        Assert.Equal(0, (await portal.GetDataAsync("/api/v1/countries/FR")).GetProperty("grantsPaid").GetProperty("currencies").GetArrayLength());
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    private static Grant With(Grant grant, Action<Grant> change)
    {
        change(grant);
        return grant;
    }

    private static Grant Grant(int number, decimal? amount, string? awarded, Organisation funder, params (Organisation? Organisation, decimal? Share)[] recipients)
    {
        var grant = new Grant
        {
            Reference = $"g-tv-{number}",
            Title = $"Grant {number}",
            Amount = amount,
            CurrencyCode = "EUR",
            Stage = Stage.Awarded,
            FunderType = FunderType.Public,
            FunderId = funder.Id,
            Awarded = awarded is null ? null : PartialDate.Parse(awarded),
        };
        grant.Recipients.AddRange(recipients.Select((recipient, index) => new GrantRecipient
        {
            GrantId = grant.Id,
            Position = index + 1,
            Name = recipient.Organisation?.Name ?? "Other",
            OrganisationId = recipient.Organisation?.Id,
            Amount = recipient.Share,
            CurrencyCode = recipient.Share is null ? null : "EUR",
        }));
        return grant;
    }

    private async Task<PaidGrants> PaidAsync()
    {
        await using var context = Open();
        await GrantIndex.RebuildAsync(context);
        return await new PaidGrantQueries(context, new PublishedAnswers(keep: true)).OfAsync(Country, Stop);
    }

    private PortalDbContext Open() => StarterDatabase.CreateContext(database.ConnectionString);
}
