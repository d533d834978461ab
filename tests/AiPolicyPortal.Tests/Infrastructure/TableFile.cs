using System.Globalization;
using MiniExcelLibs;
using Parquet;
using Parquet.Schema;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>Reads what one column of a workbook or a Parquet file holds.</summary>
public static class TableFile
{
    public static IReadOnlyList<object?> Workbook(Stream file, string column) =>
        [.. file.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().Select(row => row[column])];

    /// <summary>Words, or the numbers of a column of numbers.</summary>
    public static async Task<IReadOnlyList<object?>> ParquetAsync(Stream file, string column)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        var field = reader.Schema.DataFields.Single(field => field.Name == column);
        var values = new List<object?>();
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            values.AddRange(field is DecimalDataField ? await NumbersAsync(group, field) : await WordsAsync(group, field));
        }

        return values;
    }

    public static decimal Sum(IEnumerable<object?> numbers) => numbers.Sum(number => Convert.ToDecimal(number, CultureInfo.InvariantCulture));

    private static async Task<IEnumerable<object?>> WordsAsync(ParquetRowGroupReader group, DataField field)
    {
        var words = new string?[group.RowCount];
        await group.ReadAsync(field, words);
        return words;
    }

    private static async Task<IEnumerable<object?>> NumbersAsync(ParquetRowGroupReader group, DataField field)
    {
        var numbers = new decimal?[group.RowCount];
        await group.ReadAsync<decimal>(field, numbers);
        return numbers.Cast<object?>();
    }
}
