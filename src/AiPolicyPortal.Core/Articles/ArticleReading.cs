using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Articles;

/// <summary>What an article seems to say beside what the portal holds.</summary>
/// <param name="Today">Stands in for the date of the announcement where the text has none.</param>
public sealed record ReadArticle(Article Article, ArticleProposals Proposals, IReadOnlyList<Collision> Collisions, DateOnly Today)
{
    public IEnumerable<Collision> CollisionsOf(int amount) => Collisions.Where(collision => collision.Amount == amount);
}

/// <summary>Reads articles with what the portal holds now.</summary>
public sealed class ArticleReading(PortalDbContext db, MoneySnapshots snapshots, TimeProvider clock)
{
    /// <param name="text">Title on the first line, then the body.</param>
    /// <param name="published">When the article was published; null when not known.</param>
    public async Task<ReadArticle> ReadAsync(string text, DateOnly? published, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var money = snapshot.Known(snapshot.SettledAt);
        var known = await KnownAsync(snapshot, money, cancellationToken);
        var countries = new CountryWords(await db.Countries.AsNoTracking().ToListAsync(cancellationToken));
        var currencies = await db.Currencies.AsNoTracking().Where(currency => currency.Withdrawn == null).Select(currency => currency.Code).ToHashSetAsync(cancellationToken);
        var article = new Article(text.ReplaceLineEndings("\n"), published);
        var proposals = new ArticleReader(countries, currencies, known).Read(article);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var statedOn = proposals.Dates.Count > 0 ? proposals.Dates[0].Date : PartialDate.OfDay(published ?? today);
        var collisions = Collisions.Find(
            proposals.Amounts, [.. proposals.Countries.Select(country => country.Code)], statedOn, known.Figures,
            currency => money.ConverterTo(new ConversionTarget(currency)));
        return new ReadArticle(article, proposals, collisions, today);
    }

    private async Task<KnownRecords> KnownAsync(MoneySnapshot snapshot, KnownMoney money, CancellationToken cancellationToken)
    {
        var organisations = await db.Organisations.AsNoTracking().Holding().Where(organisation => organisation.MergedIntoId == null)
            .Select(organisation => new KnownName(organisation.Reference, organisation.Name, null)).ToListAsync(cancellationToken);
        var releases = await db.Releases.AsNoTracking().Holding()
            .Select(release => new KnownName(release.Reference, release.Name, release.ReleasedOn)).ToListAsync(cancellationToken);
        var programmes = await db.Programmes.AsNoTracking().Holding()
            .Select(programme => new KnownProgramme(programme.Reference, programme.Name, programme.NameOriginal, programme.CountryCode)).ToListAsync(cancellationToken);
        return new KnownRecords(organisations, releases, programmes, [.. Figures(snapshot, money)]);
    }

    private static IEnumerable<KnownFigure> Figures(MoneySnapshot snapshot, KnownMoney money)
    {
        for (var number = 0; number < money.Count; number++)
        {
            var figure = money[number];
            if (figure.Disclosed && money.CountryOf(number) is { } country)
            {
                yield return new KnownFigure(
                    figure.Reference, figure.Programme, snapshot.ProgrammeNames[figure.Programme], country, figure.Stage, figure.Standing, figure.Nature,
                    figure.Basis, figure.AmountLow!.Value, figure.AmountHigh!.Value, figure.Currency, money.StatedOn(number), figure.Announcement,
                    snapshot.AnnouncementTitles[figure.Announcement], money[money.GroupOf(number)].Reference);
            }
        }
    }
}
