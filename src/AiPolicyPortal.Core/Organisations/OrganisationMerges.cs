using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>Records keep naming the organisation their source named; whoever asks for one asks for all that were merged with it.</summary>
internal static class OrganisationMerges
{
    /// <summary>The keys of the organisations named and of all that are the same by a merge.</summary>
    /// <exception cref="InvalidQueryException">A reference names no organisation.</exception>
    public static async Task<AnyOf<Guid>> ResolveMergedAsync(
        this IQueryable<Organisation> organisations, string parameter, AnyOf<string> references, CancellationToken cancellationToken)
    {
        var named = await organisations.ResolveAsync(parameter, references, cancellationToken);
        if (named.IsEverything)
        {
            return named;
        }

        var merges = await organisations.MergesAsync(cancellationToken);
        return new AnyOf<Guid>([.. named.Included.SelectMany(Same).Distinct()], [.. named.Excluded.SelectMany(Same).Distinct()]);

        IEnumerable<Guid> Same(Guid id) => AllOf(Survivor(id, merges), merges);
    }

    /// <summary>The key of a surviving organisation and those of all that were merged into it.</summary>
    public static async Task<IReadOnlyList<Guid>> WithMergedAsync(this IQueryable<Organisation> organisations, Guid survivor, CancellationToken cancellationToken) =>
        [.. AllOf(survivor, await organisations.MergesAsync(cancellationToken))];

    private static async Task<Dictionary<Guid, Guid>> MergesAsync(this IQueryable<Organisation> organisations, CancellationToken cancellationToken) =>
        await organisations.Where(organisation => organisation.MergedIntoId != null)
            .Select(organisation => new { organisation.Id, Into = organisation.MergedIntoId!.Value })
            .ToDictionaryAsync(merge => merge.Id, merge => merge.Into, cancellationToken);

    private static Guid Survivor(Guid id, Dictionary<Guid, Guid> merges)
    {
        for (var step = 0; step < merges.Count && merges.TryGetValue(id, out var next); step++)
        {
            id = next;
        }

        return id;
    }

    private static IEnumerable<Guid> AllOf(Guid survivor, Dictionary<Guid, Guid> merges) =>
        merges.Keys.Where(merged => merged != survivor && Survivor(merged, merges) == survivor).Prepend(survivor);
}
