using System.Runtime.CompilerServices;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Promises;

/// <summary>The one way to read outstanding promises: worked out in memory from what was published last, as of today, UTC, or of the day that is asked for.</summary>
public sealed class PromiseQueries(PortalDbContext db, MoneySnapshots snapshots, FigureQueries statements, TimeProvider clock)
    : IStreamedQueries<PromiseFilter, PromiseItem, PromiseItem>
{
    private DateOnly Today => DateOnly.FromDateTime((db.AsOf ?? clock.GetUtcNow()).UtcDateTime);

    public async Task<Page<PromiseItem>> ListAsync(PromiseFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await db.Programmes.ResolveAsync("programme", filter.Programme, cancellationToken);
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var rows = PromiseSelection.Of(snapshot, filter, Today).Rows.ToPage(page);
        return new Page<PromiseItem>(await ItemsAsync(snapshot, filter.Currency, Today, rows.Items, cancellationToken), rows.Count, rows.NextCursor, rows.PreviousCursor);
    }

    /// <summary>What the records that the filter names are called.</summary>
    public async Task<RecordNames> NamesAsync(PromiseFilter filter, CancellationToken cancellationToken)
    {
        var names = new RecordNames();
        await names.AddAsync("programme", filter.Programme, db.Programmes, record => record.Name, cancellationToken);
        return names;
    }

    public async Task<IAsyncEnumerable<PromiseItem>> StreamAsync(PromiseFilter filter, Order order, CancellationToken cancellationToken)
    {
        await db.Programmes.ResolveAsync("programme", filter.Programme, cancellationToken);
        return PagesAsync(await snapshots.LatestAsync(db, cancellationToken), Today, filter, order, cancellationToken);
    }

    // The rows are of one moment; what figures are called is read with each page.
    private async IAsyncEnumerable<PromiseItem> PagesAsync(
        MoneySnapshot snapshot, DateOnly today, PromiseFilter filter, Order order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = PromiseSelection.Of(snapshot, filter, today).Rows;
        var page = new PageRequest(order, PageRequest.MaxLimit, null, Count: false);
        while (true)
        {
            var found = rows.ToPage(page);
            foreach (var promise in await ItemsAsync(snapshot, filter.Currency, today, found.Items, cancellationToken))
            {
                yield return promise;
            }

            if (found.NextCursor is null)
            {
                yield break;
            }

            page = page with { Cursor = Cursor.Decode(found.NextCursor) };
        }
    }

    /// <summary>The largest of a selection, in a few words each, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<PromiseOutline> Largest, int Count)> LargestAsync(PromiseFilter filter, int most, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var rows = PromiseSelection.Of(snapshot, filter, Today).Rows;
        return ([.. rows.OrderByDescending(row => row.High.HasValue).ThenByDescending(row => row.High)
            .ThenByDescending(row => row.Promise.Figure.Reference, StringComparer.Ordinal).Take(most).Select(row => PromiseOutline.Of(row, snapshot))], rows.Count);
    }

    public async Task<PromiseItem?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var filter = new PromiseFilter { FunderType = new AnyOf<FunderType>(Enum.GetValues<FunderType>(), []) };
        List<PromiseRow> rows = [.. PromiseSelection.Of(snapshot, filter, Today).Rows.Where(row => row.Promise.Figure.Reference == reference)];
        return (await ItemsAsync(snapshot, filter.Currency, Today, rows, cancellationToken)).SingleOrDefault();
    }

    /// <summary>How many of the selection each choice of a filter has, that filter itself left open.</summary>
    public async Task<PromiseCounts> CountAsync(PromiseFilter filter, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        IEnumerable<PromiseRow> Without(PromiseFilter open) => PromiseSelection.Of(snapshot, open, Today).Rows;
        var countries = Without(filter with { Country = AnyOf<string>.Everything }).Where(row => row.Country.Length > 0).CountBy(row => row.Country).ToDictionary();
        return new PromiseCounts(
            [.. countries.Keys.Union(filter.Country.Included).Where(snapshot.Countries.ContainsKey).Select(code => (snapshot.Countries[code], countries.GetValueOrDefault(code)))],
            Without(filter with { Stage = AnyOf<Stage>.Everything }).CountBy(row => row.Promise.Figure.Stage).ToDictionary(),
            Without(filter with { Theme = AnyOf<Theme>.Everything }).SelectMany(row => row.Themes).CountBy(theme => theme).ToDictionary(),
            Without(filter with { FunderType = new AnyOf<FunderType>(Enum.GetValues<FunderType>(), []) }).CountBy(row => row.Promise.Figure.FunderType).ToDictionary(),
            Without(filter with { Evidence = AnyOf<PromiseEvidence>.Everything }).CountBy(row => row.Promise.Evidence).ToDictionary(),
            Without(filter).CountBy(row => row.Promise.Evidence).ToDictionary());
    }

    private async Task<IReadOnlyList<PromiseItem>> ItemsAsync(
        MoneySnapshot snapshot, string currency, DateOnly today, IReadOnlyList<PromiseRow> rows, CancellationToken cancellationToken)
    {
        var references = rows.Select(row => row.Promise.Figure.Reference).ToList();
        var figures = await statements.NamedAsync(references, cancellationToken);
        var unit = snapshot.Facts.Tables.MinorUnit(currency);
        // One that was withdrawn a moment ago is in the rows until its publication is heard of, and no longer among the figures.
        return [.. rows.Where(row => figures.ContainsKey(row.Promise.Figure.Reference)).Select(row => Item(row, figures[row.Promise.Figure.Reference], currency, unit, today))];
    }

    private static PromiseItem Item(PromiseRow row, FigureItem figure, string currency, int unit, DateOnly today)
    {
        var (promise, stated) = (row.Promise, row.Promise.Figure);
        var days = today.DayNumber - promise.Due.LastDay.DayNumber;
        return new PromiseItem
        {
            Ref = stated.Reference,
            Programme = figure.Programme,
            Country = figure.Country,
            Announcement = figure.Announcement,
            Speaker = figure.Speaker,
            Stage = stated.Stage,
            FunderType = stated.FunderType,
            Money = figure.Money,
            Converted = row.Rate is { } rate && row.High is not null
                ? new ConvertedMoney(
                    new Money(row.Low, row.High, currency, unit, stated.Nature), stated.Years ?? 1, rate.Rate, rate.RateDate, rate.Series, rate.Through)
                : null,
            StatedOn = promise.StatedOn,
            FirstStatedOn = promise.FirstStatedOn,
            PeriodStartYear = stated.PeriodStartYear,
            PeriodEndYear = stated.PeriodEndYear,
            Due = promise.Due,
            OutstandingSince = row.OutstandingSince,
            Term = promise.Term,
            DaysSince = days,
            YearsSince = WholeYears(promise.Due.LastDay, today),
            Evidence = promise.Evidence,
            LatestStage = promise.LatestStage,
            Later = promise.Later,
            Source = figure.Sources.Count > 0 ? figure.Sources[0] : null,
        };
    }

    private static int WholeYears(DateOnly since, DateOnly today)
    {
        var years = today.Year - since.Year;
        return since.AddYears(years) > today ? years - 1 : years;
    }
}

/// <summary>How many outstanding promises each choice of a filter has.</summary>
/// <param name="Shown">Of the whole selection, by what is in evidence.</param>
public sealed record PromiseCounts(
    IReadOnlyList<(CountryLabel Country, int Count)> Countries,
    IReadOnlyDictionary<Stage, int> Stages,
    IReadOnlyDictionary<Theme, int> Themes,
    IReadOnlyDictionary<FunderType, int> FunderTypes,
    IReadOnlyDictionary<PromiseEvidence, int> Evidence,
    IReadOnlyDictionary<PromiseEvidence, int> Shown);
