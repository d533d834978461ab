using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>Reads the rows of an answer in CSV, each by the names of its columns.</summary>
public static class CsvText
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string text)
    {
        using var csv = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture));
        csv.Read();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!));
        return rows;
    }
}
