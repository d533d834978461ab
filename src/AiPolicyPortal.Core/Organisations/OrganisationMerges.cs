using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>Records keep naming the organisation their source named; whoever asks for one asks for all that were merged with it.</summary>
internal static class OrganisationMerges
{
    /// <summary>The keys of the organisations named and of all that are the same by a merge.</summary>
    /// <exception cref="InvalidQueryException">A reference names no organisation.</exception>
    public static async Task<AnyOf<Guid>> ResolveMergedAsync(
        this DbSet<Organisation> organisations, string parameter, AnyOf<string> references, CancellationToken cancellationToken)
    {
        var named = await organisations.ResolveAsync(parameter, references, cancellationToken);
        if (named.IsEverything)
        {
            return named;
        }

        var merges = await organisations.SelectMany(organisation => organisation.Merges)
            .ToDictionaryAsync(merge => merge.OrganisationId, merge => merge.SurvivorId, cancellationToken);
        return new AnyOf<Guid>([.. named.Included.SelectMany(Same).Distinct()], [.. named.Excluded.SelectMany(Same).Distinct()]);

        IEnumerable<Guid> Same(Guid id)
        {
            var survivor = merges.GetValueOrDefault(id, id);
            return merges.Where(merge => merge.Value == survivor).Select(merge => merge.Key).Prepend(survivor);
        }
    }

    /// <summary>The key of a surviving organisation and those of all that were merged into it.</summary>
    public static async Task<IReadOnlyList<Guid>> WithMergedAsync(this IQueryable<Organisation> organisations, Guid survivor, CancellationToken cancellationToken) =>
    [
        survivor,
        .. await organisations.Where(organisation => organisation.Id == survivor).SelectMany(organisation => organisation.Merges)
            .Select(merge => merge.OrganisationId).ToListAsync(cancellationToken),
    ];
}
