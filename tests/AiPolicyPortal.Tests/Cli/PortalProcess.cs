using System.Diagnostics;

namespace AiPolicyPortal.Tests.Cli;

/// <summary>The <c>portal</c> command as a process of its own, as an administrator starts it.</summary>
internal sealed class PortalProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private PortalProcess(Process process, bool readErrors)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = readErrors ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
    }

    public StreamReader Errors => process.StandardError;

    /// <summary>Starts it on a database; whoever leaves the errors unread reads <see cref="Errors"/>.</summary>
    public static PortalProcess Start(string connectionString, bool readErrors, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "portal.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Portal"] = connectionString;
        return new PortalProcess(Process.Start(start)!, readErrors);
    }

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string connectionString, params string[] arguments)
    {
        using var portal = Start(connectionString, readErrors: true, arguments);
        await portal.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (portal.process.ExitCode, await portal.output, await portal.errors);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
