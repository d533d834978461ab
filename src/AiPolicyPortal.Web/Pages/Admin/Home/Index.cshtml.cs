using AiPolicyPortal.Core.Home;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Promises;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace AiPolicyPortal.Web.Pages.Admin.Home;

/// <summary>Where everybody who works on the records begins: what waits, the newest first.</summary>
public sealed class IndexModel(DeskQueries desk, CorrectionDesk corrections, GrantImports imports, PromiseQueries promises) : PageModel
{
    /// <summary>Imports of grants that are neither published nor discarded.</summary>
    public IReadOnlyList<GrantImport> Imports { get; private set; } = [];

    public IReadOnlyList<Correction> Corrections { get; private set; } = [];

    public DeskList<DeskFigure> SingleSource { get; private set; } = new(0, []);

    public DeskList<DeskConflict> Conflicts { get; private set; } = new(0, []);

    public DeskList<DeskPublication> Activity { get; private set; } = new(0, []);

    public Page<PromiseItem> Promises { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Corrections = await corrections.WaitingAsync(cancellationToken);
        Imports = await imports.UnderWayAsync(cancellationToken);
        SingleSource = await desk.WithoutSecondSourceAsync(cancellationToken);
        Conflicts = await desk.ConflictsAsync(cancellationToken);
        Activity = await desk.ActivityAsync(cancellationToken);
        var (filter, page, _) = PromisesApi.Query.Read(new QueryCollection(new Dictionary<string, StringValues> { ["limit"] = $"{DeskQueries.Shown}" }), static _ => { });
        Promises = await promises.ListAsync(filter, page, cancellationToken);
    }
}
