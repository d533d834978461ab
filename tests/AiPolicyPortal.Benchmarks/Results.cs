using System.Globalization;
using Spectre.Console;

namespace AiPolicyPortal.Benchmarks;

/// <summary>The table of a run: each line as soon as it is known, and all of them at the end.</summary>
internal sealed class Results
{
    private readonly Table table = new Table().AddColumns("what", "data", "median", "p95", "goal", "");

    public void Add(string what, string data, Measurement measured, string goal = "", bool? met = null) =>
        Add(what, data, Text(measured.Median), Text(measured.P95), goal, met);

    public void Add(string what, string data, string median, string tail, string goal, bool? met)
    {
        string[] cells = [what, data, median, tail, goal, met switch { true => "met", false => "MISSED", null => "" }];
        table.AddRow([.. cells.Select(cell => new Text(cell))]);
        Console.Error.WriteLine(string.Join("  ", cells));
    }

    public void Print()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = 140;
        console.Write(table);
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
