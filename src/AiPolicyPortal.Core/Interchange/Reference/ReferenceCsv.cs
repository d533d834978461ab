using System.Globalization;
using CsvHelper;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>Reads the rows of a reference file, as whoever published it wrote it.</summary>
internal static class ReferenceCsv
{
    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    /// <exception cref="InvalidDataException">A column is missing.</exception>
    public static IEnumerable<string[]> Rows(string folder, string file, params string[] columns)
    {
        using var parser = new CsvParser(new StreamReader(Path.Combine(folder, file)), CultureInfo.InvariantCulture);
        parser.Read();
        var positions = Array.ConvertAll(columns, column => Array.IndexOf(parser.Record!, column));
        if (Array.IndexOf(positions, -1) is var missing and >= 0)
        {
            throw new InvalidDataException($"{file} has no column {columns[missing]}.");
        }

        while (parser.Read())
        {
            yield return Array.ConvertAll(positions, position => parser[position]);
        }
    }

    public static string[] Header(string folder, string file)
    {
        using var parser = new CsvParser(new StreamReader(Path.Combine(folder, file)), CultureInfo.InvariantCulture);
        return parser.Read() ? parser.Record! : [];
    }

    public static string? OrNull(string text) => text.Length == 0 ? null : text;
}
