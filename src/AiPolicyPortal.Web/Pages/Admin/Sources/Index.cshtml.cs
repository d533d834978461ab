using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Sources;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SourceItem = AiPolicyPortal.Core.Sources.SourceItem;

namespace AiPolicyPortal.Web.Pages.Admin.Sources;

/// <summary>What asks for a look: figures that rest on retracted sources alone, and sources that cannot be read where they were.</summary>
public sealed class IndexModel(PortalDbContext db, SourceQueries sources) : PageModel
{
    public const int Most = 200;

    public IReadOnlyList<RestingFigure> Resting { get; private set; } = [];

    /// <summary>Gone first, then failing, moved and refused.</summary>
    public IReadOnlyList<SourceItem> Sources { get; private set; } = [];

    public IReadOnlyDictionary<SourceHealth, int> Counts { get; private set; } = new Dictionary<SourceHealth, int>();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Resting = await RetractedFigures.ListAsync(db, null, cancellationToken);
        Counts = await sources.CountByHealthAsync(cancellationToken);
        Sources = await sources.ListBrokenAsync(Most, cancellationToken);
    }
}
