using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// Keeps the rates by which the index expresses grants in euros: one for each currency and date of award, or of start where that is unknown, that
/// grants have.
/// </summary>
public static class GrantRates
{
    /// <summary>What sums of grants are converted into without being asked.</summary>
    public const string Currency = "EUR";

    /// <summary>
    /// Converts the grants of a database that has no rates: one that was filled before the portal kept them, or whose rates a migration took away because
    /// they are another. Does nothing in any other; to be called wherever a database is migrated, before anything is published.
    /// </summary>
    public static async Task ConvertOnceAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        if (await context.GrantRates.AnyAsync(cancellationToken) || !await context.GrantEntries.AnyAsync(entry => entry.Amount != null, cancellationToken))
        {
            return;
        }

        // A million grants take minutes.
        await context.WithoutTimeoutAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await GrantIndexing.ReviseAsync(context, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        });
    }

    /// <summary>Adds the rates that these grants need and nobody needed before.</summary>
    internal static async Task EnsureAsync(PortalDbContext context, Guid[] grants, CancellationToken cancellationToken)
    {
        var missing = await context.Database.SqlQuery<Needed>(
            $"""
            select distinct held.currency_code, coalesce(held.awarded_on, held.start_on, '-infinity') as awarded_on,
              coalesce(held.awarded_precision, held.start_precision, 'day') as awarded_precision
            from unnest({grants}) as asked (id) join grants held on held.id = asked.id
            where held.amount is not null and not exists (
              select from grant_rates rate where rate.currency_code = held.currency_code
                and rate.awarded_on = coalesce(held.awarded_on, held.start_on, '-infinity')
                and rate.awarded_precision = coalesce(held.awarded_precision, held.start_precision, 'day'))
            """).ToListAsync(cancellationToken);
        if (missing.Count == 0)
        {
            return;
        }

        var converter = await ConverterAsync(context, cancellationToken);
        await BulkCopy.ToTableAsync(context, missing.Select(needed => Work(needed, converter)), cancellationToken);
    }

    /// <summary>Works the rates out anew.</summary>
    /// <returns>The grants whose rate is another now.</returns>
    internal static async Task<List<Guid>> RenewAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var held = await context.GrantRates.AsNoTracking().ToListAsync(cancellationToken);
        if (held.Count == 0)
        {
            return [];
        }

        var converter = await ConverterAsync(context, cancellationToken);
        var changed = held.Select(rate => (Before: rate, Now: Work(new Needed(rate.CurrencyCode, rate.AwardedOn, rate.AwardedPrecision.Code()), converter)))
            .Where(rate => (rate.Before.Numerator, rate.Before.Denominator) != (rate.Now.Numerator, rate.Now.Denominator)).Select(rate => rate.Now).ToList();
        var (codes, days, precisions) = (
            changed.Select(rate => rate.CurrencyCode).ToArray(), changed.Select(rate => rate.AwardedOn).ToArray(), changed.Select(rate => rate.AwardedPrecision.Code()).ToArray());
        await context.Database.ExecuteSqlAsync(
            $"""
            delete from grant_rates rate using unnest({codes}, {days}, {precisions}) as changed (code, day, precision)
            where rate.currency_code = changed.code and rate.awarded_on = changed.day and rate.awarded_precision = changed.precision
            """,
            cancellationToken);
        await BulkCopy.ToTableAsync(context, changed, cancellationToken);
        return await context.Database.SqlQuery<Guid>(
            $"""
            select held.id as "Value" from unnest({codes}, {days}, {precisions}) as changed (code, day, precision)
            join grants held on held.currency_code = changed.code and coalesce(held.awarded_on, held.start_on, '-infinity') = changed.day
              and coalesce(held.awarded_precision, held.start_precision, 'day') = changed.precision
            """).ToListAsync(cancellationToken);
    }

    private static async Task<Converter> ConverterAsync(PortalDbContext context, CancellationToken cancellationToken) => new(
        await new ReferenceTablesLoader(context).LoadAsync(null, cancellationToken), new ConversionTarget(Currency), DateTimeOffset.MaxValue);

    private static GrantRate Work(Needed needed, Converter converter)
    {
        var precision = Codes<DatePrecision>.Parse(needed.AwardedPrecision);
        var rate = needed.AwardedOn == DateOnly.MinValue
            ? converter.WithoutDate(needed.CurrencyCode)
            : converter.Find(needed.CurrencyCode, new PartialDate(needed.AwardedOn, precision), null);
        return new GrantRate
        {
            CurrencyCode = needed.CurrencyCode,
            AwardedOn = needed.AwardedOn,
            AwardedPrecision = precision,
            Numerator = rate?.Numerator,
            Denominator = rate?.Denominator,
        };
    }

    private sealed record Needed(string CurrencyCode, DateOnly AwardedOn, string AwardedPrecision);
}
