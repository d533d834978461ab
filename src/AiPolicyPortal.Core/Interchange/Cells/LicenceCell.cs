using System.Text.RegularExpressions;

namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>An SPDX licence expression whose licences are on the SPDX list, or are named by <c>LicenseRef-…</c>.</summary>
internal sealed partial class LicenceCell : CellType
{
    public const int MaxLength = 500;

    public override string Description =>
        "SPDX licence expression, such as `Apache-2.0` or `MIT OR Apache-2.0`; a licence not on the SPDX list is `LicenseRef-` and a name";

    public override void Check(string text, CellPlace place)
    {
        if (text.Length > MaxLength || !Shape().IsMatch(text))
        {
            place.Fault(FaultCodes.BadLicence, "An SPDX expression: identifiers joined by AND, OR or WITH, grouped by parentheses.");
            return;
        }

        var afterWith = false;
        foreach (Match word in Words().Matches(text))
        {
            var isOperator = word.Value is "AND" or "OR" or "WITH";
            if (!isOperator && !afterWith && !IsKnown(word.Value, place.Context))
            {
                place.Fault(FaultCodes.BadLicence,
                    $"{word.Value} is not on the SPDX list.{CodeCells.Hint(word.Value, place.Context.Licences)} Otherwise write LicenseRef-{word.Value}.");
            }

            afterWith = word.Value == "WITH";
        }
    }

    private static bool IsKnown(string identifier, CheckContext context) =>
        context.Licences.Contains(identifier.TrimEnd('+')) || identifier.StartsWith("LicenseRef-", StringComparison.Ordinal);

    [GeneratedRegex(@"^\(*[A-Za-z0-9.+-]+\)*( (AND|OR|WITH) \(*[A-Za-z0-9.+-]+\)*)*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();

    [GeneratedRegex("[A-Za-z0-9.+-]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
