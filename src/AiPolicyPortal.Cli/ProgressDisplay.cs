using AiPolicyPortal.Core.Interchange;
using Spectre.Console;

namespace AiPolicyPortal.Cli;

/// <summary>Shows how far an import is: a bar on a terminal, a line for each file elsewhere.</summary>
internal static class ProgressDisplay
{
    public static async Task<T> RunAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new Lines());
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).StartAsync(context => work(new Bar(context.AddTask("Reading", maxValue: 1))));
    }

    private static string Describe(ImportProgress progress) => $"{(progress.Applying ? "Taking over" : "Checking")} {progress.File}";

    private sealed class Bar(ProgressTask task) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            task.Description = Describe(value);
            task.Value = value.Fraction;
        }
    }

    private sealed class Lines : IProgress<ImportProgress>
    {
        private string last = "";

        public void Report(ImportProgress value)
        {
            var line = Describe(value);
            if (line != last)
            {
                last = line;
                Console.Error.WriteLine($"{line} …");
            }
        }
    }
}
