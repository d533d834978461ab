using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Interchange.Files;

/// <summary>What several cells of a row must say together, in more than one file.</summary>
internal static class RowRules
{
    public static void DateOrder(FolderRow row, string start, string end, CheckContext context)
    {
        if (row.Date(start) is { } first && row.Date(end) is { } last && last.LastDay < first.FirstDay)
        {
            context.Fault(row, end, FaultCodes.DateOrder, $"A date that is not before {start}, which is {first}.");
        }
    }

    /// <summary>Two cells that are filled together or not at all.</summary>
    public static void Together(FolderRow row, string first, string second, CheckContext context)
    {
        if (row[first] is null != row[second] is null)
        {
            var (empty, filled) = row[first] is null ? (first, second) : (second, first);
            context.Fault(row, empty, FaultCodes.Required, $"A value, as {filled} has one; or none in either.");
        }
    }

    public static void CurrencyWithAmount(FolderRow row, CheckContext context)
    {
        if (row["amount"] is not null && row["currency"] is null)
        {
            context.Fault(row, "currency", FaultCodes.CurrencyMissing, "The currency of the amount.");
        }
    }

    /// <summary>The amounts of a figure, as its nature and period ask for them.</summary>
    public static void FigureAmounts(FolderRow row, CheckContext context)
    {
        var (low, high) = (row.Amount("amount_low"), row.Amount("amount_high"));
        var nature = row["nature"];
        if (nature == Nature.Undisclosed.Code())
        {
            if (low is not null || high is not null)
            {
                context.Fault(row, low is null ? "amount_high" : "amount_low", FaultCodes.AmountUndisclosed,
                    "No amounts where the nature is undisclosed.");
            }
        }
        else if (low is null || high is null)
        {
            context.Fault(row, low is null ? "amount_low" : "amount_high", FaultCodes.AmountMissing,
                "An amount, twice the same unless the nature is range; undisclosed where there is none.");
        }
        else if (low > high)
        {
            context.Fault(row, "amount_high", FaultCodes.AmountOrder, $"At least amount_low, which is {row["amount_low"]}.");
        }
        else if (nature != Nature.Range.Code() && low != high)
        {
            context.Fault(row, "amount_high", FaultCodes.AmountNotRange,
                $"The same as amount_low, which is {row["amount_low"]}, unless the nature is range.");
        }
    }
}
