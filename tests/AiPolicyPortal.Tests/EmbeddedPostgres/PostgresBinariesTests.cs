using AiPolicyPortal.EmbeddedPostgres;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.EmbeddedPostgres;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PostgresBinariesTests() => ServerFolder.CreateDataDirectory(_folder.Location);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Find_NoneAnywhere_SaysWhatToInstall()
    {
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(folders: [_folder.Below("absent")]));

        Assert.Contains("version 15 or newer, and found none", failure.Message, StringComparison.Ordinal);
        Assert.Contains("apt install postgresql", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Portal", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_TooOld_SaysWhichWasFound()
    {
        var old = Installation("old", "12.22");

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(folders: [old]));

        Assert.Contains($"found only 12.22 in {old}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_NamedFolderTooOld_SaysSo()
    {
        var old = Installation("old", "12.22");

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(named: old));

        Assert.Contains($"PostgreSQL 12.22 in {old} is too old", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_NamedFolderWithoutPrograms_NamesIt()
    {
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(named: _folder.Location));

        Assert.StartsWith($"{_folder.Location} does not hold initdb, pg_ctl and postgres", failure.Message);
    }

    [Fact]
    public async Task Find_NpmAskedForAndMissing_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(named: "npm"));

        Assert.Contains("no npm on PATH", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_IncompleteOrOldBeforeGood_TakesTheGood()
    {
        var incomplete = Installation("incomplete", "18.1");
        File.Delete(Path.Combine(incomplete, "pg_ctl"));

        var found = await FindAsync(folders: [incomplete, Installation("old", "14.9"), Installation("good", "17.2 (Debian 17.2-1)")]);

        Assert.Equal(new PostgresBinaries(_folder.Below("good"), new Version(17, 2)), found);
    }

    [Fact]
    public async Task Find_DataOfAnEarlierVersion_TakesThatVersion()
    {
        var newer = Installation("newer", "18.1");
        var same = Installation("same", "16.4");

        var found = await FindAsync(folders: [newer, same], major: 16);
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(folders: [newer], major: 16));

        Assert.Equal(same, found.Directory);
        Assert.Contains("made by PostgreSQL 16", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"found only 18.1 in {newer}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_LinksToPrograms_FollowsThemToTheirFolder()
    {
        var real = Installation("real", "16.4");
        Directory.CreateDirectory(_folder.Below("links"));
        File.CreateSymbolicLink(Path.Combine(_folder.Below("links"), "postgres"), Path.Combine(real, "postgres"));

        Assert.Equal(real, (await FindAsync(folders: [_folder.Below("links")])).Directory);
    }

    // Programs that know their version and nothing else: all that the search asks of them.
    private string Installation(string name, string version)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs shell scripts.");
        var folder = Directory.CreateDirectory(_folder.Below(name)).FullName;
        foreach (var program in (string[])["initdb", "pg_ctl", "postgres"])
        {
            var file = Path.Combine(folder, program);
            File.WriteAllText(file, $"#!/bin/sh\necho '{program} (PostgreSQL) {version}'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        }
        return folder;
    }

    private async Task<PostgresBinaries> FindAsync(string? named = null, string[]? folders = null, int? major = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var options = PrivateServer.Options(_folder.Location) with { Binaries = named };
        var account = await ServerAccount.ChooseAsync(cancellationToken);
        return await PostgresBinaries.FindAsync(options, account, major, folders ?? [], package: null, cancellationToken);
    }
}
