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
/// is none, those that the lists find by the nearest word; then those with the most of the words, as a question has some that no
/// record needs; and at last records whose names are written almost like the words. Neither of the last two where only kinds that are not asked for have
/// every word.
/// </summary>
public sealed class SearchQueries(PortalDbContext db, GrantCells cells, WordReader reader, NamedCountries countries)
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

        var found = await FindAsync(filter, words, perKind, cancellationToken);
        return found with { Named = filter.Kinds.Contains(SearchKind.Country) ? await countries.InAsync(db, words, cancellationToken) : [] };
    }

    private async Task<SearchResult> FindAsync(SearchFilter filter, string words, int perKind, CancellationToken cancellationToken)
    {
        var lists = new List<FoundKind>();
        foreach (var kind in filter.Kinds)
        {
            lists.Add(await FindAsync(kind, words, cancellationToken));
        }

        var exact = await BestAsync(SearchMatch.Words, lists.Where(list => list.Spelling.Count == 0), words, perKind, cancellationToken);
        if (exact.Count > 0)
        {
            return exact;
        }

        var nearest = await BestAsync(SearchMatch.Nearest, lists.Where(list => list.Spelling.Count > 0), words, perKind, cancellationToken);
        if (nearest.Count > 0 || await IsElsewhereAsync(filter, words, cancellationToken))
        {
            return nearest;
        }

        var most = await MostAsync(filter, lists, words, perKind, cancellationToken);
        return most.Count > 0
            ? most
            : await BestAsync(SearchMatch.Nearest, lists.Where(list => list.All is not null).Select(list => list.With(list.All!.WhereNearly(words))), words, perKind, cancellationToken);
    }

    // What another kind of record says in these words is not taken for something else in the kinds asked for: their own lists have nothing either.
    private async Task<bool> IsElsewhereAsync(SearchFilter filter, string words, CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<SearchKind>().Except(filter.Kinds))
        {
            var list = await FindAsync(kind, words, cancellationToken);
            if (list.Spelling.Count == 0 && await list.CountAsync(cancellationToken) > 0)
                return true;
        }

        return false;
    }

    /// <summary>The records that have the most of the words that say what is looked for. Grants are left aside: they are too many to look through.</summary>
    /// <param name="lists">As they were read for all of the words.</param>
    private async Task<SearchResult> MostAsync(SearchFilter filter, List<FoundKind> lists, string words, int perKind, CancellationToken cancellationToken)
    {
        var asked = CommonWords.Without(words);
        var sought = string.Join(' ', asked);
        var nothing = new SearchResult(SearchMatch.Most, []);
        if (asked.Count < TextSearch.Words(words).Count)
        {
            lists = [];
            foreach (var kind in filter.Kinds.Where(kind => kind != SearchKind.Grant))
            {
                lists.Add(await FindAsync(kind, sought, cancellationToken));
            }
        }
        else if (asked.Count < 2)
        {
            return nothing;
        }

        var met = 0;
        foreach (var list in lists)
        {
            met = Math.Max(met, await list.MostAsync(cancellationToken));
        }

        if (met * 2 < asked.Sum(CommonWords.WeightOf))
        {
            return nothing;
        }

        var found = await BestAsync(SearchMatch.Most, lists.Select(list => list.WithMet(met)).OfType<FoundKind>(), sought, perKind, cancellationToken);
        return found with { Most = new MostWords(asked) };
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
                var best = await list.Rows.TakeBestAsync(meant, list.Kind == SearchKind.Organisation, perKind, cancellationToken);
                groups.Add(new SearchGroup(list.Kind, count, [.. best.Select(row => row.ToHit(list.Kind, match, meant))]));
            }
        }

        return new SearchResult(match, groups)
        {
            // Each kind of record has words of its own.
            Spelling = [.. spelling.GroupBy(word => word.Asked).Select(word => new Respelling(word.Key, [.. word.SelectMany(other => other.LookedFor).Distinct()]))],
        };
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
        return new FoundKind(SearchKind.Grant, rows, null, token => cells.CountAsync(selection, token), selection.Spelling);
    }

    private Task<FoundKind> FindAsync(SearchKind kind, string words, CancellationToken cancellationToken)
    {
        Task<FoundKind> In<TRow>(IQueryable<TRow> records, Expression<Func<TRow, string>> text, Expression<Func<TRow, SearchRow>> row, IQueryable<TRow>? vocabulary = null)
            where TRow : class => FindAsync(kind, records, reader.ReadAsync(words, vocabulary ?? records, text, cancellationToken), row, cancellationToken);
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
        SearchKind kind, IQueryable<TRow> records, Task<ReadWords<TRow>> reading, Expression<Func<TRow, SearchRow>> row, CancellationToken cancellationToken)
        where TRow : class
    {
        var read = await reading;
        var rows = (await records.WhereWordsAsync(reading, cancellationToken)).Rows.Select(row);
        var met = read.Met();
        return new FoundKind(kind, rows, records.Select(row), token => rows.CountAsync(token), read.Spelling)
        {
            MostAsync = token => met is null ? Task.FromResult(0) : records.Select(met).DefaultIfEmpty().MaxAsync(token),
            RowsWith = met is null ? null : count => records.Where(met.Then(has => has == count)).Select(row),
        };
    }

    /// <summary>What the list of a kind finds.</summary>
    /// <param name="All">Every record of the kind; null where they are too many to look through.</param>
    private sealed record FoundKind(
        SearchKind Kind, IQueryable<SearchRow> Rows, IQueryable<SearchRow>? All, Func<CancellationToken, Task<int>> CountAsync,
        IReadOnlyList<Respelling> Spelling)
    {
        /// <summary>The most of the words that a record has, by their weights.</summary>
        public Func<CancellationToken, Task<int>> MostAsync { get; init; } = _ => Task.FromResult(0);

        /// <summary>The records with so much of the words; null where each was taken for another.</summary>
        public Func<int, IQueryable<SearchRow>>? RowsWith { get; init; }

        public FoundKind? WithMet(int count) => RowsWith is null ? null : With(RowsWith(count));

        /// <summary>The same kind with other rows, for which no word was taken for another.</summary>
        public FoundKind With(IQueryable<SearchRow> rows) => this with { Rows = rows, CountAsync = token => rows.CountAsync(token), Spelling = [] };
    }
}
