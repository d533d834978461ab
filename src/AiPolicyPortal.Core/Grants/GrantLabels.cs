using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Names for the keys that groups of grants are made of.</summary>
internal static class GrantLabels
{
    public static Task<Dictionary<Guid, RecordLabel>> ProgrammeLabelsAsync(this PortalDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        db.Programmes.Where(programme => ids.Contains(programme.Id))
            .ToDictionaryAsync(programme => programme.Id, programme => new RecordLabel(programme.Reference, programme.Name), cancellationToken);

    public static Task<Dictionary<Guid, RecordLabel>> OrganisationLabelsAsync(this PortalDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        db.Organisations.Where(organisation => ids.Contains(organisation.Id))
            .ToDictionaryAsync(organisation => organisation.Id, organisation => new RecordLabel(organisation.Reference, organisation.Name), cancellationToken);

    public static async Task<IReadOnlyDictionary<string, int>> MinorUnitsAsync(this PortalDbContext db, CancellationToken cancellationToken) =>
        await db.Currencies.ToDictionaryAsync(currency => currency.Code, currency => currency.MinorUnit, cancellationToken);
}
