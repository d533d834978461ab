using AiPolicyPortal.Core.Interchange;

namespace AiPolicyPortal.Cli;

/// <summary>Writes faults one to a line: <c>file:row column value expectation</c>, aligned.</summary>
internal static class FaultTable
{
    private const int ValueWidth = 30;

    /// <summary>The faults of something that was refused for them, and that it was.</summary>
    public static void WriteRefused(IReadOnlyList<Fault> faults, TextWriter output)
    {
        Write(faults, output);
        output.WriteLine($"{(faults.Count == 1 ? "1 fault" : $"{faults.Count} faults")}; nothing was changed.");
    }

    private static void Write(IReadOnlyList<Fault> faults, TextWriter output)
    {
        var lines = faults
            .Select(fault => new[] { Place(fault), fault.Column ?? "", Value(fault), fault.Code, fault.Expectation }).ToList();
        var widths = Enumerable.Range(0, lines[0].Length - 1).Select(cell => lines.Max(line => line[cell].Length)).Append(0).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", line.Zip(widths, (cell, width) => cell.PadRight(width))));
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
