using System.Globalization;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AiPolicyPortal.Tests.Interchange;

public sealed class ReferenceDataTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2024-03-11", "USD")]
    [InlineData("1999-01-04", "JPY")]
    [InlineData("2006-06-01", "SIT")]
    public async Task Load_DailyRate_IsWhatTheBankPublished(string day, string currency)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(DataPaths.Reference, "eurofxref-hist.csv"), Cancel);
        var column = Array.IndexOf(lines[0].Split(','), currency);
        var published = lines.Single(line => line.StartsWith(day, StringComparison.Ordinal)).Split(',')[column];
        await using var store = await PortalStore.CreateAsync(postgres);

        var rate = await store.ReadAsync(context => context.ExchangeRates
            .SingleAsync(rate => rate.SeriesCode == "ecb-daily" && rate.CurrencyCode == currency
                && rate.Date == DateOnly.Parse(day, CultureInfo.InvariantCulture), Cancel));

        Assert.Equal(published, rate.Rate.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Load_AllFiles_GivesEveryRateAndOnlyCountries()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(DataPaths.Reference, "eurofxref-hist.csv"), Cancel);
        var rates = lines.Skip(1).Sum(line => line.Split(',').Skip(1).Count(cell => cell is not ("" or "N/A")));
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var context = store.Open();

        Assert.Equal(rates, await context.ExchangeRates.CountAsync(rate => rate.SeriesCode == "ecb-daily", Cancel));
        Assert.Equal(39.42m, (await context.ExchangeRates.SingleAsync(rate => rate.SeriesCode == "fed-monthly" && rate.CurrencyCode == "TWD"
            && rate.Date == new DateOnly(1983, 10, 1), Cancel)).Rate);
        Assert.False(await context.ExchangeRates.AnyAsync(rate => rate.CurrencyCode.StartsWith("VE"), Cancel));
        Assert.Equal(54922m, (await context.EconomicValues.SingleAsync(value => value.SeriesCode == "population"
            && value.CountryCode == "AW" && value.Year == 1960, Cancel)).Value);
        Assert.True(await context.EconomicValues.AnyAsync(value => value.SeriesCode == "gdp" && value.CountryCode == "EU", Cancel));
        Assert.Equal(251, await context.Countries.CountAsync(Cancel));
        Assert.Equal(0, (await context.Currencies.SingleAsync(currency => currency.Code == "JPY", Cancel)).MinorUnit);
        Assert.Null((await context.Currencies.SingleAsync(currency => currency.Code == "EUR", Cancel)).Withdrawn);
        Assert.Equal("2002-03", (await context.Currencies.SingleAsync(currency => currency.Code == "FRF", Cancel)).Withdrawn);
        Assert.True((await context.Licences.SingleAsync(licence => licence.Code == "Apache-2.0", Cancel)).OsiApproved);
        Assert.False((await context.Licences.SingleAsync(licence => licence.Code == "CC-BY-NC-4.0", Cancel)).OsiApproved);
    }

    [Fact]
    public async Task Load_FirstFill_LeavesTheForeignKeysAsTheyWere()
    {
        await using var before = await PortalStore.CreateWithoutReferenceDataAsync(postgres);
        await using var after = await PortalStore.CreateAsync(postgres);

        var keys = await ForeignKeysAsync(after);

        Assert.Equal(4, keys.Count);
        Assert.Equal(await ForeignKeysAsync(before), keys);
    }

    [Fact]
    public async Task Load_Again_WithdrawsAndRecordsOnlyWhatChanged()
    {
        using var copy = new TemporaryFolder();
        Directory.CreateDirectory(copy.Location);
        foreach (var file in Directory.EnumerateFiles(DataPaths.Reference))
        {
            File.Copy(file, copy.Below(Path.GetFileName(file)));
        }

        var rates = copy.Below("eurofxref-hist.csv");
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var context = store.Open();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(1));
        Assert.Null(await new ReferenceData(context, clock).LoadAsync(copy.Location, Cancel));

        var text = await File.ReadAllTextAsync(rates, Cancel);
        await File.WriteAllTextAsync(rates, text.Replace("2026-04-13,1.1684,", "2026-04-13,1.1685,", StringComparison.Ordinal), Cancel);
        var publication = await new ReferenceData(context, clock).LoadAsync(copy.Location, Cancel);

        var held = await context.ExchangeRates.Where(rate => rate.CurrencyCode == "USD" && rate.Date == new DateOnly(2026, 4, 13)
            && rate.SeriesCode == "ecb-daily")
            .OrderBy(rate => rate.RecordedAt).ToListAsync(Cancel);
        Assert.Equal([1.1684m, 1.1685m], held.Select(rate => rate.Rate));
        Assert.Equal(publication!.PublishedAt, held[0].WithdrawnAt);
        Assert.Equal(publication.PublishedAt, held[1].RecordedAt);
        Assert.Equal(1, await context.ExchangeRates.CountAsync(rate => rate.RecordedAt == publication.PublishedAt, Cancel));
    }

    [Fact]
    public async Task LoadOnce_NewPortal_LoadsOnceOnly()
    {
        await using var store = await PortalStore.CreateWithoutReferenceDataAsync(postgres);
        using var folder = new SmallFolder();
        await using var context = store.Open();

        var first = await StarterData.LoadOnceAsync(context, TimeProvider.System, folder.Path, DataPaths.Reference,
            cancellationToken: Cancel);
        folder.Replace("programmes.csv", "What it is.", "Something else.");
        var second = await StarterData.LoadOnceAsync(context, TimeProvider.System, folder.Path, DataPaths.Reference,
            cancellationToken: Cancel);

        Assert.NotNull(first!.Publication);
        Assert.Null(second);
        Assert.True(await context.ExchangeRates.AnyAsync(Cancel));
        Assert.True(await context.Programmes.AnyAsync(programme => programme.Description == "What it is.", Cancel));
    }

    private static Task<List<string>> ForeignKeysAsync(PortalStore store) => store.ReadAsync(context => context.Database
        .SqlQuery<string>(
            $"""
            select conname || ' ' || pg_get_constraintdef(oid) || convalidated as "Value" from pg_constraint
            where contype = 'f' and conrelid in ('exchange_rates'::regclass, 'economic_values'::regclass) order by 1
            """)
        .ToListAsync(Cancel));
}
