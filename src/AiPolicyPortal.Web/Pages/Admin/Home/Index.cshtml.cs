using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Home;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Promises;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Api.V1;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;
using SourceItem = AiPolicyPortal.Core.Sources.SourceItem;

namespace AiPolicyPortal.Web.Pages.Admin.Home;

/// <summary>Where everybody who works on the records begins: what waits, the newest first.</summary>
public sealed class IndexModel(
    PortalDbContext db, DeskQueries desk, CorrectionDesk corrections, GrantImports imports, PromiseQueries promises, SourceQueries sources) : PageModel
{
    public DeskList<DeskChange> Waiting { get; private set; } = new(0, []);

    public DeskList<DeskChange> Drafts { get; private set; } = new(0, []);

    /// <summary>Figures that rest on retracted sources alone.</summary>
    public IReadOnlyList<RestingFigure> Resting { get; private set; } = [];

    /// <summary>Sources that cannot be read where they were.</summary>
    public DeskList<SourceItem> Broken { get; private set; } = new(0, []);

    /// <summary>Imports of grants that are neither published nor discarded.</summary>
    public IReadOnlyList<GrantImport> Imports { get; private set; } = [];

    public IReadOnlyList<Correction> Corrections { get; private set; } = [];

    public DeskList<DeskFigure> SingleSource { get; private set; } = new(0, []);

    public DeskList<DeskConflict> Conflicts { get; private set; } = new(0, []);

    public DeskList<DeskPublication> Activity { get; private set; } = new(0, []);

    public Page<PromiseItem> Promises { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Waiting = await desk.WaitingAsync(User.Id(), User.MayActAs(AccountRole.Editor), cancellationToken);
        Drafts = await desk.DraftsAsync(User.Id(), cancellationToken);
        Resting = await RetractedFigures.ListAsync(db, null, cancellationToken);
        Broken = new DeskList<SourceItem>(
            (await sources.CountByHealthAsync(cancellationToken)).Where(health => SourceQueries.Broken.Contains(health.Key)).Sum(health => health.Value),
            await sources.ListBrokenAsync(DeskQueries.Shown, cancellationToken));
        Corrections = await corrections.WaitingAsync(cancellationToken);
        Imports = await imports.UnderWayAsync(cancellationToken);
        SingleSource = await desk.WithoutSecondSourceAsync(cancellationToken);
        Conflicts = await desk.ConflictsAsync(cancellationToken);
        Activity = await desk.ActivityAsync(cancellationToken);
        var (filter, page, _) = PromisesApi.Query.Read(new QueryCollection(new Dictionary<string, StringValues> { ["limit"] = $"{DeskQueries.Shown}" }), static _ => { });
        Promises = await promises.ListAsync(filter, page, cancellationToken);
    }
}
