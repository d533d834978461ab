using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Core.Articles;

/// <summary>An amount of an article that equals or nears one already recorded.</summary>
/// <param name="Amount">Index of the amount among the article's.</param>
/// <param name="IsEqual">To the unit, in the same currency; near otherwise.</param>
/// <param name="Converted">The article's amount in the currency of the figure; null when that is its own.</param>
public sealed record Collision(int Amount, KnownFigure Figure, bool IsEqual, ConvertedRange? Converted);

/// <param name="Low">In the currency of the figure.</param>
public sealed record ConvertedRange(decimal Low, decimal High);

/// <summary>Warns before money is recorded twice.</summary>
public static class Collisions
{
    /// <summary>How far apart two amounts may be and still be the same money, in parts of the larger.</summary>
    public const decimal Nearness = 0.05m;

    /// <summary>
    /// The figures of the countries whose amount an article's amount equals or nears, converted at the article's date where the
    /// currencies differ; equal ones first, then by date.
    /// </summary>
    /// <param name="statedOn">The date of the article's announcement.</param>
    /// <param name="converterTo">A converter into a currency; null where there are no rates.</param>
    public static IReadOnlyList<Collision> Find(
        IReadOnlyList<AmountProposal> amounts,
        IReadOnlyCollection<string> countries,
        PartialDate statedOn,
        IEnumerable<KnownFigure> figures,
        Func<string, Converter?> converterTo)
    {
        var found = new List<Collision>();
        foreach (var figure in figures.Where(figure => countries.Contains(figure.Country)))
        {
            for (var index = 0; index < amounts.Count; index++)
            {
                if (Compare(amounts[index], index, statedOn, figure, converterTo) is { } collision)
                {
                    found.Add(collision);
                }
            }
        }

        return [.. found.OrderBy(collision => collision.Amount).ThenByDescending(collision => collision.IsEqual)
            .ThenBy(collision => collision.Figure.StatedOn).ThenBy(collision => collision.Figure.Reference, StringComparer.Ordinal)];
    }

    /// <summary>Whether two amounts differ by no more than <see cref="Nearness"/> of the larger.</summary>
    public static bool AreNear(decimal one, decimal other) => Math.Abs(one - other) <= Nearness * Math.Max(one, other);

    private static Collision? Compare(AmountProposal amount, int index, PartialDate statedOn, KnownFigure figure, Func<string, Converter?> converterTo)
    {
        if (amount.Basis != figure.Basis)
        {
            return null;
        }

        if (amount.Currency == figure.Currency)
        {
            var isEqual = amount.Low == figure.Low && amount.High == figure.High;
            return isEqual || Near(amount.Low, amount.High, figure) ? new Collision(index, figure, isEqual, null) : null;
        }

        if (converterTo(figure.Currency) is not { } converter || converter.Find(amount.Currency, statedOn, null) is not { } rate
            || rate.Apply(amount.Low) is not { } low || rate.Apply(amount.High) is not { } high)
        {
            return null;
        }

        var converted = new ConvertedRange(converter.Round(low), converter.Round(high));
        return Near(converted.Low, converted.High, figure) ? new Collision(index, figure, false, converted) : null;
    }

    private static bool Near(decimal low, decimal high, KnownFigure figure) => AreNear(low, figure.Low) && AreNear(high, figure.High);
}
