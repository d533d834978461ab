using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>Sums of recorded grants, each stage and each currency by itself, never across.</summary>
internal static class GrantSums
{
    /// <summary>The whole amounts of the grants.</summary>
    public static Task<IReadOnlyList<GrantSum>> OfFundedAsync(IQueryable<Grant> grants, CancellationToken cancellationToken) =>
        ByStageAndCurrencyAsync(
            grants.Select(grant => new Part
            {
                Stage = grant.Stage,
                Currency = grant.CurrencyCode,
                MinorUnit = grant.Currency.MinorUnit,
                Amount = grant.Amount,
                Undisclosed = grant.Amount == null,
            }),
            cancellationToken);

    /// <summary>
    /// What surely went to the organisations: the whole amount where they are the only recipients, else the shares stated for
    /// them in the grant's currency. A grant with other recipients and no such share is counted, and added to nothing.
    /// </summary>
    /// <param name="organisations">Keys of one organisation and of those merged into it.</param>
    public static Task<IReadOnlyList<GrantSum>> OfReceivedAsync(
        IQueryable<Grant> grants, IReadOnlyList<Guid> organisations, CancellationToken cancellationToken)
    {
        var parts = grants.Select(grant => new
        {
            grant.Stage,
            grant.CurrencyCode,
            grant.Currency.MinorUnit,
            grant.Amount,
            Alone = !grant.Recipients.Any(recipient => recipient.OrganisationId == null || !organisations.Contains(recipient.OrganisationId.Value)),
            HasShare = !grant.Recipients.Any(recipient => recipient.OrganisationId != null && organisations.Contains(recipient.OrganisationId.Value)
                && (recipient.Amount == null || recipient.CurrencyCode != grant.CurrencyCode)),
            Share = grant.Recipients.Where(recipient => recipient.OrganisationId != null && organisations.Contains(recipient.OrganisationId.Value))
                .Sum(recipient => recipient.Amount),
        });
        return ByStageAndCurrencyAsync(
            parts.Select(part => new Part
            {
                Stage = part.Stage,
                Currency = part.CurrencyCode,
                MinorUnit = part.MinorUnit,
                Amount = part.Alone && part.Amount != null ? part.Amount : part.HasShare ? part.Share : null,
                Undisclosed = part.Amount == null && !part.HasShare,
            }),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<GrantSum>> ByStageAndCurrencyAsync(IQueryable<Part> parts, CancellationToken cancellationToken)
    {
        var groups = await parts.GroupBy(part => new { part.Stage, part.Currency, part.MinorUnit })
            .Select(group => new
            {
                group.Key,
                Count = group.Count(),
                Added = group.Count(part => part.Amount != null),
                Sum = group.Sum(part => part.Amount),
                Undisclosed = group.Count(part => part.Amount == null && part.Undisclosed),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. groups.OrderBy(group => group.Key.Stage).ThenByDescending(group => group.Count).ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
                .Select(group =>
                {
                    var sum = group.Added > 0 ? group.Sum : null;
                    return new GrantSum(
                        group.Key.Stage,
                        group.Count,
                        new Money(sum, sum, group.Key.Currency, group.Key.MinorUnit, sum is null ? Nature.Undisclosed : Nature.Exact),
                        group.Undisclosed,
                        group.Count - group.Added - group.Undisclosed);
                }),
        ];
    }

    private sealed class Part
    {
        public Stage Stage { get; init; }

        public required string Currency { get; init; }

        public int MinorUnit { get; init; }

        public decimal? Amount { get; init; }

        public bool Undisclosed { get; init; }
    }
}
