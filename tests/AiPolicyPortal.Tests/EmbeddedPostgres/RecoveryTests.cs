using System.Diagnostics;
using AiPolicyPortal.EmbeddedPostgres;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.EmbeddedPostgres;

/// <summary>Whatever is killed, the next start finds every committed row.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(RunFolder.Parent());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_AfterServerWasKilled_KeepsCommittedData()
    {
        await using (var killed = await PrivateServer.StartDurableAsync(_folder.Location))
        {
            await PrivateServer.WriteAsync(killed);
            using var postmaster = Process.GetProcessById(killed.ProcessId!.Value);
            postmaster.Kill();
        }

        await using var next = await PrivateServer.StartDurableAsync(_folder.Location);

        Assert.Equal(42, await PrivateServer.ReadAsync(next));
    }

    [Fact]
    public async Task Start_AfterOwnerWasKilled_KeepsCommittedData()
    {
        var (owner, attached) = await OwnerProcess.StartAsync(_folder.Location);
        using (owner)
        {
            Assert.True(attached.IsAttached);
            Assert.Equal(42, await PrivateServer.ReadAsync(attached));
            var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => PrivateServer.StartDurableAsync(_folder.Location));
            Assert.Contains($"process {owner.Id}:", refusal.Message, StringComparison.Ordinal);
            owner.Kill();
            await owner.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using var next = await PrivateServer.StartDurableAsync(_folder.Location);

        Assert.False(next.IsAttached);
        Assert.Equal(42, await PrivateServer.ReadAsync(next));
    }

    [Fact]
    public async Task Start_ServerLeftRunningByADeadOwner_StopsItFirst()
    {
        await using (var owned = await PrivateServer.StartDurableAsync(_folder.Location))
            await PrivateServer.WriteAsync(owned);
        var orphan = await LeaveRunningAsync();
        var said = new List<string>();

        await using var next = await PrivateServer.StartDurableAsync(_folder.Location, said.Add);

        Assert.Contains(said, sentence => sentence.Contains($"left behind (process {orphan.ProcessId})", StringComparison.Ordinal));
        Assert.False(orphan.IsRunning);
        Assert.NotEqual(orphan.ProcessId, next.ProcessId);
        Assert.Equal(42, await PrivateServer.ReadAsync(next));
    }

    [Fact]
    public async Task Start_ProcessNumberOfTheLastServerNowAnotherProgram_LeavesThatAlone()
    {
        string pidFile;
        await using (var owned = await PrivateServer.StartDurableAsync(_folder.Location))
        {
            pidFile = Path.Combine(owned.DataDirectory, "postmaster.pid");
            await PrivateServer.WriteAsync(owned);
        }
        var sleeper = await OtherProgramOfTheServersAccountAsync();
        var left = $"{sleeper.Id}\n{Path.GetDirectoryName(pidFile)}\n1700000000\n20000\n\n127.0.0.1\n";
        await File.WriteAllTextAsync(pidFile, left, TestContext.Current.CancellationToken);

        await using var next = await PrivateServer.StartDurableAsync(_folder.Location);

        Assert.False(sleeper.HasExited);
        sleeper.Kill();
        sleeper.Dispose();
        Assert.Equal(42, await PrivateServer.ReadAsync(next));
    }

    [Fact]
    public async Task Start_AfterAnInterruptedFirstStart_BeginsAgain()
    {
        string server;
        await using (var first = await PrivateServer.StartDurableAsync(_folder.Location))
            server = first.ServerDirectory;
        Directory.Move(Path.Combine(server, "data"), Path.Combine(server, "data.new"));
        File.Delete(Path.Combine(server, "data.new", "global", "pg_control"));

        await using var next = await PrivateServer.StartDurableAsync(_folder.Location);

        Assert.False(next.WasAlreadyInitialised);
        Assert.Equal(1, await PrivateServer.AskAsync<int>(next, "select 1"));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(300)]
    [InlineData(900)]
    public async Task Start_AfterACancelledStart_Works(int milliseconds)
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            await using var early = await EmbeddedPostgresServer.StartAsync(
                PrivateServer.DurableOptions(_folder.Location), impatient.Token);
        }
        catch (OperationCanceledException exception)
        {
            Assert.Equal(impatient.Token, exception.CancellationToken);
        }

        await using var next = await PrivateServer.StartDurableAsync(_folder.Location);

        Assert.Equal(1, await PrivateServer.AskAsync<int>(next, "select 1"));
    }

    // Started by pg_ctl, a server has no parent to die with, as where the system knows no signal for that.
    private async Task<PostmasterFile> LeaveRunningAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var account = await ServerAccount.ChooseAsync(cancellationToken);
        var folder = await ServerFolder.PrepareAsync(_folder.Location, account, null, cancellationToken);
        var binaries = await PostgresBinaries.FindAsync(PrivateServer.DurableOptions(_folder.Location), cancellationToken);
        var detached = new ServerProcess(binaries, account with { BoundPrefix = null }, folder);
        await detached.StartAsync(PrivateServer.DurableOptions(_folder.Location), cancellationToken);
        return PostmasterFile.TryRead(folder.Data)!;
    }

    private static async Task<Process> OtherProgramOfTheServersAccountAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a program that sleeps.");
        var account = await ServerAccount.ChooseAsync(TestContext.Current.CancellationToken);
        return Process.Start(Command.StartInfo(account.Run("sleep", "60")))!;
    }
}
