namespace AiPolicyPortal.Core.Common;

public static class PublicRecords
{
    /// <summary>Records that hold: neither withdrawn nor, by that, to be shown in lists.</summary>
    public static IQueryable<TRecord> Holding<TRecord>(this IQueryable<TRecord> records)
        where TRecord : PublicRecord => records.Where(record => record.WithdrawnAt == null);

    /// <summary>Records published with a change at or after an instant, UTC; all of them when it is null.</summary>
    public static IQueryable<TRecord> UpdatedSince<TRecord>(this IQueryable<TRecord> records, DateTimeOffset? since)
        where TRecord : PublicRecord => since is { } instant ? records.Where(record => record.UpdatedAt >= instant) : records;

    /// <summary>Records by public reference or by key.</summary>
    public static IQueryable<TRecord> Named<TRecord>(this IQueryable<TRecord> records, string reference)
        where TRecord : PublicRecord => Guid.TryParse(reference, out var id)
        ? records.Where(record => record.Id == id)
        : records.Where(record => record.Reference == reference);
}
