using System.IO.Pipelines;

namespace AiPolicyPortal.Core.Tables;

/// <summary>Writes rows one after the other, never more than a few pages of them in memory.</summary>
internal static class PipedRows
{
    private const int FlushBytes = 1 << 16;

    /// <param name="items">What the rows are of.</param>
    /// <param name="stream">Left open.</param>
    /// <param name="begin">Writes what stands before the rows.</param>
    /// <param name="writeRow">Writes one row.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync<TItem>(
        IAsyncEnumerable<TItem> items, Stream stream, Action<PipeWriter> begin, Action<TItem, PipeWriter> writeRow, CancellationToken cancellationToken)
    {
        // One piece of memory holds all that is sent at once: of many small ones each would be sent by itself.
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: 2 * FlushBytes, leaveOpen: true));
        begin(output);
        var rows = 0L;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            writeRow(item, output);
            rows++;
            if (output.UnflushedBytes >= FlushBytes)
            {
                await output.FlushAsync(cancellationToken);
            }
        }

        await output.FlushAsync(cancellationToken);
        await output.CompleteAsync();
        return rows;
    }
}
