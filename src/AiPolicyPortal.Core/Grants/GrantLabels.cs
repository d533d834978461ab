using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Names for the keys that groups of grants are made of.</summary>
internal static class GrantLabels
{
    /// <param name="kind">One of <see cref="GrantTags"/>.</param>
    /// <param name="values">Values of tags of that kind.</param>
    /// <returns>By the value of the tag; nothing for values that speak for themselves.</returns>
    public static async Task<Dictionary<string, GrantKey>> NamesAsync(
        this PortalDbContext db, string kind, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case GrantTags.Country or GrantTags.PayingCountry:
                return await db.Countries.Where(country => values.Contains(country.Code))
                    .ToDictionaryAsync(country => country.Code, country => new GrantKey(country.Code, country.NameEn, country.NameFr), cancellationToken);
            case GrantTags.Programme:
                var programmes = Keys(values);
                return await db.Programmes.Where(programme => programmes.Contains(programme.Id))
                    .ToDictionaryAsync(programme => programme.Id.ToString(), programme => new GrantKey(programme.Reference, programme.Name), cancellationToken);
            case GrantTags.Funder or GrantTags.Recipient:
                var organisations = Keys(values);
                return await db.Organisations.Where(organisation => organisations.Contains(organisation.Id))
                    .ToDictionaryAsync(organisation => organisation.Id.ToString(), organisation => new GrantKey(organisation.Reference, organisation.Name), cancellationToken);
            default:
                return [];
        }
    }

    public static async Task<IReadOnlyDictionary<string, int>> MinorUnitsAsync(this PortalDbContext db, CancellationToken cancellationToken) =>
        await db.Currencies.ToDictionaryAsync(currency => currency.Code, currency => currency.MinorUnit, cancellationToken);

    private static List<Guid> Keys(IEnumerable<string> values) => [.. values.Where(value => value != GrantTags.Unknown).Select(Guid.Parse)];
}
