namespace AiPolicyPortal.Core.Queries;

/// <summary>How every noun is read: a filtered list and one record, the same for pages, API and exports.</summary>
public interface IRecordQueries<TFilter, TItem, TDetail>
    where TDetail : class
{
    /// <summary>The page of the filtered, ordered list.</summary>
    /// <exception cref="InvalidQueryException">The filter names something that is not in the portal.</exception>
    Task<Page<TItem>> ListAsync(TFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The record of a public reference or key that holds; null when there is none. See <see cref="RecordFates"/> for why.</summary>
    Task<TDetail?> FindAsync(string reference, CancellationToken cancellationToken);
}

/// <summary>A noun whose whole selections can be read one record after the other, for exports.</summary>
public interface IStreamedQueries<TFilter, TItem, TDetail> : IRecordQueries<TFilter, TItem, TDetail>
    where TDetail : class
{
    /// <summary>
    /// Every record of the filtered, ordered list, one after the other as the database gives them and as it stood when the first was asked for;
    /// never all in memory. The database is busy with it until the last is read.
    /// </summary>
    /// <exception cref="InvalidQueryException">The filter names something that is not in the portal.</exception>
    Task<IAsyncEnumerable<TItem>> StreamAsync(TFilter filter, Order order, CancellationToken cancellationToken);
}
