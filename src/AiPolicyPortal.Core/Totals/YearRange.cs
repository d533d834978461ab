using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Calendar years from and to, both included; null leaves that side open.</summary>
public sealed record YearRange(int? From, int? To)
{
    public static YearRange Open { get; } = new(null, null);

    public static YearRange Of(int year) => new(year, year);

    /// <summary>Every year from the first of some to the last, for an axis on which none is missing; none where there are none.</summary>
    public static IEnumerable<int> Spanned(IReadOnlyCollection<int> years) => years.Count == 0 ? [] : Enumerable.Range(years.Min(), years.Max() - years.Min() + 1);

    public bool IsOpen => From is null && To is null;

    /// <summary>A date that is not known lies in the open range only.</summary>
    public bool Holds(PartialDate? date) => IsOpen || (date is { Year: var year } && !(year < From) && !(year > To));
}
