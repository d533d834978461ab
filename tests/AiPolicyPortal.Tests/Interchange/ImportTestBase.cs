using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace AiPolicyPortal.Tests.Interchange;

/// <summary>A portal of one's own on a clock of one's own, and a small folder to import into it.</summary>
public abstract class ImportTestBase(PostgresFixture postgres) : IAsyncLifetime
{
    private PortalStore? store;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected PortalStore Store => store!;

    protected FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow.AddDays(1));

    internal SmallFolder Folder { get; } = new();

    public async ValueTask InitializeAsync() => store = await PortalStore.CreateAsync(postgres);

    public async ValueTask DisposeAsync()
    {
        Folder.Dispose();
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<ImportResult> ImportAsync(bool overwriteEdits = false) => ImportAsync(Store, Folder.Path, overwriteEdits);

    /// <summary>Imports an hour after whatever happened before.</summary>
    protected async Task<ImportResult> ImportAsync(PortalStore into, string folder, bool overwriteEdits = false, bool isCorrection = false)
    {
        Clock.Advance(TimeSpan.FromHours(1));
        await using var context = into.Open();
        var options = new ImportOptions { Actor = Actor.Shell("tester"), Reason = "A test.", OverwriteEdits = overwriteEdits, IsCorrection = isCorrection };
        return await new DataFolderImport(context, Clock).ImportAsync(folder, options, null, Cancel);
    }

    /// <summary>Imports what must be right.</summary>
    protected async Task<ImportResult> ImportWellAsync(bool overwriteEdits = false)
    {
        var result = await ImportAsync(overwriteEdits);
        Assert.Empty(result.Faults);
        return result;
    }

    /// <summary>Publishes as editors do, an hour after whatever happened before.</summary>
    protected async Task<Publication?> EditAsync(Func<Core.Persistence.PortalDbContext, PublicationScope, Task> edit)
    {
        Clock.Advance(TimeSpan.FromHours(1));
        await using var context = Store.Open();
        return await new Publisher(context, Clock).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, Actor.Shell("editor"), "A correction."), (scope, _) => edit(context, scope), Cancel);
    }
}
