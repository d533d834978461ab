using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>
/// One search over every kind of record. Records with every word, whatever the case and accents, are found as their own lists find them; when there
/// is none, those that the lists find by a word's stem or by the nearest word; and at last records whose names are written almost like the words.
/// </summary>
public sealed class SearchQueries(PortalDbContext db, GrantCells cells, WordReader reader)
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

        var lists = new List<FoundKind>();
        foreach (var kind in filter.Kinds)
        {
            lists.Add(await FindAsync(kind, words, cancellationToken));
        }

        var exact = await BestAsync(SearchMatch.Words, lists.Where(list => list.AsWritten), words, perKind, cancellationToken);
        if (exact.Count > 0)
        {
            return exact;
        }

        var nearest = await BestAsync(SearchMatch.Nearest, lists.Where(list => !list.AsWritten), words, perKind, cancellationToken);
        return nearest.Count > 0
            ? nearest
            : await BestAsync(SearchMatch.Nearest, lists.Where(list => list.All is not null).Select(list => Nearly(list, words)), words, perKind, cancellationToken);
    }

    private static async Task<SearchResult> BestAsync(
        SearchMatch match, IEnumerable<FoundKind> lists, string words, int perKind, CancellationToken cancellationToken)
    {
        var groups = new List<SearchGroup>();
        var spelling = new List<Respelling>();
        foreach (var list in lists)
        {
            var count = await list.CountAsync(cancellationToken);
            if (count > 0)
            {
                spelling.AddRange(list.Spelling);
                var meant = Respelt(words, list.Spelling);
                var best = await list.Rows.TakeBestAsync(meant, perKind, cancellationToken);
                groups.Add(new SearchGroup(list.Kind, count, [.. best.Select(row => row.ToHit(list.Kind, match, meant))]));
            }
        }

        return new SearchResult(match, groups)
        {
            // Each kind of record has words of its own.
            Spelling = [.. spelling.GroupBy(word => word.Asked).Select(word => new Respelling(word.Key, [.. word.SelectMany(other => other.LookedFor).Distinct()]))],
        };
    }

    private static FoundKind Nearly(FoundKind list, string words)
    {
        var rows = list.All!.WhereNearly(words);
        return list with { Rows = rows, CountAsync = token => rows.CountAsync(token), Spelling = [] };
    }

    // A word that was taken for another one is looked for, ranked and shown as that one.
    private static string Respelt(string words, IReadOnlyList<Respelling> spelling) => string.Join(' ', TextSearch.Words(words)
        .Select(word => spelling.FirstOrDefault(other => other.Asked == word.ToLowerInvariant())?.LookedFor[0] ?? word));

    /// <summary>Grants as their own list finds them.</summary>
    private async Task<FoundKind> GrantsAsync(string words, CancellationToken cancellationToken)
    {
        var selection = await cells.SelectAsync(new GrantFilter { Words = words }, cancellationToken);
        var rows = selection.Entries(db).OrderByDescending(entry => entry.AwardedKey).ThenBy(entry => entry.GrantId).Take(RankedGrants)
            .Select(entry => entry.Grant).Select(SearchRows.OfGrant);
        return new FoundKind(SearchKind.Grant, rows, null, token => cells.CountAsync(selection, token), selection.Spelling, selection.AsWritten);
    }

    private Task<FoundKind> FindAsync(SearchKind kind, string words, CancellationToken cancellationToken)
    {
        Task<FoundKind> In<TRow>(IQueryable<TRow> records, Expression<Func<TRow, string>> text, Expression<Func<TRow, SearchRow>> row, IQueryable<TRow>? vocabulary = null) =>
            FindAsync(kind, records, reader.ReadAsync(words, vocabulary ?? records, text, cancellationToken), row);
        return kind switch
        {
            SearchKind.Programme => In(db.Programmes.Holding(), SearchedText.OfProgramme, SearchRows.OfProgramme),
            SearchKind.Announcement => In(db.Announcements.Holding(), SearchedText.OfAnnouncement, SearchRows.OfAnnouncement),
            SearchKind.Figure => In(db.Figures.Holding(), SearchedText.OfFigure, SearchRows.OfFigure),
            SearchKind.Grant => GrantsAsync(words, cancellationToken),
            SearchKind.Organisation => In(
                db.Organisations.Holding().Where(organisation => organisation.MergedIntoId == null), SearchedText.OfOrganisation, SearchRows.OfOrganisation),
            SearchKind.Release => In(db.Releases.Holding(), SearchedText.OfRelease, SearchRows.OfRelease),
            SearchKind.Governance => In(db.GovernanceMeasures.Holding(), SearchedText.OfGovernanceMeasure, SearchRows.OfGovernanceMeasure),
            SearchKind.Source => In(db.Sources.Holding(), SearchedText.OfSource, SearchRows.OfSource),
            SearchKind.Country => In(db.Countries.WithRecords(db), SearchedText.OfCountry, SearchRows.OfCountry, db.Countries),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static async Task<FoundKind> FindAsync<TRow>(
        SearchKind kind, IQueryable<TRow> records, Task<ReadWords<TRow>> reading, Expression<Func<TRow, SearchRow>> row)
    {
        var read = await reading;
        var rows = read.Among(records).Select(row);
        return new FoundKind(kind, rows, records.Select(row), token => rows.CountAsync(token), read.Spelling, read.AsWritten);
    }

    /// <summary>What the list of a kind finds.</summary>
    /// <param name="All">Every record of the kind; null where they are too many to look through.</param>
    private sealed record FoundKind(
        SearchKind Kind, IQueryable<SearchRow> Rows, IQueryable<SearchRow>? All, Func<CancellationToken, Task<int>> CountAsync,
        IReadOnlyList<Respelling> Spelling, bool AsWritten);
}
