using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Programmes;

internal static class ProgrammeAncestors
{
    /// <summary>The programmes above one, the outermost first.</summary>
    public static async Task<IReadOnlyList<RecordLabel>> AncestorsAsync(
        this IQueryable<Programme> programmes, string reference, CancellationToken cancellationToken)
    {
        var ancestors = new List<RecordLabel>();
        while (await programmes.AsNoTracking().Where(programme => programme.Reference == reference && programme.Parent != null)
            .Select(programme => new RecordLabel(programme.Parent!.Reference, programme.Parent.Name))
            .FirstOrDefaultAsync(cancellationToken) is { } parent && !ancestors.Contains(parent))
        {
            ancestors.Insert(0, parent);
            reference = parent.Ref;
        }

        return ancestors;
    }
}
