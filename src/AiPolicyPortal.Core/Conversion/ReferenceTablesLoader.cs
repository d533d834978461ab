using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>Reads the series that conversions rest on, with the values that were withdrawn.</summary>
public sealed class ReferenceTablesLoader(PortalDbContext db)
{
    private static readonly string[] EconomicSeries =
        [SeriesCodes.Gdp, SeriesCodes.Population, SeriesCodes.GdpDeflator, SeriesCodes.ConsumerPrices, SeriesCodes.PurchasingPower];

    // The codes repeat on every row; one copy of each is kept.
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);

    /// <param name="earlier">Tables read before, taken over where no rate or value changed since; null to read them.</param>
    public async Task<ReferenceTables> LoadAsync(ReferenceTables? earlier, CancellationToken cancellationToken)
    {
        var changedAt = await ChangedAtAsync(cancellationToken);
        var series = earlier?.ChangedAt is { } known && known == changedAt ? earlier : await SeriesAsync(cancellationToken);
        return series with
        {
            ChangedAt = changedAt,
            LocalCurrencies = LocalCurrencies.Of(await db.Countries.AsNoTracking().ToListAsync(cancellationToken)),
            MinorUnits = await db.Currencies.AsNoTracking()
                .ToDictionaryAsync(currency => currency.Code, currency => currency.MinorUnit, cancellationToken),
        };
    }

    // Rows are added and withdrawn, never deleted, and each publication has a later moment.
    private async Task<DateTimeOffset?> ChangedAtAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset?[] instants =
        [
            await db.ExchangeRates.MaxAsync(rate => (DateTimeOffset?)rate.RecordedAt, cancellationToken),
            await db.ExchangeRates.MaxAsync(rate => rate.WithdrawnAt, cancellationToken),
            await db.EconomicValues.MaxAsync(value => (DateTimeOffset?)value.RecordedAt, cancellationToken),
            await db.EconomicValues.MaxAsync(value => value.WithdrawnAt, cancellationToken),
        ];
        return instants.Max();
    }

    private async Task<ReferenceTables> SeriesAsync(CancellationToken cancellationToken)
    {
        var values = await ValuesAsync(cancellationToken);
        return new ReferenceTables
        {
            EuroDaily = new RateTable(await RatesAsync(SeriesCodes.EcbDaily, cancellationToken)),
            DollarMonthly = new RateTable(await RatesAsync(SeriesCodes.FedMonthly, cancellationToken)),
            Gdp = new AnnualTable(values[SeriesCodes.Gdp]),
            Population = new AnnualTable(values[SeriesCodes.Population]),
            GdpDeflator = new AnnualTable(values[SeriesCodes.GdpDeflator]),
            ConsumerPrices = new AnnualTable(values[SeriesCodes.ConsumerPrices]),
            PurchasingPower = new AnnualTable(values[SeriesCodes.PurchasingPower]),
        };
    }

    private async Task<List<RatePoint>> RatesAsync(string series, CancellationToken cancellationToken)
    {
        var points = new List<RatePoint>();
        var rows = db.ExchangeRates.AsNoTracking().Where(rate => rate.SeriesCode == series)
            .Select(rate => new RatePoint(rate.CurrencyCode, rate.Date, rate.Rate, new Timeline(rate.RecordedAt, rate.WithdrawnAt)));
        await foreach (var point in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            points.Add(point with { Currency = Shared(point.Currency) });
        return points;
    }

    private async Task<ILookup<string, AnnualPoint>> ValuesAsync(CancellationToken cancellationToken)
    {
        var points = new List<(string Series, AnnualPoint Point)>();
        var rows = db.EconomicValues.AsNoTracking().Where(value => EconomicSeries.Contains(value.SeriesCode)).Select(value => new
        {
            value.SeriesCode,
            Point = new AnnualPoint(value.CountryCode, value.Year, value.Value, new Timeline(value.RecordedAt, value.WithdrawnAt)),
        });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            points.Add((Shared(row.SeriesCode), row.Point with { Country = Shared(row.Point.Country) }));
        return points.ToLookup(row => row.Series, row => row.Point, StringComparer.Ordinal);
    }

    private string Shared(string code) => codes.TryGetValue(code, out var known) ? known : codes[code] = code;
}
