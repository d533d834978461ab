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
public sealed class SearchQueries(PortalDbContext db, GrantCells cells)
{
    /// <summary>Of so many grants the best are chosen: those awarded last.</summary>
    private const int RankedGrants = 500;

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

    private async Task<SearchResult> FindAsync(
        SearchFilter filter, SearchMatch match, int perKind, Func<SearchKind, IQueryable<SearchRow>> select, CancellationToken cancellationToken)
    {
        var words = filter.Words!;
        var groups = new List<SearchGroup>();
        foreach (var kind in filter.Kinds)
        {
            var (rows, count) = kind == SearchKind.Grant
                ? await GrantsAsync(words, match, cancellationToken)
                : (select(kind), await select(kind).CountAsync(cancellationToken));
            if (count > 0)
            {
                var best = await rows.TakeBestAsync(words, perKind, cancellationToken);
                groups.Add(new SearchGroup(kind, count, [.. best.Select(row => row.ToHit(kind, match, words))]));
            }
        }

        return new SearchResult(match, groups);
    }

    /// <summary>Grants as their own list finds them; those found by a word's stem or by another word are the nearest.</summary>
    private async Task<(IQueryable<SearchRow> Rows, int Count)> GrantsAsync(string words, SearchMatch match, CancellationToken cancellationToken)
    {
        var selection = await cells.SelectAsync(new GrantFilter { Words = words }, cancellationToken);
        var isWanted = selection.AsWritten == (match == SearchMatch.Words);
        var count = isWanted ? await cells.CountAsync(selection, cancellationToken) : 0;
        return (
            selection.Entries(db).OrderByDescending(entry => entry.AwardedKey).ThenBy(entry => entry.GrantId).Take(RankedGrants)
                .Select(entry => entry.Grant).Select(SearchRows.OfGrant),
            count);
    }

    private IQueryable<SearchRow> WithWords(SearchKind kind, string? words) => kind switch
    {
        SearchKind.Programme => db.Programmes.Holding().WhereWords(words, SearchedText.OfProgramme).Select(SearchRows.OfProgramme),
        SearchKind.Announcement => db.Announcements.Holding().WhereWords(words, SearchedText.OfAnnouncement).Select(SearchRows.OfAnnouncement),
        SearchKind.Figure => db.Figures.Holding().WhereWords(words, SearchedText.OfFigure).Select(SearchRows.OfFigure),
        SearchKind.Organisation => db.Organisations.Holding().Where(organisation => organisation.MergedIntoId == null)
            .WhereWords(words, SearchedText.OfOrganisation).Select(SearchRows.OfOrganisation),
        SearchKind.Release => db.Releases.Holding().WhereWords(words, SearchedText.OfRelease).Select(SearchRows.OfRelease),
        SearchKind.Governance => db.GovernanceMeasures.Holding().WhereWords(words, SearchedText.OfGovernanceMeasure).Select(SearchRows.OfGovernanceMeasure),
        SearchKind.Source => db.Sources.Holding().WhereWords(words, SearchedText.OfSource).Select(SearchRows.OfSource),
        SearchKind.Country => db.Countries.WithRecords(db).WhereWords(words, SearchedText.OfCountry).Select(SearchRows.OfCountry),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
