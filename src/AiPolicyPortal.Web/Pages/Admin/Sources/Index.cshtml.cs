using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Sources;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Web.Pages.Admin.Sources;

/// <summary>What asks for a look: figures that rest on retracted sources alone, and sources that cannot be read where they were.</summary>
public sealed class IndexModel(PortalDbContext db) : PageModel
{
    public const int Most = 200;

    private static readonly SourceHealth[] Broken = [SourceHealth.Gone, SourceHealth.Failing, SourceHealth.Moved, SourceHealth.Refused];

    public IReadOnlyList<RestingFigure> Resting { get; private set; } = [];

    /// <summary>Gone first, then failing, moved and refused; those seen last first.</summary>
    public IReadOnlyList<SourceItem> Sources { get; private set; } = [];

    public IReadOnlyDictionary<SourceHealth, int> Counts { get; private set; } = new Dictionary<SourceHealth, int>();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Resting = await RetractedFigures.ListAsync(db, null, cancellationToken);
        Counts = await db.Sources.AsNoTracking().Holding().GroupBy(source => source.Check == null ? SourceHealth.Unchecked : source.Check.Health)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var found = await db.Sources.AsNoTracking().Holding().Where(source => source.Check != null && Broken.Contains(source.Check.Health))
            .OrderByDescending(source => source.Check!.CheckedAt).Select(SourceItem.Projection(db)).Take(Most).ToListAsync(cancellationToken);
        Sources = [.. found.OrderBy(source => Array.IndexOf(Broken, source.Health))];
    }
}
