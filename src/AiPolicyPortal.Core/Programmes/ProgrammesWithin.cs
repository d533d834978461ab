using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Programmes;

internal static class ProgrammesWithin
{
    /// <summary>The programmes that a filter names and all within them, as totals and grants take them.</summary>
    /// <exception cref="InvalidQueryException">As <see cref="ReferenceLookup.ResolveAsync"/>.</exception>
    public static async Task<AnyOf<Guid>> ResolveWithinAsync(
        this DbSet<Programme> programmes, string parameter, AnyOf<string> references, CancellationToken cancellationToken)
    {
        var asked = await programmes.ResolveAsync(parameter, references, cancellationToken);
        if (asked.IsEverything)
        {
            return asked;
        }

        var children = (await programmes.Where(programme => programme.ParentId != null)
            .Select(programme => new { programme.Id, programme.ParentId }).ToListAsync(cancellationToken)).ToLookup(programme => programme.ParentId, programme => programme.Id);
        return new AnyOf<Guid>(Within(asked.Included), Within(asked.Excluded));

        List<Guid> Within(IEnumerable<Guid> named)
        {
            var within = named.Distinct().ToList();
            for (var at = 0; at < within.Count; at++)
            {
                within.AddRange(children[within[at]].Except(within).ToList());
            }

            return within;
        }
    }
}
