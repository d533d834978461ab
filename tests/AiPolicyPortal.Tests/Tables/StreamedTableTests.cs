using System.Runtime.CompilerServices;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Tests.Tables;

/// <summary>Every format writes as it reads, so that memory does not grow with the rows.</summary>
public sealed class StreamedTableTests
{
    private const int Rows = 60_000;

    private static readonly Table<int> Table = new Table<int>("numbers", "Numbers", "One number")
        .Reference("ref", "Its name", number => $"number-{number}-{Guid.NewGuid()}")
        .Whole("value", "Its value", number => number);

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    [InlineData("xlsx")]
    public async Task Write_ManyRows_AreInTheFileBeforeTheLastIsRead(string format)
    {
        using var file = new MemoryStream();
        var sizes = new List<long>();

        var rows = await WriteAsync(format, Watched(sizes, file, TestContext.Current.CancellationToken), file);

        Assert.Equal(Rows, rows);
        Assert.True(sizes[^1] > file.Length / 2, $"Before the last row {sizes[^1]} of {file.Length} bytes were written.");
    }

    private static Task<long> WriteAsync(string format, IAsyncEnumerable<int> items, Stream file) => format switch
    {
        "csv" => CsvTable.WriteAsync(Table, items, file, TestContext.Current.CancellationToken),
        "jsonl" => JsonLinesTable.WriteAsync(Table, items, file, TestContext.Current.CancellationToken),
        "parquet" => ParquetTable.WriteAsync(Table, items, file, TestContext.Current.CancellationToken),
        _ => XlsxTable.WriteAsync(Table, items, [], file, TestContext.Current.CancellationToken),
    };

    private static async IAsyncEnumerable<int> Watched(List<long> sizes, MemoryStream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; number < Rows; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sizes.Add(file.Length);
            yield return number;
        }

        await Task.CompletedTask;
    }
}
