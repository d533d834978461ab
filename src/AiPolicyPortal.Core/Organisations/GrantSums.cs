using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>
/// Sums of an organisation's recorded grants, each stage, each kind of funder and each currency by itself, never across: of those it funded the whole amounts, of those
/// it received what surely is its own. That is the whole where it is the only recipient, else the share stated for it in the grant's currency; a grant
/// with other recipients and no such share is counted, and added to nothing.
/// </summary>
internal sealed record GrantSums(IReadOnlyList<GrantSum> Funded, IReadOnlyList<GrantSum> Received)
{
    /// <param name="organisation">Key of one that no other was merged into, or of the one that is left.</param>
    public static async Task<GrantSums> OfAsync(PortalDbContext db, Guid organisation, CancellationToken cancellationToken)
    {
        var units = await db.Currencies.ToDictionaryAsync(currency => currency.Code, currency => currency.MinorUnit, cancellationToken);
        var funded = await db.GrantGroups.Where(group => group.FunderId == organisation)
            .Select(group => new Part(group.Stage, group.FunderType, group.CurrencyCode, group.Grants, group.Disclosed, group.Disclosed, group.Amount)).ToListAsync(cancellationToken);
        var received = await db.GrantGroupRecipients.Where(part => part.OrganisationId == organisation)
            .Select(part => new Part(part.Group.Stage, part.Group.FunderType, part.Group.CurrencyCode, part.Grants, part.Disclosed, part.Shared, part.Share)).ToListAsync(cancellationToken);
        return new GrantSums(Summed(funded, units), Summed(received, units));
    }

    /// <summary>Who surely received most of what an organisation funded, of the stage, kind of funder and currency that most of its grants are of.</summary>
    /// <param name="organisation">As above.</param>
    /// <param name="most">How many at most.</param>
    public static async Task<IReadOnlyList<GrantRecipientSums>> LargestAsync(
        PortalDbContext db, Guid organisation, int most, CancellationToken cancellationToken)
    {
        if ((await OfAsync(db, organisation, cancellationToken)).Funded.MaxBy(sum => sum.GrantCount) is not { } kind)
        {
            return [];
        }

        var largest = await db.GrantGroupRecipients
            .Where(part => part.Group.FunderId == organisation && part.Group.Stage == kind.Stage && part.Group.FunderType == kind.FunderType
                && part.Group.CurrencyCode == kind.Sum.Currency)
            .GroupBy(part => part.OrganisationId)
            .Select(part => new
            {
                part.Key,
                Grants = part.Sum(row => row.Grants),
                Added = part.Sum(row => row.Shared),
                Undisclosed = part.Where(row => row.Disclosed == 0).Sum(row => row.Grants - row.Shared),
                Amount = part.Sum(row => row.Share),
            })
            .Where(recipient => recipient.Added > 0)
            .OrderByDescending(recipient => recipient.Amount).ThenBy(recipient => recipient.Key).Take(most)
            .Join(db.Organisations, recipient => recipient.Key, named => named.Id, (recipient, named) => new { Sums = recipient, named.Reference, named.Name })
            .ToListAsync(cancellationToken);
        return
        [
            .. largest.OrderByDescending(recipient => recipient.Sums.Amount).ThenBy(recipient => recipient.Name, StringComparer.Ordinal)
                .Select(recipient => new GrantRecipientSums(new RecordLabel(recipient.Reference, recipient.Name), new GrantSum(
                    kind.Stage, kind.FunderType, recipient.Sums.Grants, kind.Sum with { Low = recipient.Sums.Amount, High = recipient.Sums.Amount, Nature = Nature.Exact },
                    recipient.Sums.Undisclosed, recipient.Sums.Grants - recipient.Sums.Added - recipient.Sums.Undisclosed))),
        ];
    }

    private static List<GrantSum> Summed(IEnumerable<Part> parts, Dictionary<string, int> units) =>
    [
        .. parts.GroupBy(part => (part.Stage, part.FunderType, part.Currency)).Select(group => SumOf(group.Key.Stage, group.Key.FunderType, group.Key.Currency, [.. group], units))
            .OrderBy(sum => (sum.Stage, sum.FunderType)).ThenByDescending(sum => sum.GrantCount).ThenBy(sum => sum.Sum.Currency, StringComparer.Ordinal),
    ];

    private static GrantSum SumOf(Stage stage, FunderType funderType, string currency, IReadOnlyList<Part> parts, Dictionary<string, int> units)
    {
        var (count, added) = (parts.Sum(part => part.Grants), parts.Sum(part => part.Added));
        decimal? amount = added > 0 ? parts.Sum(part => part.Amount) : null;
        // Of a part all grants have an amount or none has; a share can be stated of a grant whose whole is not.
        var undisclosed = parts.Where(part => part.Disclosed == 0).Sum(part => part.Grants - part.Added);
        return new GrantSum(
            stage, funderType, count, new Money(amount, amount, currency, units[currency], amount is null ? Nature.Undisclosed : Nature.Exact), undisclosed, count - added - undisclosed);
    }

    private sealed record Part(Stage Stage, FunderType FunderType, string Currency, int Grants, int Disclosed, int Added, decimal Amount);
}
