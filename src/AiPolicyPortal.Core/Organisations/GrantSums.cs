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
