using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>
/// One search over every kind of record. Records with every word, whatever the case and accents, are found as their own lists find them;
/// when there is none, records whose names are written almost like the words.
/// </summary>
public sealed class SearchQueries(PortalDbContext db)
{
    /// <summary>The best of each kind.</summary>
    /// <param name="perKind">Hits of one kind at the most.</param>
    /// <returns>Nothing when no words are given.</returns>
    public async Task<SearchResult> FindAsync(SearchFilter filter, int perKind, CancellationToken cancellationToken)
    {
        if (filter.Words is not { } words)
        {
            return new SearchResult(SearchMatch.Words, []);
        }

        var exact = await FindAsync(filter, SearchMatch.Words, perKind, kind => WithWords(kind, words), cancellationToken);
        return exact.Count > 0
            ? exact
            : await FindAsync(filter, SearchMatch.Nearest, perKind, kind => WithWords(kind, null).WhereNearly(words), cancellationToken);
    }

    private static async Task<SearchResult> FindAsync(
        SearchFilter filter, SearchMatch match, int perKind, Func<SearchKind, IQueryable<SearchRow>> select, CancellationToken cancellationToken)
    {
        var words = filter.Words!;
        var groups = new List<SearchGroup>();
        foreach (var kind in filter.Kinds)
        {
            var rows = select(kind);
            if (await rows.CountAsync(cancellationToken) is > 0 and var count)
            {
                var best = await rows.TakeBestAsync(words, perKind, cancellationToken);
                groups.Add(new SearchGroup(kind, count, [.. best.Select(row => row.ToHit(kind, match, words))]));
            }
        }

        return new SearchResult(match, groups);
    }

    private IQueryable<SearchRow> WithWords(SearchKind kind, string? words) => kind switch
    {
        SearchKind.Programme => db.Programmes.Holding().WhereWords(words, SearchedText.OfProgramme).Select(SearchRows.OfProgramme),
        SearchKind.Announcement => db.Announcements.Holding().WhereWords(words, SearchedText.OfAnnouncement).Select(SearchRows.OfAnnouncement),
        SearchKind.Figure => db.Figures.Holding().WhereWords(words, SearchedText.OfFigure).Select(SearchRows.OfFigure),
        SearchKind.Grant => db.Grants.Holding().WhereWords(db, words).Select(SearchRows.OfGrant),
        SearchKind.Organisation => db.Organisations.Holding().Where(organisation => organisation.MergedIntoId == null)
            .WhereWords(words, SearchedText.OfOrganisation).Select(SearchRows.OfOrganisation),
        SearchKind.Release => db.Releases.Holding().WhereWords(words, SearchedText.OfRelease).Select(SearchRows.OfRelease),
        SearchKind.Governance => db.GovernanceMeasures.Holding().WhereWords(words, SearchedText.OfGovernanceMeasure).Select(SearchRows.OfGovernanceMeasure),
        SearchKind.Source => db.Sources.Holding().WhereWords(words, SearchedText.OfSource).Select(SearchRows.OfSource),
        SearchKind.Country => db.Countries.WithRecords(db).WhereWords(words, SearchedText.OfCountry).Select(SearchRows.OfCountry),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
