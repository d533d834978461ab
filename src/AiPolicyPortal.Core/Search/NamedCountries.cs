using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>
/// The countries that words name, by their name, an adjective or their seat of government. Whoever asks what a country spends asks for its page, which has few
/// of a question's words.
/// </summary>
public sealed class NamedCountries(LatestPublication latest)
{
    private readonly PublishedAnswers kept = new(keep: true, latest);

    /// <param name="db">Read once for each publication.</param>
    /// <param name="words">As they were asked; names without capitals are names too.</param>
    /// <returns>Those with records, in the order of the words.</returns>
    internal async Task<IReadOnlyList<CountryLabel>> InAsync(PortalDbContext db, string words, CancellationToken cancellationToken)
    {
        var (names, countries) = await kept.GetAsync(
            db,
            "countries",
            async token => (
                new Articles.CountryWords(await db.Countries.AsNoTracking().ToListAsync(token)),
                await db.Countries.WithRecords(db).Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr)).ToDictionaryAsync(country => country.Code, token)),
            cancellationToken);
        return [.. names.In(new Article(words), anyCase: true).Select(mention => mention.Code).Distinct().Where(countries.ContainsKey).Select(code => countries[code])];
    }
}
