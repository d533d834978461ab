using System.Globalization;

namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>Any words, kept exactly as they are.</summary>
internal sealed class TextCell(int maxLength) : CellType
{
    public int MaxLength => maxLength;

    public override string Description => $"text, up to {maxLength.ToString("N0", CultureInfo.InvariantCulture)} characters";

    public override void Check(string text, CellPlace place)
    {
        if (text.Length > maxLength)
        {
            place.Fault(FaultCodes.TooLong, $"At most {maxLength} characters; these are {text.Length}.");
        }
    }
}
