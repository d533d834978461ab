using System.Globalization;
using CsvHelper;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Rows of a CSV file beside the tests, by column name; an empty cell is an empty string.</summary>
internal static class CsvRows
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(params string[] path)
    {
        using var reader = new CsvReader(new StreamReader(PathOf(path)), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        var columns = reader.HeaderRecord!;
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(columns.Select((column, at) => (column, value: reader.GetField(at)!))
                .Where(cell => cell.column != "").ToDictionary(cell => cell.column, cell => cell.value));
        }


        return rows;
    }

    public static string PathOf(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);
}
