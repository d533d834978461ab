using System.Diagnostics;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>What a program printed.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>Programs that nobody here wrote, where they are installed. A test that needs one that is not says so and is skipped.</summary>
public static class ForeignProgram
{
    private static readonly string[] Pythons = ["python3", "/usr/bin/python3", "python"];

    /// <summary>A Python that can import a module, or the test is skipped.</summary>
    public static async Task<string> PythonWithAsync(string module)
    {
        foreach (var python in Pythons)
        {
            if (await TryAsync(python, "-c", $"import {module}") is { ExitCode: 0 })
                return python;
        }

        Assert.Skip($"No Python with {module} is installed (Debian: python3-{module}).");
        return "";
    }

    /// <summary>The program itself, or the test is skipped.</summary>
    /// <param name="package">Debian's, to say what to install.</param>
    public static async Task<string> NeedAsync(string program, string package)
    {
        Assert.SkipWhen(await TryAsync(program, "--version") is null, $"{program} is not installed (Debian: {package}).");
        return program;
    }

    /// <summary>Runs a program that must end well.</summary>
    public static async Task<string> RunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        var result = await StartAsync(folder, program, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}{result.Output}");
        return result.Output;
    }

    private static async Task<ProgramResult?> TryAsync(string program, params IEnumerable<string> arguments)
    {
        try
        {
            return await StartAsync(Path.GetTempPath(), program, arguments);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task<ProgramResult> StartAsync(string folder, string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProgramResult(process.ExitCode, await output, await error);
    }
}
