using System.Diagnostics;
using AiPolicyPortal.EmbeddedPostgres;

namespace AiPolicyPortal.Tests.EmbeddedPostgres;

/// <summary>Another process that owns a server: this test assembly, asked to run nothing but the method below.</summary>
public sealed class OwnerProcess
{
    private const string FolderVariable = "AI_POLICY_PORTAL_TEST_OWNED_FOLDER";

    [Fact(Explicit = true)]
    public async Task Own_UntilKilled()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Only started by other tests.");
        await using var server = await PrivateServer.StartDurableAsync(folder);
        await PrivateServer.WriteAsync(server);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts it and waits until its server has committed the rows of <see cref="PrivateServer.WriteAsync"/>.</summary>
    internal static async Task<(Process Owner, EmbeddedPostgresServer Attached)> StartAsync(string folder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                typeof(OwnerProcess).Assembly.Location, "-explicit", "only", "-method",
                $"{typeof(OwnerProcess).FullName}.{nameof(Own_UntilKilled)}",
            },
            Environment = { [FolderVariable] = folder },
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        while (OwnerLock.ReadOwner(folder) is not { IsReady: true })
        {
            if (process.HasExited)
                Assert.Fail(await output);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        var attached = await EmbeddedPostgresServer.ConnectOrStartAsync(
            PrivateServer.Options(folder), TestContext.Current.CancellationToken);
        while (!await PrivateServer.AskAsync<bool>(attached, "select to_regclass('kept') is not null"))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        return (process, attached);
    }
}
