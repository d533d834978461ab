using System.Globalization;
using AiPolicyPortal.Core.Interchange;
using CsvHelper;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>What a file of the starter data says: each row as its columns and cells.</summary>
public static class StarterFile
{
    /// <param name="name">Such as <c>grants.csv</c>.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string name)
    {
        using var csv = new CsvReader(new StreamReader(Path.Combine(DataPaths.Starter, name)), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(column => column, column => csv.GetField(column) ?? ""));
        }

        return rows;
    }
}
