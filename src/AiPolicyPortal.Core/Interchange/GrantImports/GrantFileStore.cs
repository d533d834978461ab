using AiPolicyPortal.Core.Interchange.GrantImports.Reading;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Keeps uploaded files in the database, so that every node has them and a restart loses none; in pieces, so that no memory holds one whole.</summary>
internal static class GrantFileStore
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Within the context's present transaction.</summary>
    /// <returns>The file's length in bytes.</returns>
    public static async Task<long> SaveAsync(PortalDbContext context, Guid import, Stream file, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var buffer = new byte[ChunkBytes];
        var length = 0L;
        for (var position = 0; await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is var read and > 0; position++)
        {
            length += read;
            if (length > FileLimits.Bytes)
            {
                throw ImportProblems.TooMany(ImportProblems.TooLarge, FileLimits.Bytes, "bytes");
            }

            await using var command = new NpgsqlCommand("insert into grant_import_chunks (import_id, position, bytes) values ($1, $2, $3)", connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = import });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = position });
            command.Parameters.Add(new NpgsqlParameter<ArraySegment<byte>> { TypedValue = new ArraySegment<byte>(buffer, 0, read) });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return length == 0 ? throw ImportProblems.Refuse(ImportProblems.Empty, "The file is empty.") : length;
    }

    /// <summary>A copy on this node's disk for as long as it is needed.</summary>
    public static async Task<TemporaryCopy> CopyAsync(PortalDbContext context, Guid import, CancellationToken cancellationToken)
    {
        var copy = new TemporaryCopy();
        try
        {
            await using var file = new FileStream(copy.Path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
            var chunks = context.GrantImportChunks.AsNoTracking().Where(chunk => chunk.ImportId == import).OrderBy(chunk => chunk.Position).Select(chunk => chunk.Bytes);
            await foreach (var bytes in chunks.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                await file.WriteAsync(bytes, cancellationToken);
            }

            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }
}

/// <summary>A file that is deleted when it is no longer needed.</summary>
internal sealed class TemporaryCopy : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"grant-import-{Guid.NewGuid():n}");

    public void Dispose() => File.Delete(Path);
}
