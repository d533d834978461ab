namespace AiPolicyPortal.Web.Formats;

internal static class FirstItem
{
    /// <summary>The same items with the first already read, so that a query that fails does so before anything is answered.</summary>
    public static async Task<IAsyncEnumerable<T>> StartAsync<T>(this IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var reader = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            return Rest(reader, await reader.MoveNextAsync());
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    private static async IAsyncEnumerable<T> Rest<T>(IAsyncEnumerator<T> reader, bool hasItem)
    {
        await using (reader)
        {
            for (; hasItem; hasItem = await reader.MoveNextAsync())
            {
                yield return reader.Current;
            }
        }
    }
}
