using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>How many rates were new, and how many took the place of another.</summary>
public sealed record RateChanges(int Added, int Corrected)
{
    public static RateChanges None { get; } = new(0, 0);

    public bool Any => Added + Corrected > 0;
}

/// <summary>Which of two values of one rate holds.</summary>
internal enum RatePrecedence
{
    /// <summary>The given one: it comes straight from whoever publishes the series.</summary>
    Given,

    /// <summary>The given one, unless it was held before and corrected since: it comes with a version of the portal and ages with it.</summary>
    Newer,
}

/// <summary>Writes exchange rates in a publication: a value that changed is withdrawn and recorded anew, what is as it was is left alone.</summary>
internal sealed class RateWriter(PortalDbContext context)
{
    /// <param name="rows">Series, currency, date and rate; each key once.</param>
    /// <param name="precedence">Whether a given value may bring back one that was corrected.</param>
    /// <param name="moment">The publication's.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task<RateChanges> MergeAsync(
        IEnumerable<object[]> rows, RatePrecedence precedence, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await BulkCopy.ToTemporaryTableAsync(
            context,
            "loaded_rates",
            [("series_code", "text", NpgsqlDbType.Text), ("currency_code", "text", NpgsqlDbType.Text), ("date", "date", NpgsqlDbType.Date),
                ("rate", "numeric", NpgsqlDbType.Numeric)],
            rows,
            cancellationToken);
        var bringsBack = precedence == RatePrecedence.Given;
        var corrected = await context.Database.ExecuteSqlAsync(
            $"""
            update exchange_rates held set withdrawn_at = {moment}
            from loaded_rates loaded
            where held.series_code = loaded.series_code and held.currency_code = loaded.currency_code and held.date = loaded.date
              and held.withdrawn_at is null and held.rate <> loaded.rate
              and ({bringsBack} or not exists (
                select from exchange_rates former
                where former.series_code = loaded.series_code and former.currency_code = loaded.currency_code and former.date = loaded.date
                  and former.withdrawn_at is not null and former.rate = loaded.rate))
            """,
            cancellationToken);
        var inserted = await FirstFill.RunAsync(
            context,
            "exchange_rates",
            () => context.Database.ExecuteSqlAsync(
                $"""
                insert into exchange_rates (series_code, currency_code, date, rate, recorded_at)
                select series_code, currency_code, date, rate, {moment} from loaded_rates loaded
                where not exists (
                  select from exchange_rates held
                  where held.series_code = loaded.series_code and held.currency_code = loaded.currency_code and held.date = loaded.date
                    and held.withdrawn_at is null)
                order by series_code, currency_code, date
                """,
                cancellationToken),
            cancellationToken);
        return new RateChanges(inserted - corrected, corrected);
    }
}
