namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>Several values in one cell, in their order.</summary>
internal sealed class ListCell(CellType item, char separator = CellText.ListSeparator) : CellType
{
    public CellType Item => item;

    public char Separator => separator;

    public override string Description =>
        $"any number, separated by {(separator == ' ' ? "blanks" : $"`{separator}`")}, of: {item.Description}";

    public override string Normalise(string text) => CellText.Of(CellText.List(text, separator), separator) ?? "";

    public override void Check(string text, CellPlace place)
    {
        var values = CellText.List(text, separator);
        foreach (var value in values.Distinct(StringComparer.Ordinal))
        {
            item.Check(value, place);
        }

        if (values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            place.Fault(FaultCodes.ListedTwice, $"Each value once; {repeated.Key} is there twice.");
        }
    }
}
