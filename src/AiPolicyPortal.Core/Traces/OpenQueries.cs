using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Traces;

/// <summary>The one way to read how open public money's releases are. What it rests on is read once a publication.</summary>
public sealed class OpenQueries(PortalDbContext db, PublishedAnswers answers)
{
    /// <exception cref="InvalidQueryException">The filter names something that is not in the portal.</exception>
    public async Task<OpenReport> ReadAsync(OpenFilter filter, CancellationToken cancellationToken)
    {
        var names = new NameLookups();
        await names.RequireAsync(db.Countries.RequireAsync("country", filter.Country, cancellationToken));
        await names.RequireAsync(db.Programmes.ResolveAsync("programme", filter.Programme, cancellationToken));
        names.ThrowIfAnyMissing();
        return OpenReport.Of(await answers.GetAsync(db, "open", LoadAsync, cancellationToken), filter);
    }

    private async Task<OpenFacts> LoadAsync(CancellationToken cancellationToken)
    {
        var programmes = await db.Programmes.AsNoTracking().Holding()
            .Select(programme => new OpenFacts.Programme(
                programme.Id,
                programme.ParentId,
                programme.Reference,
                programme.Name,
                new CountryLabel(programme.CountryCode, programme.Country.NameEn, programme.Country.NameFr),
                programme.OpenSourceCommitment,
                programme.Status,
                PartialDate.From(programme.StartOn, programme.StartPrecision),
                PartialDate.From(programme.EndOn, programme.EndPrecision),
                programme.Description,
                programme.GrantCounts.Sum(grants => grants.Count),
                null))
            .ToListAsync(cancellationToken);
        var words = await db.Programmes.Holding().CommitmentsAsync(cancellationToken);
        return new OpenFacts(
            await db.Countries.AsNoTracking().Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr)).ToListAsync(cancellationToken),
            await ReleasesAsync(cancellationToken),
            [.. programmes.Select(programme => programme with { Words = words.GetValueOrDefault(programme.Id) })],
            await GrantsAsync(Committed(programmes), cancellationToken),
            await db.GovernanceLinks.AsNoTracking()
                .Where(link => link.Duty == GovernanceDuty.OpenLicence && link.ProgrammeId != null && link.Measure.WithdrawnAt == null)
                .ToItemsAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<OpenFacts.Release>> ReleasesAsync(CancellationToken cancellationToken)
    {
        var funded = await db.ReleaseFunding.Public().Select(funding => funding.ReleaseId).Distinct().ToHashSetAsync(cancellationToken);
        var payments = (await db.ReleaseFunding.AsNoTracking()
                .Select(funding => new { funding.ReleaseId, funding.Kind, funding.ProgrammeId, OfGrant = funding.Grant!.ProgrammeId })
                .ToListAsync(cancellationToken))
            .ToLookup(funding => funding.ReleaseId, funding => new OpenFacts.Payment(
                funding.Kind, [.. new[] { funding.ProgrammeId, funding.OfGrant }.OfType<Guid>().Distinct()]));
        var releases = await db.Releases.AsNoTracking().Holding()
            .Select(release => new
            {
                release.Id,
                release.Reference,
                release.Name,
                Released = PartialDate.From(release.ReleasedOn, release.ReleasedPrecision),
                release.CountryCodes,
                release.Assessment,
            })
            .ToListAsync(cancellationToken);
        return [.. releases.Select(release => new OpenFacts.Release(
            release.Reference, release.Name, release.Released, release.CountryCodes, OpennessSummary.Of(release.Assessment),
            funded.Contains(release.Id), [.. payments[release.Id]]))];
    }

    private async Task<IReadOnlyList<(Guid Programme, OpenGrant Grant)>> GrantsAsync(HashSet<Guid> programmes, CancellationToken cancellationToken)
    {
        var grants = await db.Programmes.AsNoTracking().Where(programme => programmes.Contains(programme.Id))
            .SelectMany(programme => programme.Grants.Where(grant => grant.WithdrawnAt == null)
                .OrderByDescending(grant => grant.AwardedOn ?? DateOnly.MinValue).ThenBy(grant => grant.Reference)
                .Take(OpenProgramme.GrantsNamed)
                .Select(grant => new
                {
                    Programme = programme.Id,
                    grant.Reference,
                    grant.Title,
                    grant.Amount,
                    grant.Currency.Code,
                    grant.Currency.MinorUnit,
                    Awarded = PartialDate.From(grant.AwardedOn, grant.AwardedPrecision),
                    grant.FunderType,
                }))
            .ToListAsync(cancellationToken);
        return [.. grants.Select(grant => (grant.Programme, new OpenGrant(
            grant.Reference,
            grant.Title,
            new Money(grant.Amount, grant.Amount, grant.Code, grant.MinorUnit, grant.Amount is null ? Nature.Undisclosed : Nature.Exact),
            grant.Awarded,
            grant.FunderType,
            null)))];
    }

    // Programmes with a commitment and everything beneath them.
    private static HashSet<Guid> Committed(List<OpenFacts.Programme> programmes)
    {
        var parents = programmes.ToDictionary(programme => programme.Id);
        return [.. programmes.Where(programme => Above(programme).Any(one => one.Commitment != OpenSourceCommitment.None)).Select(programme => programme.Id)];

        IEnumerable<OpenFacts.Programme> Above(OpenFacts.Programme programme)
        {
            for (OpenFacts.Programme? one = programme; one is not null; one = one.Parent is { } parent ? parents.GetValueOrDefault(parent) : null)
                yield return one;
        }
    }
}
