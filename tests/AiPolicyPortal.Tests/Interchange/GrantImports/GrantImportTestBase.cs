using System.Text;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Interchange.GrantImports;

/// <summary>A portal of one's own with reference data, to import files of grants into.</summary>
public abstract class GrantImportTestBase(PostgresFixture postgres) : IAsyncLifetime
{
    protected const string Constants = "currency=GBP;funder_type=private;stage=awarded;confidence=high";

    private PortalStore? store;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected PortalStore Store => store!;

    protected static Actor Tester { get; } = Actor.Shell("tester");

    public async ValueTask InitializeAsync() => store = await PortalStore.CreateAsync(postgres);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string Sample(string name) => Path.Combine(Checkout.Root, "tests", "AiPolicyPortal.Tests", "Interchange", "GrantImports", "Samples", name);

    protected static Stream Text(string text, Encoding? encoding = null) =>
        new MemoryStream([.. (encoding ?? Encoding.UTF8).GetPreamble(), .. (encoding ?? Encoding.UTF8).GetBytes(text)]);

    /// <summary>Uploads, maps as suggested with these values for all rows, and checks.</summary>
    protected async Task<GrantImport> CheckAsync(Stream file, string name, string constants = Constants, Func<GrantMapping, GrantMapping>? map = null)
    {
        await using var context = Store.Open();
        return await Run(context).CheckAsync(file, name, "a source", mapping => With((map ?? (same => same))(mapping), constants), null, Cancel);
    }

    protected async Task<GrantImport> PublishAsync(Stream file, string name, string constants = Constants, Func<GrantMapping, GrantMapping>? map = null)
    {
        await using var context = Store.Open();
        var run = Run(context);
        var import = await run.CheckAsync(file, name, "a source", mapping => With((map ?? (same => same))(mapping), constants), null, Cancel);
        Assert.Equal(0, import.Result!.Faults);
        await run.PublishAsync(import, Cancel);
        Assert.Equal(GrantImportState.Published, import.State);
        return import;
    }

    protected async Task UndoAsync(GrantImport import)
    {
        await using var context = Store.Open();
        await Run(context).UndoAsync(context.Attach(import).Entity, Cancel);
    }

    protected static GrantImportRun Run(Core.Persistence.PortalDbContext context) => new(context, TimeProvider.System, Tester);

    /// <summary>A mapping with these values for all rows, but for what a column says.</summary>
    protected static GrantMapping With(GrantMapping mapping, string constants) => mapping with
    {
        Constants = constants.Split(';').Select(pair => pair.Split('=')).Where(pair => mapping.Columns.All(column => column.Target != pair[0])).ToDictionary(pair => pair[0], pair => pair[1]),
    };
}
