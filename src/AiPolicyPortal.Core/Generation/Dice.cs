using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Generation;

/// <summary>Seeded chance in the shapes that generated data needs.</summary>
internal sealed class Dice(int seed)
{
    private const decimal Most = 9e17m;

    // A seed gives the same numbers on every machine only with the older algorithm, which Random keeps for seeds.
    private readonly Random random = new(seed);

    public int Below(int count) => random.Next(count);

    public T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A factor around one, as amounts spread: half as often above as below.</summary>
    /// <param name="spread">Standard deviation of its natural logarithm.</param>
    public double Factor(double spread) =>
        Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    /// <summary>An amount times a factor, in whole units; a zero stays one.</summary>
    public static decimal Scale(decimal amount, double factor) => Math.Min(Most, Math.Round(amount * (decimal)factor));


    /// <summary>The date so many days earlier, known as well as it was.</summary>
    public static PartialDate Earlier(PartialDate date, int days)
    {
        var day = date.LastDay.AddDays(-days);
        return date.Precision switch
        {
            DatePrecision.Year => PartialDate.OfYear(day.Year),
            DatePrecision.Month => PartialDate.OfMonth(day.Year, day.Month),
            _ => PartialDate.OfDay(day),
        };
    }
}
