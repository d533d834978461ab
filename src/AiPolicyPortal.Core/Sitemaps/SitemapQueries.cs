using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Sitemaps;

/// <summary>Every record that has a page, neither withdrawn nor merged, in parts that are read one at a time.</summary>
public sealed class SitemapQueries(PortalDbContext db, PublishedAnswers answers)
{
    private static readonly (string Noun, Func<PortalDbContext, IQueryable<SitemapRecord>> Records)[] Nouns =
    [
        ("programmes", db => RecordsOf(db.Programmes)),
        ("figures", db => RecordsOf(db.Figures)),
        ("announcements", db => RecordsOf(db.Announcements)),
        ("grants", db => RecordsOf(db.Grants)),
        ("organisations", db => RecordsOf(db.Organisations.Where(organisation => organisation.MergedIntoId == null))),
        ("releases", db => RecordsOf(db.Releases)),
        ("governance", db => RecordsOf(db.GovernanceMeasures)),
        ("sources", db => RecordsOf(db.Sources)),
    ];

    /// <summary>The parts of all nouns with records, in a fixed order.</summary>
    /// <param name="length">The most records of a part.</param>
    public Task<IReadOnlyList<SitemapPart>> PartsAsync(int length, CancellationToken cancellationToken) =>
        answers.GetAsync(db, $"sitemap/{length}", token => DivideAsync(length, token), cancellationToken);

    /// <summary>The records of a part, read as they are asked for.</summary>
    public IAsyncEnumerable<SitemapRecord> StreamAsync(SitemapPart part)
    {
        var records = After(Nouns.Single(noun => noun.Noun == part.Noun).Records(db), part.After);
        if (part.Last is { } last)
            records = records.Where(record => record.Id.CompareTo(last) <= 0);
        return records.OrderBy(record => record.Id).AsAsyncEnumerable();
    }

    private async Task<IReadOnlyList<SitemapPart>> DivideAsync(int length, CancellationToken cancellationToken)
    {
        var parts = new List<SitemapPart>();
        foreach (var (noun, all) in Nouns)
        {
            for (var (number, after) = (1, (Guid?)null); await MeasureAsync(After(all(db), after), length, cancellationToken) is { } measured; number++)
            {
                parts.Add(new SitemapPart(noun, number, after, measured.Last, measured.UpdatedAt));
                if ((after = measured.Last) is null)
                    break;
            }
        }

        return parts;
    }

    // The last part has no end, so that what is published meanwhile is in it.
    private static async Task<(Guid? Last, DateTimeOffset UpdatedAt)?> MeasureAsync(
        IQueryable<SitemapRecord> rest, int length, CancellationToken cancellationToken)
    {
        var part = rest.OrderBy(record => record.Id).Take(length);
        if (await part.MaxAsync(record => (DateTimeOffset?)record.UpdatedAt, cancellationToken) is not { } updatedAt)
            return null;
        var beyond = await rest.OrderBy(record => record.Id).Skip(length - 1).Take(2).Select(record => record.Id).ToListAsync(cancellationToken);
        return (beyond.Count == 2 ? beyond[0] : null, updatedAt);
    }

    private static IQueryable<SitemapRecord> After(IQueryable<SitemapRecord> records, Guid? after) =>
        after is { } id ? records.Where(record => record.Id.CompareTo(id) > 0) : records;

    private static IQueryable<SitemapRecord> RecordsOf<TRecord>(IQueryable<TRecord> records)
        where TRecord : PublicRecord => records.AsNoTracking().Holding()
        .Select(record => new SitemapRecord { Id = record.Id, Reference = record.Reference, UpdatedAt = record.UpdatedAt });
}
