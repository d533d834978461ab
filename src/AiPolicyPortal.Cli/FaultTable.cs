using AiPolicyPortal.Core.Interchange;

namespace AiPolicyPortal.Cli;

/// <summary>Writes faults one to a line: <c>file:row column value expectation</c>, aligned.</summary>
internal static class FaultTable
{
    private const int ValueWidth = 30;

    public static void Write(IReadOnlyList<Fault> faults, TextWriter output)
    {
        var lines = faults.Select(fault => (Place: Place(fault), Column: fault.Column ?? "", Value: Value(fault), fault.Code, fault.Expectation)).ToList();
        var (place, column, value, code) = (lines.Max(line => line.Place.Length), lines.Max(line => line.Column.Length), lines.Max(line => line.Value.Length), lines.Max(line => line.Code.Length));
        foreach (var line in lines)
        {
            output.WriteLine($"{line.Place.PadRight(place)}  {line.Column.PadRight(column)}  {line.Value.PadRight(value)}  {line.Code.PadRight(code)}  {line.Expectation}");
        }
    }

    private static string Place(Fault fault) => fault.Row is { } row ? $"{fault.File}:{row}" : fault.File;

    // A cell may hold anything: what moves a terminal's cursor is shown as a space.
    private static string Value(Fault fault)
    {
        var text = string.Concat((fault.Value ?? "").Select(character => char.IsControl(character) ? ' ' : character));
        return text.Length > ValueWidth ? string.Concat(text.AsSpan(0, ValueWidth - 1), "…") : text;
    }
}
