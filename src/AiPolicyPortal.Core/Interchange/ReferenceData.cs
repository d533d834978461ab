using AiPolicyPortal.Core.Interchange.Rates;
using AiPolicyPortal.Core.Interchange.Reference;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// Loads countries, currencies, licences, exchange rates and economic series. A value that changed is withdrawn and
/// recorded anew, so that past conversions stay as they were; what is as it was is left alone.
/// </summary>
public sealed class ReferenceData(PortalDbContext context, TimeProvider time)
{
    /// <returns>The publication, or null when everything was there already.</returns>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    public Task<Publication?> LoadAsync(string folder, CancellationToken cancellationToken) => new Publisher(context, time).PublishAsync(
        new PublicationRequest(PublicationKind.Import, Actor.Portal, "Reference data loaded."),
        async (scope, token) =>
        {
            var changed = await LoadListsAsync(folder, token)
                + await LoadRatesAsync(folder, scope.Moment, token)
                + await LoadValuesAsync(folder, scope.Moment, token);
            if (changed > 0)
            {
                scope.NoteChangeBeyondRecords();
            }
        },
        cancellationToken);

    private async Task<int> LoadListsAsync(string folder, CancellationToken cancellationToken)
    {
        await MergeAsync(CurrencyList.Read(folder), currency => currency.Code, cancellationToken);
        await MergeAsync(CountryList.Read(folder), country => country.Code, cancellationToken);
        await MergeAsync(LicenceList.Read(folder), licence => licence.Code, cancellationToken);
        await MergeAsync(SeriesList.All, series => series.Code, cancellationToken);
        var changed = await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
        return changed;
    }

    private async Task MergeAsync<T>(IEnumerable<T> items, Func<T, string> code, CancellationToken cancellationToken)
        where T : class
    {
        var known = (await context.Set<T>().ToListAsync(cancellationToken)).ToDictionary(code, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (known.TryGetValue(code(item), out var held))
            {
                context.Entry(held).CurrentValues.SetValues(item);
            }
            else
            {
                context.Add(item);
            }
        }
    }

    private async Task<int> LoadRatesAsync(string folder, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var currencies = await context.Currencies.Select(currency => currency.Code).ToHashSetAsync(cancellationToken);
        var changes = await new RateWriter(context).MergeAsync(RateList.Read(folder, currencies), RatePrecedence.Newer, moment, cancellationToken);
        return changes.Added + changes.Corrected;
    }

    private async Task<int> LoadValuesAsync(string folder, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var countries = await context.Countries.AsNoTracking().ToListAsync(cancellationToken);
        await BulkCopy.ToTemporaryTableAsync(
            context,
            "loaded_values",
            [("series_code", "text", NpgsqlDbType.Text), ("country_code", "text", NpgsqlDbType.Text),
                ("year", "integer", NpgsqlDbType.Integer), ("value", "numeric", NpgsqlDbType.Numeric)],
            EconomicValueList.Read(folder, countries),
            cancellationToken);
        var withdrawn = await context.Database.ExecuteSqlAsync(
            $"""
            update economic_values held set withdrawn_at = {moment}
            from loaded_values loaded
            where held.series_code = loaded.series_code and held.country_code = loaded.country_code and held.year = loaded.year
              and held.withdrawn_at is null and held.value <> loaded.value
            """,
            cancellationToken);
        var inserted = await FirstFill.RunAsync(
            context,
            "economic_values",
            () => context.Database.ExecuteSqlAsync(
                $"""
                insert into economic_values (series_code, country_code, year, value, recorded_at)
                select series_code, country_code, year, value, {moment} from loaded_values loaded
                where not exists (
                  select from economic_values held
                  where held.series_code = loaded.series_code and held.country_code = loaded.country_code and held.year = loaded.year
                    and held.withdrawn_at is null)
                order by series_code, country_code, year
                """,
                cancellationToken),
            cancellationToken);
        return withdrawn + inserted;
    }
}
