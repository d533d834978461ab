using System.Globalization;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>A date as precise as its source.</summary>
internal sealed class DateCell : CellType
{
    public override string Description => "date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`";

    public override void Check(string text, CellPlace place)
    {
        if (!PartialDate.TryParse(text, out var date))
        {
            place.Fault(FaultCodes.BadDate, "A date that exists, as YYYY, YYYY-MM or YYYY-MM-DD.");
        }
        else if (date.Year is < YearCell.First or > YearCell.Last)
        {
            place.Fault(FaultCodes.OutOfRange, $"A year from {YearCell.First} to {YearCell.Last}.");
        }
    }
}

/// <summary>A day, always known whole.</summary>
internal sealed class DayCell : CellType
{
    public override string Description => "day as `YYYY-MM-DD`";

    public override void Check(string text, CellPlace place)
    {
        if (!PartialDate.TryParse(text, out var date) || date.Precision != DatePrecision.Day)
        {
            place.Fault(FaultCodes.BadDate, "A day that exists, as YYYY-MM-DD.");
        }
    }
}

/// <summary>An instant of the portal's knowledge; never one to come, for nobody knows it yet.</summary>
internal sealed class InstantCell : CellType
{
    public override string Description => "instant in UTC as `YYYY-MM-DDThh:mm:ssZ`; a date alone is its midnight";

    public override string Normalise(string text) => Instant.TryParse(text, out var instant) ? Instant.Write(instant) : text;

    public override void Check(string text, CellPlace place)
    {
        if (!Instant.TryParse(text, out var instant))
        {
            place.Fault(FaultCodes.BadInstant, "An instant in UTC, as 2026-11-23T18:00:00Z or, for midnight, 2026-11-23.");
        }
        else if (instant > place.Context.Moment)
        {
            place.Fault(FaultCodes.Future, "An instant that is not after this import.");
        }
    }
}

internal sealed class YearCell : CellType
{
    public const int First = 1900;
    public const int Last = 2200;

    public override string Description => $"year from {First} to {Last}";

    public override void Check(string text, CellPlace place)
    {
        if (text.Length != 4 || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is < First or > Last)
        {
            place.Fault(FaultCodes.OutOfRange, $"A year from {First} to {Last}.");
        }
    }
}

/// <summary>A whole number without leading zeros.</summary>
internal sealed class IntegerCell(long lowest, long highest) : CellType
{
    public long Lowest => lowest;

    public long Highest => highest;

    public override string Description =>
        highest == long.MaxValue ? $"whole number from {lowest}" : $"whole number from {lowest} to {highest}";

    public override void Check(string text, CellPlace place)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number.ToString(CultureInfo.InvariantCulture) != text)
        {
            place.Fault(FaultCodes.BadNumber, "A whole number in plain digits.");
        }
        else if (number < lowest || number > highest)
        {
            place.Fault(FaultCodes.OutOfRange, $"Expected: {Description}.");
        }
    }
}

/// <summary>An amount in units of its currency, kept with the decimals it was written with.</summary>
internal sealed partial class AmountCell : CellType
{
    private const decimal Largest = 1_000_000_000_000_000_000m;
    private const int MostDecimals = 8;

    public override string Description => "amount in plain digits with a decimal point, such as `1500000000` or `12.50`";

    public override bool Same(string? left, string? right) =>
        left == right || (left is not null && right is not null && CellText.Amount(left) == CellText.Amount(right));

    public override void Check(string text, CellPlace place)
    {
        if (!Shape().IsMatch(text))
        {
            place.Fault(FaultCodes.BadNumber,
                "Plain digits with a decimal point, without thousands separators, currency signs or leading zeros.");
        }
        else if (text[0] == '-')
        {
            place.Fault(FaultCodes.OutOfRange, "An amount of zero or more.");
        }
        else if (text.Length > 40 || !Fits(text))
        {
            place.Fault(FaultCodes.OutOfRange, $"At most 10^18 with at most {MostDecimals} decimals.");
        }
    }

    private static bool Fits(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return (point < 0 || text.Length - point - 1 <= MostDecimals)
            && (point < 0 ? text.Length : point) <= 19
            && CellText.Amount(text) <= Largest;
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}

/// <summary>The address of a page.</summary>
internal sealed class AddressCell : CellType
{
    public override string Description => "address beginning with `http://` or `https://`";

    public override void Check(string text, CellPlace place)
    {
        if (text.Length > Source.UrlMaxLength)
        {
            place.Fault(FaultCodes.TooLong, $"At most {Source.UrlMaxLength} characters; these are {text.Length}.");
        }
        else if (!IsAddress(text))
        {
            place.Fault(FaultCodes.BadAddress, "A whole address that begins with http:// or https:// and has no blanks.");
        }
    }

    private static bool IsAddress(string text) =>
        (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        && !text.Any(char.IsWhiteSpace)
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Host.Length > 0;
}
