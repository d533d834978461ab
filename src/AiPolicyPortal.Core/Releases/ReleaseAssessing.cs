using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Releases;

/// <summary>Keeps <see cref="ReleaseAssessment"/> true: within a publication for the releases it touched, and for all when the rules are others.</summary>
public static class ReleaseAssessing
{
    private const int BatchSize = 1_000;

    /// <summary>Raise it when a rule of <c>Core/Openness</c> changes, so that what older rules gave is worked out anew.</summary>
    private const int RulesNumber = 2;

    /// <summary>The rules and the lists of licences that they are applied with.</summary>
    private static string Rules { get; } = $"{RulesNumber}-{LicenceBook.Shipped.Fingerprint}";

    /// <summary>Works out what lacks an assessment or has one by other rules, as after an update of the portal.</summary>
    public static async Task EnsureAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var stale = await context.Releases.Where(release => release.WithdrawnAt == null && (release.Assessment == null || release.Assessment.Rules != Rules))
            .Select(release => release.Id).ToListAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // What is worked out anew is held since the newest publication.
        await context.Database.ExecuteSqlAsync(
            $"select set_config('portal.moment', coalesce((select max(published_at) from publications), now())::text, true)", cancellationToken);
        await RefreshAsync(context, stale, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static Task RefreshAsync(PortalDbContext context, PublicationScope scope, CancellationToken cancellationToken) =>
        RefreshAsync(context, [.. scope.Touched(RecordKind.Release)], cancellationToken);

    /// <summary>The assessment of a release from what is known of it.</summary>
    internal static ReleaseAssessment Assess(Guid release, KnownRelease known)
    {
        var openness = ReleaseOpenness.Of(known, LicenceBook.Shipped);
        return new ReleaseAssessment
        {
            ReleaseId = release,
            Mof = openness.Mof.Class,
            MofAtMost = openness.Mof.AtMost,
            Osaid = openness.Osaid.Verdict,
            Grid = openness.Grid.Share,
            GridOpen = openness.Grid.Open,
            GridPartial = openness.Grid.Partial,
            GridClosed = openness.Grid.Closed,
            GridUnknown = openness.Grid.Unknown,
            LicenceFamily = openness.Licence switch
            {
                LicenceClass.OpenSource => LicenceFamily.OpenSource,
                LicenceClass.OpenContent => LicenceFamily.OpenContent,
                LicenceClass.Restricted => LicenceFamily.Restricted,
                LicenceClass.Unclear => LicenceFamily.Unclear,
                _ => LicenceFamily.NotStated,
            },
            AssessedOn = openness.Assessed?.LastDay,
            AssessedPrecision = openness.Assessed?.Precision,
            Rules = Rules,
        };
    }

    private static async Task RefreshAsync(PortalDbContext context, IReadOnlyList<Guid> releases, CancellationToken cancellationToken)
    {
        foreach (var batch in releases.Chunk(BatchSize))
        {
            var held = await context.ReleaseAssessments.Where(assessment => batch.Contains(assessment.ReleaseId))
                .ToDictionaryAsync(assessment => assessment.ReleaseId, cancellationToken);
            var components = (await context.ReleaseComponents.AsNoTracking().Where(component => batch.Contains(component.ReleaseId)).ToListAsync(cancellationToken))
                .ToLookup(component => component.ReleaseId);
            var holding = await context.Releases.AsNoTracking().Where(release => batch.Contains(release.Id) && release.WithdrawnAt == null)
                .Select(release => new { release.Id, release.Licence }).ToListAsync(cancellationToken);
            foreach (var release in holding)
            {
                var assessment = Assess(release.Id, new KnownRelease(release.Licence, [.. components[release.Id].Select(component => component.ToJudged())]));
                if (held.Remove(release.Id, out var before))
                {
                    context.Entry(before).CurrentValues.SetValues(assessment);
                }
                else
                {
                    context.Add(assessment);
                }
            }

            context.RemoveRange(held.Values);
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
