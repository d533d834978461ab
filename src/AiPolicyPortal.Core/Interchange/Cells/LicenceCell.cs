using AiPolicyPortal.Core.Openness;

namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>
/// An SPDX licence expression whose licences are on the SPDX list, or are named by <c>LicenseRef-…</c>. Kept in the list's own spelling, with
/// deprecated identifiers replaced.
/// </summary>
internal sealed class LicenceCell : CellType
{
    public const int MaxLength = 500;

    public override string Description =>
        "SPDX licence expression, such as `Apache-2.0` or `MIT OR Apache-2.0`; a licence not on the SPDX list is `LicenseRef-` and a name";

    public override string Normalise(string text) =>
        text.Length <= MaxLength && LicenceBook.Shipped.Read(text).Expression is { } expression ? expression.ToString()! : text;

    public override void Check(string text, CellPlace place)
    {
        if (text.Length > MaxLength)
        {
            place.Fault(FaultCodes.BadLicence, $"An SPDX expression of at most {MaxLength} characters.");
        }
        else if (LicenceBook.Shipped.Read(text).Fault is { } fault)
        {
            place.Fault(FaultCodes.BadLicence, $"An SPDX expression. {fault}");
        }
    }
}
