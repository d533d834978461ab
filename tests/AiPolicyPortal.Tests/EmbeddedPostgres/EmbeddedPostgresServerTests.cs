using System.Net;
using System.Net.NetworkInformation;
using AiPolicyPortal.EmbeddedPostgres;
using AiPolicyPortal.Tests.Infrastructure;
using Npgsql;

namespace AiPolicyPortal.Tests.EmbeddedPostgres;

public sealed class EmbeddedPostgresServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(RunFolder.Parent());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_EmptyFolder_AnswersAndSaysWhatItDid()
    {
        var said = new List<string>();

        await using var server = await PrivateServer.StartAsync(_folder.Location, said.Add);

        var version = await PrivateServer.AskAsync<string>(server, "select version()");
        Assert.StartsWith($"PostgreSQL {server.Version.Major}.", version);
        Assert.True(server.Version.Major >= 15);
        Assert.False(server.WasAlreadyInitialised);
        Assert.Contains(said, sentence => sentence.Contains($"127.0.0.1:{server.Port}", StringComparison.Ordinal));
        Assert.Equal("UTF8", await PrivateServer.AskAsync<string>(server, "show server_encoding"));
        Assert.Equal("UTC", await PrivateServer.AskAsync<string>(server, "show timezone"));
        if (OperatingSystem.IsLinux())
            Assert.Equal("64", await PrivateServer.AskAsync<string>(server, "show effective_io_concurrency"));
        Assert.Equal("école", await PrivateServer.AskAsync<string>(server, "select lower('ÉCOLE')"));
    }

    [Fact]
    public async Task Start_ListensOnLoopbackOnly()
    {
        await using var server = await PrivateServer.StartAsync(_folder.Location);

        Assert.Equal("127.0.0.1", await PrivateServer.AskAsync<string>(server, "show listen_addresses"));
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == server.Port);
        Assert.Equal([IPAddress.Loopback], listeners.Select(end => end.Address));
        Assert.Equal("", await PrivateServer.AskAsync<string>(server, "show unix_socket_directories"));
    }

    [Fact]
    public async Task Start_AsksForItsPassword_WhichOnlyItsAccountCanRead()
    {
        await using var server = await PrivateServer.StartAsync(_folder.Location);
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Password = "guess", Pooling = false };

        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        Assert.Equal("scram-sha-256", await PrivateServer.AskAsync<string>(
            server, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.ServerDirectory, "password")));
    }

    [Fact]
    public async Task Restart_KeepsDataAndPort()
    {
        int port;
        await using (var first = await PrivateServer.StartAsync(_folder.Location))
        {
            port = first.Port;
            await PrivateServer.WriteAsync(first);
        }

        await using var second = await PrivateServer.StartAsync(_folder.Location);

        Assert.True(second.WasAlreadyInitialised);
        Assert.Equal(port, second.Port);
        Assert.Equal(42, await PrivateServer.ReadAsync(second));
    }

    [Fact]
    public async Task Restart_PortTakenMeanwhile_UsesAnother()
    {
        int port;
        await using (var first = await PrivateServer.StartAsync(_folder.Location))
            port = first.Port;
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, port);
        other.Start();

        await using var second = await PrivateServer.StartAsync(_folder.Location);

        Assert.NotEqual(port, second.Port);
        Assert.Equal(1, await PrivateServer.AskAsync<int>(second, "select 1"));
    }

    [Fact]
    public async Task Stop_Twice_StopsOnceAndFreesTheFolder()
    {
        var said = new List<string>();
        await using var server = await PrivateServer.StartAsync(_folder.Location, said.Add);

        await server.StopAsync(TestContext.Current.CancellationToken);
        await server.StopAsync(TestContext.Current.CancellationToken);

        Assert.Null(server.ProcessId);
        Assert.Single(said, sentence => sentence.Contains("stopped", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => PrivateServer.AskAsync<int>(server, "select 1"));
        await using var next = await PrivateServer.StartAsync(_folder.Location);
        Assert.Equal(1, await PrivateServer.AskAsync<int>(next, "select 1"));
    }

    [Fact]
    public async Task Start_TwoFolders_RunSideBySide()
    {
        var servers = await Task.WhenAll(
            PrivateServer.StartAsync(_folder.Below("one")), PrivateServer.StartAsync(_folder.Below("two")));
        await using var one = servers[0];
        await using var two = servers[1];

        await PrivateServer.WriteAsync(one);

        Assert.NotEqual(one.Port, two.Port);
        Assert.Equal(42, await PrivateServer.ReadAsync(one));
        Assert.False(await PrivateServer.AskAsync<bool>(two, "select to_regclass('kept') is not null"));
    }

    [Fact]
    public async Task Start_FolderInUse_NamesTheOwner()
    {
        await using var owner = await PrivateServer.StartAsync(_folder.Location);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => PrivateServer.StartAsync(_folder.Location));

        Assert.Contains($"in use by process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await PrivateServer.AskAsync<int>(owner, "select 1"));
    }

    [Fact]
    public async Task ConnectOrStart_FolderInUse_AttachesAndLeavesItRunning()
    {
        await using var owner = await PrivateServer.StartAsync(_folder.Location);
        await PrivateServer.WriteAsync(owner);

        await using (var attached = await EmbeddedPostgresServer.ConnectOrStartAsync(
            PrivateServer.Options(_folder.Location), TestContext.Current.CancellationToken))
        {
            Assert.True(attached.IsAttached);
            Assert.Equal(owner.Version, attached.Version);
            Assert.Equal(42, await PrivateServer.ReadAsync(attached));
        }

        Assert.False(owner.IsAttached);
        Assert.Equal(42, await PrivateServer.ReadAsync(owner));
    }

    [Fact]
    public async Task ConnectOrStart_TwoAtOnce_OneOwnsAndTheOtherWaitsForIt()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => EmbeddedPostgresServer.ConnectOrStartAsync(
            PrivateServer.Options(_folder.Location), TestContext.Current.CancellationToken))));
        await using var one = servers[0];
        await using var two = servers[1];

        Assert.Single(servers, server => server.IsAttached);
        Assert.Equal(one.Port, two.Port);
        Assert.Equal(1, await PrivateServer.AskAsync<int>(one, "select 1"));
        Assert.Equal(1, await PrivateServer.AskAsync<int>(two, "select 1"));
    }

    [Fact]
    public async Task EnsureDatabase_SecondTime_FindsItThere()
    {
        await using var server = await PrivateServer.StartAsync(_folder.Location);

        var made = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            server.EnsureDatabaseAsync("a \"quoted\" name", TestContext.Current.CancellationToken)));

        Assert.Single(made, wasMade => wasMade);
        Assert.Equal(1, await PrivateServer.AskAsync<long>(server, "select count(*) from pg_database where datname = 'a \"quoted\" name'"));
    }

    [Fact]
    public async Task Start_Root_FolderThatTheServersAccountMayNotEnter_KeepsTheDatabaseElsewhere()
    {
        Assert.SkipUnless(
            !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess,
            "Only root needs another account for the server.");
        using var closed = new TemporaryFolder();
        Directory.CreateDirectory(closed.Location);
        RestrictToOwner(closed.Location);
        var said = new List<string>();
        string elsewhere;
        await using (var first = await PrivateServer.StartAsync(closed.Below("data"), said.Add))
        {
            elsewhere = first.ServerDirectory;
            await PrivateServer.WriteAsync(first);
        }

        await using (var second = await PrivateServer.StartAsync(closed.Below("data")))
        {
            Assert.Equal(elsewhere, second.ServerDirectory);
            Assert.Equal(42, await PrivateServer.ReadAsync(second));
        }

        TemporaryFolder.Delete(elsewhere);
        Assert.False(elsewhere.StartsWith(closed.Location, StringComparison.Ordinal));
        Assert.Contains(said, sentence => sentence.Contains(elsewhere, StringComparison.Ordinal));
    }

    private static void RestrictToOwner(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
