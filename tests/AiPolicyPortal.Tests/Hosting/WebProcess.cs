using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.Tests.Hosting;

/// <summary>The web application as a process of its own: in Development and without a connection string, as a newcomer starts it, or in Production.</summary>
internal sealed partial class WebProcess : IAsyncDisposable
{
    // For a machine busy with other tests.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The portal stopped: " + Output));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public HttpClient Client { get; private set; } = null!;

    public static Task<WebProcess> StartAsync(string dataDirectory, params (string Name, string Value)[] settings) =>
        StartAsync([("ASPNETCORE_ENVIRONMENT", "Development"), ("Portal__DataDirectory", dataDirectory), .. settings]);

    public static Task<WebProcess> StartInProductionAsync(string connectionString, params (string Name, string Value)[] settings) =>
        StartAsync([("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__Portal", connectionString), .. settings]);

    /// <summary>Runs it until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(IReadOnlyList<string> arguments, params (string Name, string Value)[] settings)
    {
        using var process = Process.Start(Describe(arguments, settings))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output, await error);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as Ctrl+C does, or as a service manager does with <c>TERM</c>.</summary>
    public async Task<int> StopAsync(string signal = "INT")
    {
        using var sent = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<WebProcess> StartAsync((string Name, string Value)[] settings)
    {
        var web = new WebProcess(Describe([], [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. settings]));
        var address = await web.ready.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        web.Client = new HttpClient { BaseAddress = address };
        return web;
    }

    private static ProcessStartInfo Describe(IReadOnlyList<string> arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AiPolicyPortal.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Read(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (line is not null && Ready().Match(line) is { Success: true } match)
        {
            ready.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex(@"is ready\. Open (?<address>\S+)|^\{.*""@m"":""Now listening on: \\""(?<address>[^\\]+)")]
    private static partial Regex Ready();
}
