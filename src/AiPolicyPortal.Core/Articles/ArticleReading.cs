using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Articles;

/// <summary>What an article seems to say beside what the portal holds.</summary>
public sealed record ReadArticle(Article Article, ArticleProposals Proposals, IReadOnlyList<Collision> Collisions)
{
    /// <summary>
    /// By index what a form names each amount by: its value, how it was read and which of its like it is, so that a tick never passes to another amount when the
    /// text is changed.
    /// </summary>
    public IReadOnlyList<string> Keys { get; } = KeysOf(Proposals.Amounts);

    public IEnumerable<Collision> CollisionsOf(int amount) => Collisions.Where(collision => collision.Amount == amount);

    private static List<string> KeysOf(IReadOnlyList<AmountProposal> amounts)
    {
        var like = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. amounts.Select(amount =>
        {
            var key = FormattableString.Invariant($"{amount.Low:0.########}-{amount.High:0.########}-{amount.Currency}-{amount.Nature.Code()}-{amount.Basis.Code()}-{amount.Stage.Code()}");
            like[key] = like.GetValueOrDefault(key) + 1;
            return FormattableString.Invariant($"{key}-{like[key]}");
        })];
    }
}

/// <summary>What a person knows of an article beside its text; null where they do not say.</summary>
/// <param name="Published">When it was published.</param>
/// <param name="Country">Whose announcement it is, whether or not the text names it; its figures are compared too.</param>
/// <param name="Date">The date of the announcement, at which amounts are converted to be compared.</param>
public sealed record ReadingHints(DateOnly? Published = null, string? Country = null, PartialDate? Date = null);

/// <summary>Reads articles with what the portal holds now.</summary>
public sealed class ArticleReading(PortalDbContext db, MoneySnapshots snapshots, TimeProvider clock)
{
    /// <param name="text">Title on the first line, then the body.</param>
    public async Task<ReadArticle> ReadAsync(string text, ReadingHints hints, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var money = snapshot.Known(snapshot.SettledAt);
        var known = await KnownAsync(snapshot, money, cancellationToken);
        var countries = new CountryWords(await db.Countries.AsNoTracking().ToListAsync(cancellationToken));
        var currencies = await db.Currencies.AsNoTracking().Where(currency => currency.Withdrawn == null).Select(currency => currency.Code).ToHashSetAsync(cancellationToken);
        var article = new Article(text.ReplaceLineEndings("\n"), hints.Published);
        var proposals = new ArticleReader(countries, currencies, known).Read(article);
        var collisions = Collisions.Find(
            proposals.Amounts, [.. proposals.Countries.Select(country => country.Code), .. hints.Country is { } said ? [said] : Array.Empty<string>()],
            hints.Date ?? StatedOn(proposals, hints.Published), known.Figures, currency => money.ConverterTo(new ConversionTarget(currency)));
        return new ReadArticle(article, proposals, collisions);
    }

    // Where the text has no date the day of publication stands in for it, and else today.
    private PartialDate StatedOn(ArticleProposals proposals, DateOnly? published) => proposals.Dates.Count > 0
        ? proposals.Dates[0].Date
        : PartialDate.OfDay(published ?? DateOnly.FromDateTime(Instant.Now(clock).UtcDateTime));

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
