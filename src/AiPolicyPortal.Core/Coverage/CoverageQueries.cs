using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Coverage;

/// <summary>Counts what the portal knows, one grouped query a noun, and follows what was announced.</summary>
public sealed class CoverageQueries(PortalDbContext db, MoneySnapshots snapshots)
{
    private const string Euro = "EUR";

    /// <exception cref="InvalidQueryException">The filter names a country that does not exist.</exception>
    public async Task<CoverageReport> ReadAsync(CoverageFilter filter, CancellationToken cancellationToken)
    {
        await db.Countries.RequireAsync("country", filter.Country, cancellationToken);
        var tally = await TallyAsync(filter, cancellationToken);
        var labels = await db.Countries.AsNoTracking().Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr)).ToListAsync(cancellationToken);
        var asked = labels.AsQueryable().WhereAny(filter.Country, codes => label => codes.Contains(label.Code));
        var rows = asked.Where(label => tally.Countries.Contains(label.Code)).Select(label => new CoverageRow(label, tally.Of(label.Code)));
        var ordered = Keyset.Apply(rows, new PageRequest(filter.Order, PageRequest.MaxLimit, null, false)).ToList();
        var announced = AnnouncedBy([.. ordered.Select(row => row.Country)], await snapshots.LatestAsync(db, cancellationToken));
        return new CoverageReport(
            ordered,
            filter.Country.Included.Count == 0 ? await UnknownAsync(tally, cancellationToken) : null,
            tally.Of(
                ordered.Select(row => row.Country.Code).ToHashSet(), await Groups(filter).SumAsync(group => group.Grants, cancellationToken),
                await Releases(filter).CountAsync(cancellationToken)),
            announced)
        {
            Named = [.. labels.Where(label => filter.Country.Named.Contains(label.Code))],
        };
    }

    private static IReadOnlyList<AnnouncedMoney> AnnouncedBy(IEnumerable<CountryLabel> countries, MoneySnapshot snapshot)
    {
        var money = snapshot.Known(snapshot.SettledAt);
        var unit = snapshot.Facts.Tables.MinorUnit(Euro);
        var question = new TotalQuestion { Stage = Stage.Announced, Target = new ConversionTarget(Euro), AsOf = money.AsOf };
        return [.. countries
            .Select(country => (Country: country, FollowUp: FollowUp.Of(money, question with { Programmes = new ProgrammeSet { Countries = [country.Code] } })))
            .Where(pair => pair.FollowUp.Share is not null)
            .Select(pair => new AnnouncedMoney(
                pair.Country, Money(Stage.Announced, pair.FollowUp.Announced, unit),
                [.. pair.FollowUp.Later.Select(stage => Money(stage.Stage, stage.Sum, unit))], (double)pair.FollowUp.Share!.Value))
            .OrderByDescending(country => country.DisclosedShare).ThenByDescending(country => country.Announced.Money.High)
            .ThenBy(country => country.Country.Code, StringComparer.Ordinal)];
    }

    private static StageMoney Money(Stage stage, TotalSum sum, int unit) => new(
        stage,
        new Money(sum.Low, sum.High, Euro, unit, sum.Low is null ? Nature.Undisclosed : sum.Low == sum.High ? Nature.Exact : Nature.Range),
        [.. sum.Counted.Select(figure => figure.Figure.Reference)]);

    private async Task<CoverageTally> TallyAsync(CoverageFilter filter, CancellationToken cancellationToken)
    {
        var figures = db.Figures.AsNoTracking().Holding();
        return new CoverageTally(
            await db.Programmes.Holding().GroupBy(programme => programme.CountryCode)
                .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken),
            await figures
                .Select(figure => new
                {
                    figure.Programme.CountryCode,
                    figure.Stage,
                    Official = figure.Announcement.Citations.Any(citation => citation.WithdrawnAt == null && citation.Source.Tier == 1) ? 1 : 0,
                    Undisclosed = figure.Nature == Nature.Undisclosed ? 1 : 0,
                })
                .GroupBy(figure => new { figure.CountryCode, figure.Stage })
                .Select(group => new FigureTally(
                    group.Key.CountryCode, group.Key.Stage, group.Count(), group.Sum(figure => figure.Official), group.Sum(figure => figure.Undisclosed)))
                .ToListAsync(cancellationToken),
            (await figures.GroupBy(figure => new { figure.Programme.CountryCode, figure.Announcement.StatedPrecision })
                    .Select(group => new { group.Key, On = group.Max(figure => figure.Announcement.StatedOn) }).ToListAsync(cancellationToken))
                .GroupBy(newest => newest.Key.CountryCode, newest => new PartialDate(newest.On, newest.Key.StatedPrecision))
                .ToDictionary(group => group.Key, group => group.MaxBy(newest => (newest.LastDay, newest.Precision))),
            await Groups(filter).SelectMany(group => group.Countries, (group, code) => new { Country = code, group.Grants }).GroupBy(group => group.Country)
                .Select(country => new { country.Key, Count = country.Sum(group => group.Grants) })
                .ToDictionaryAsync(country => country.Key, country => country.Count, cancellationToken),
            await Releases(filter).SelectMany(release => release.CountryCodes, (release, code) => new { Country = code, release.Id }).GroupBy(release => release.Country)
                .Select(country => new { country.Key, Count = country.Select(release => release.Id).Distinct().Count() })
                .ToDictionaryAsync(country => country.Key, country => country.Count, cancellationToken),
            await db.GovernanceMeasures.Holding().GroupBy(measure => measure.CountryCode)
                .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken));
    }

    private async Task<CoverageCounts> UnknownAsync(CoverageTally tally, CancellationToken cancellationToken) => tally.Of(
        new HashSet<string>(),
        await db.GrantGroups.Where(group => group.Countries.Length == 0).SumAsync(group => group.Grants, cancellationToken),
        await db.Releases.Holding().CountAsync(release => release.CountryCodes.Length == 0, cancellationToken));

    // What is of several countries is found and left out as in the lists.
    private IQueryable<GrantGroup> Groups(CoverageFilter filter) =>
        db.GrantGroups.WhereAny(filter.Country, codes => group => group.Countries.Any(code => codes.Contains(code)));

    private IQueryable<Release> Releases(CoverageFilter filter) =>
        db.Releases.Holding().WhereAny(filter.Country, codes => release => release.CountryCodes.Any(code => codes.Contains(code)));
}
