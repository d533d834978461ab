using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Core.Grants;

/// <summary>A currency and a date of award, or of start where that is unknown, that grants have, and how their amounts come into the currency asked for.</summary>
/// <param name="AwardedOn">The last day of what is known of the date; <see cref="DateOnly.MinValue"/> where neither is known.</param>
/// <param name="Rate">Null where there is none.</param>
internal sealed record AwardRate(string CurrencyCode, DateOnly AwardedOn, DatePrecision Precision, ConversionRate? Rate);

/// <summary>
/// What grants add up to in any currency, in one reading of them. Each amount is converted at the rate of its date of award, or of start where that is
/// unknown, and rounded by itself, as lists show it, so that sums are those of the list.
/// </summary>
internal static class GrantConversions
{
    // What is found is written by Entity Framework, in the order of Awarded. The factor gives quotients the digits that decimals have.
    // PostgreSQL knows nothing of rates that come as values, and would sort all grants on disk for them. The setting ends with the transaction, which is these two statements where there is no other.
    private const string Statement =
        """
        select set_config('enable_mergejoin', 'off', true);
        with found (group_id, amount, recipients, currency_code, awarded_on, awarded_precision) as ({0}),
        rates as (select * from unnest(@codes, @days, @precisions, @numerators, @denominators) as rate (currency_code, awarded_on, awarded_precision, numerator, denominator)),
        sums as (
          select group_id, amount, recipients, numerator, case when numerator = denominator then portal_round_half_even(amount, @places)
            else portal_round_half_even(amount * numerator * 1.0000000000000000000000000000 / denominator, @places) end as converted
          from found left join rates on rates.currency_code = found.currency_code
            and rates.awarded_on = coalesce(found.awarded_on, '-infinity') and rates.awarded_precision = coalesce(found.awarded_precision, 'day'))
        select group_id, {1}, count(*)::int, count(amount)::int, coalesce(sum(amount), 0), count(amount) filter (where numerator is not null)::int, coalesce(sum(converted), 0)
        from sums{2} group by 1, 2
        """;

    /// <summary>The rates that a selection needs: each currency and date once.</summary>
    public static async Task<IReadOnlyList<AwardRate>> RatesAsync(
        PortalDbContext db, GrantSelection selection, MoneyConversion conversion, CancellationToken cancellationToken)
    {
        // What grants had in the past is not kept there.
        var kinds = selection.IsEverything && db.AsOf is null
            ? db.GrantRates.Select(rate => new { rate.CurrencyCode, AwardedOn = (DateOnly?)rate.AwardedOn, AwardedPrecision = (DatePrecision?)rate.AwardedPrecision })
            : selection.Entries(db).Where(entry => entry.Amount != null)
                .Select(entry => new
                {
                    entry.Grant.CurrencyCode,
                    AwardedOn = entry.Grant.AwardedOn ?? entry.Grant.StartOn,
                    AwardedPrecision = entry.Grant.AwardedPrecision ?? entry.Grant.StartPrecision,
                }).Distinct();
        return
        [
            .. (await kinds.ToListAsync(cancellationToken)).Select(kind => new AwardRate(
                kind.CurrencyCode, kind.AwardedOn ?? DateOnly.MinValue, kind.AwardedPrecision ?? DatePrecision.Day,
                conversion.RateOf(kind.CurrencyCode, kind.AwardedOn is { } day && day > DateOnly.MinValue ? PartialDate.From(day, kind.AwardedPrecision) : null))),
        ];
    }

    /// <param name="db">Read by one query.</param>
    /// <param name="entries">Of the index.</param>
    /// <param name="rates">Of these entries.</param>
    /// <param name="places">Decimal places of the currency's amounts.</param>
    /// <param name="byRecipient">Whether each organisation's grants are told apart; those of none are under the empty id.</param>
    /// <param name="known">By id. A group that came with a publication a moment ago is in the next answer.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Under the empty id where recipients are not told apart. <see cref="GrantCell.Euros"/> is in that currency instead.</returns>
    public static async Task<IReadOnlyList<(Guid Recipient, GrantCell Cell)>> ReadAsync(
        PortalDbContext db, IQueryable<GrantEntry> entries, IReadOnlyList<AwardRate> rates, int places, bool byRecipient,
        IReadOnlyDictionary<int, GrantGroup> known, CancellationToken cancellationToken)
    {
        const string None = "'00000000-0000-0000-0000-000000000000'::uuid";
        List<AwardRate> usable = [.. rates.Where(rate => rate.Rate is not null)];
        var found = entries.Select(entry => new Awarded
        {
            GroupId = entry.GroupId,
            Amount = entry.Amount,
            Recipients = entry.Recipients,
            CurrencyCode = entry.Grant.CurrencyCode,
            AwardedOn = entry.Grant.AwardedOn ?? entry.Grant.StartOn,
            AwardedPrecision = entry.Grant.AwardedPrecision ?? entry.Grant.StartPrecision,
        });
        await using var command = found.CreateDbCommand();
        command.CommandText = Statement.Replace("{0}", command.CommandText, StringComparison.Ordinal)
            .Replace("{1}", byRecipient ? $"coalesce(received.id, {None})" : None, StringComparison.Ordinal)
            .Replace("{2}", byRecipient ? " left join lateral unnest(recipients) as received (id) on true" : "", StringComparison.Ordinal);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string[]>("codes", [.. usable.Select(rate => rate.CurrencyCode)]),
            new NpgsqlParameter<DateOnly[]>("days", [.. usable.Select(rate => rate.AwardedOn)]),
            new NpgsqlParameter<string[]>("precisions", [.. usable.Select(rate => rate.Precision.Code())]),
            new NpgsqlParameter<decimal[]>("numerators", [.. usable.Select(rate => rate.Rate!.Numerator)]),
            new NpgsqlParameter<decimal[]>("denominators", [.. usable.Select(rate => rate.Rate!.Denominator)]),
            new NpgsqlParameter<int>("places", places),
        });
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            var sums = new List<(Guid, GrantCell)>();
            while (await reader.ReadAsync(cancellationToken))
            {
                if (known.TryGetValue(reader.GetInt32(0), out var group))
                {
                    sums.Add((reader.GetGuid(1), new GrantCell(
                        group, reader.GetInt32(2), reader.GetInt32(3), reader.GetDecimal(4), reader.GetInt32(5), reader.GetDecimal(6))));
                }
            }

            return sums;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed class Awarded
    {
        public int GroupId { get; init; }

        public decimal? Amount { get; init; }

        public Guid[] Recipients { get; init; } = [];

        public required string CurrencyCode { get; init; }

        public DateOnly? AwardedOn { get; init; }

        public DatePrecision? AwardedPrecision { get; init; }
    }
}
