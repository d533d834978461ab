using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Reads the grants of some programmes, past and present. They are too many to be held in memory with the rest.</summary>
public sealed class TotalGrantsLoader(PortalDbContext db)
{
    /// <param name="programmes">Slugs.</param>
    /// <returns>Every version of a grant that names one of the programmes, each with when it was held.</returns>
    public async Task<IReadOnlyList<TotalGrant>> OfAsync(IReadOnlyCollection<string> programmes, CancellationToken cancellationToken)
    {
        var ids = await db.Programmes.Where(programme => programmes.Contains(programme.Reference))
            .Select(programme => (Guid?)programme.Id).ToListAsync(cancellationToken);
        var present = db.Grants.AsNoTracking().Where(grant => ids.Contains(grant.ProgrammeId)).Select(grant => new TotalGrant(
            grant.Reference, grant.Programme!.Reference, grant.Stage, grant.FunderType, grant.Amount, grant.CurrencyCode,
            PartialDate.From(grant.AwardedOn, grant.AwardedPrecision), new Timeline(grant.FactsRecordedAt, grant.WithdrawnAt),
            PartialDate.From(grant.StartOn, grant.StartPrecision)));
        var former =
            from history in db.GrantHistory.AsNoTracking()
            where ids.Contains(history.ProgrammeId)
            join grant in db.Grants on history.GrantId equals grant.Id
            join programme in db.Programmes on history.ProgrammeId equals programme.Id
            select new TotalGrant(
                grant.Reference, programme.Reference, history.Stage, history.FunderType, history.Amount, history.CurrencyCode,
                PartialDate.From(history.AwardedOn, history.AwardedPrecision), new Timeline(history.RecordedAt, history.WithdrawnAt),
                PartialDate.From(history.StartOn, history.StartPrecision));
        // A context that reads the past has of each grant the version of then.
        return db.AsOf is null
            ? [.. await present.ToListAsync(cancellationToken), .. await former.ToListAsync(cancellationToken)]
            : await present.ToListAsync(cancellationToken);
    }
}
