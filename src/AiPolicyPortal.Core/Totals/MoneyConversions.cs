using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Expresses the amounts of a list in one currency as well, by the same rates that totals use.</summary>
public sealed class MoneyConversions(PortalDbContext db, MoneySnapshots snapshots)
{
    /// <summary>The references of the figures that are counted in totals of a currency: <see cref="CountingItem.Counted"/>.</summary>
    /// <param name="asked">A currency that the portal knows, ISO 4217; null for euros.</param>
    public async Task<IReadOnlyList<string>> CountedAsync(string? asked, CancellationToken cancellationToken) =>
        (await snapshots.KnownAsync(db, cancellationToken)).VerdictsIn(asked).Counted;

    /// <summary>Gives figures their place in totals of a currency, and their amounts in it.</summary>
    /// <param name="asked">ISO 4217; null for totals in euros, and amounts as they are stated alone.</param>
    /// <inheritdoc cref="ToAsync"/>
    public async Task<Func<FigureItem, FigureItem>> OfFiguresAsync(string? asked, CancellationToken cancellationToken)
    {
        var conversion = await ToAsync(asked, cancellationToken);
        var money = await snapshots.KnownAsync(db, cancellationToken);
        var verdicts = money.VerdictsIn(asked);
        return figure => figure with { Counting = CountingItem.Of(money, verdicts, figure.Ref), Converted = conversion.Of(figure.Money, figure.StatedOn) };
    }

    /// <param name="asked">ISO 4217; null where amounts stay as they are stated.</param>
    /// <exception cref="InvalidQueryException">The portal does not know the currency.</exception>
    public async Task<MoneyConversion> ToAsync(string? asked, CancellationToken cancellationToken)
    {
        if (asked is not { } currency)
        {
            return MoneyConversion.None;
        }

        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var errors = TotalAsk.Unknown("currency", ParameterKind.Currency, new AnyOf<string>([currency], []), snapshot.Facts.Tables.MinorUnits.Keys).ToList();
        return errors.Count > 0
            ? throw new InvalidQueryException(errors)
            : new MoneyConversion(snapshot.Known(snapshot.SettledAt).ConverterTo(new ConversionTarget(currency)), currency, snapshot.Facts.Tables.MinorUnit(currency));
    }
}

/// <summary>The way into one currency.</summary>
public sealed class MoneyConversion
{
    private readonly Converter? converter;
    private readonly string currency;
    private readonly int minorUnit;

    internal MoneyConversion(Converter? converter, string currency, int minorUnit) => (this.converter, this.currency, this.minorUnit) = (converter, currency, minorUnit);

    /// <summary>Into none: every answer is null.</summary>
    public static MoneyConversion None { get; } = new(null, "", 0);

    /// <param name="money">Converted as it is stated: an amount for each year stays one.</param>
    /// <param name="date">Of the statement or the award; without it only an amount in the asked currency can be expressed.</param>
    /// <returns>Null when no currency was asked for, undisclosed or without a rate.</returns>
    public ConvertedMoney? Of(Money money, PartialDate? date)
    {
        if (converter is null)
        {
            return null;
        }

        var rate = RateOf(money.Currency, date);
        return money is { Low: { } low, High: { } high } && rate?.Apply(low) is { } lowest && rate.Apply(high) is { } highest
            ? new ConvertedMoney(
                money with { Low = converter.Round(lowest), High = converter.Round(highest), Currency = currency, MinorUnit = minorUnit },
                Years: 1, rate.Rate, rate.RateDate, rate.Series, rate.Through)
            : null;
    }

    /// <summary>Decimal places of converted amounts.</summary>
    internal int Decimals => converter?.Decimals ?? 0;

    /// <summary>The rate by which <see cref="Of"/> converts; null without one.</summary>
    internal ConversionRate? RateOf(string stated, PartialDate? date) =>
        date is { } day ? converter?.Find(stated, day, null) : converter?.WithoutDate(stated);
}
