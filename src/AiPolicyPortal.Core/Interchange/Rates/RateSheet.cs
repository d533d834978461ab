using System.Globalization;

namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>Units of a currency for one euro on a day.</summary>
internal readonly record struct DailyRate(DateOnly Day, string Currency, decimal Rate);

/// <summary>The rates of one file, each checked as it is read; what is wrong goes to the list of faults.</summary>
/// <param name="file">The file's name, for the faults.</param>
/// <param name="currencies">ISO 4217 codes that the portal knows.</param>
/// <param name="today">The day in Frankfurt can be one later.</param>
/// <param name="faults">Any fault means that nothing of the file may be used.</param>
internal sealed class RateSheet(string file, IReadOnlySet<string> currencies, DateOnly today, FaultList faults)
{
    /// <summary>The first day with a reference rate.</summary>
    public static readonly DateOnly FirstDay = new(1999, 1, 4);

    private const decimal Least = 0.0001m;
    private const decimal Most = 100_000_000m;
    private const string DayFormat = "yyyy-MM-dd";

    private readonly List<DailyRate> rates = [];
    private readonly HashSet<DateOnly> days = [];
    private readonly HashSet<(DateOnly Day, string Currency)> held = [];

    public string File => file;

    public IReadOnlyList<DailyRate> Rates => rates;

    public DateOnly Earliest => rates.Min(rate => rate.Day);

    public DateOnly Latest => rates.Max(rate => rate.Day);

    /// <returns>Null when the day is at fault.</returns>
    public DateOnly? Day(string? text, int line, string column)
    {
        if (!DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Fault(line, column, text, FaultCodes.BadDate, "Expected: a day such as 2026-04-13.");
            return null;
        }

        if (day < FirstDay)
        {
            Fault(line, column, text, FaultCodes.OutOfRange, "Expected: a day from 1999-01-04 on, when the reference rates begin.");
        }
        else if (day > today.AddDays(1))
        {
            Fault(line, column, text, FaultCodes.Future, "Expected: a day that has come. See whether this machine's clock is right.");
        }
        else if (!days.Add(day))
        {
            Fault(line, column, text, FaultCodes.DuplicateKey, "Expected: each day once.");
        }
        else
        {
            return day;
        }

        return null;
    }

    public bool KnowsCurrency(string? code, int line, string column)
    {
        if (code is not null && currencies.Contains(code))
        {
            return true;
        }

        Fault(line, column, code, FaultCodes.UnknownCurrency,
            "Expected: a currency of ISO 4217 that the portal knows. If the code is right, bring the portal up to date and run: portal migrate");
        return false;
    }

    public void Add(DateOnly day, string currency, string? rate, int line, string column)
    {
        if (!decimal.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units))
        {
            Fault(line, column, rate, FaultCodes.BadNumber, $"Expected: units of {currency} for one euro, such as 1.1684.");
        }
        else if (units == 0)
        {
            Fault(line, column, rate, FaultCodes.OutOfRange, $"Expected: units of {currency} for one euro, more than zero.");
        }
        else if (units is < Least or > Most)
        {
            Fault(line, column, rate, FaultCodes.OutOfRange, $"Expected: units of {currency} for one euro, from {Least} to {Most}; no currency was ever worth more or less.");
        }
        else if (!held.Add((day, currency)))
        {
            Fault(line, column, currency, FaultCodes.DuplicateKey, "Expected: each currency once a day.");
        }
        else
        {
            rates.Add(new DailyRate(day, currency, units));
        }
    }

    public void Fault(int? line, string? column, string? value, string code, string expectation) =>
        faults.Add(file, line, column, value, code, expectation);
}
