using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration.Attributes;

namespace AiPolicyPortal.Core.Data;

/// <summary>Where the rows of a data file come from and what may be done with them: a line of <c>licences.csv</c>.</summary>
public sealed record DataOrigin
{
    [Name("file")]
    public required string File { get; init; }

    [Name("title")]
    public required string Title { get; init; }

    [Name("origin")]
    public required string Origin { get; init; }

    [Name("origin_url"), NullValues("")]
    public string? OriginUrl { get; init; }

    /// <summary>The date of the copy, as year, month or day; null where the origin gives none.</summary>
    [Name("as_of"), NullValues("")]
    public string? AsOf { get; init; }

    [Name("licence")]
    public required string Licence { get; init; }

    [Name("licence_url")]
    public required string LicenceUrl { get; init; }

    [Name("attribution")]
    public required string Attribution { get; init; }

    [Name("note"), NullValues("")]
    public string? Note { get; init; }
}

/// <summary>A file of the data folder with all its origins.</summary>
/// <param name="Name">Path below the data folder, such as <c>starter/grants.csv</c>.</param>
/// <param name="Rows">Records in it, without the heading.</param>
public sealed record DataFile(string Name, int Rows, IReadOnlyList<DataOrigin> Origins);

/// <summary>The files that the portal was delivered with, as <c>licences.csv</c> beside them describes them.</summary>
public sealed class DataCatalogue
{
    private DataCatalogue(IReadOnlyList<DataFile> files) => Files = files;

    public IReadOnlyList<DataFile> Files { get; }

    /// <summary>Reads the descriptions and counts the rows of each file.</summary>
    /// <param name="licences">Path of <c>licences.csv</c>; the files it names lie beside and below it.</param>
    /// <exception cref="IOException">A file that is described is missing.</exception>
    public static DataCatalogue Read(string licences)
    {
        using var csv = Open(licences);
        var folder = Path.GetDirectoryName(licences)!;
        var origins = csv.GetRecords<DataOrigin>().ToList();
        return new DataCatalogue([.. origins.GroupBy(origin => origin.File).Select(group =>
            new DataFile(group.Key, CountRows(Path.Combine(folder, group.Key)), [.. group]))]);
    }

    private static int CountRows(string file)
    {
        if (Path.GetExtension(file) == ".json")
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.GetArrayLength() : json.RootElement.GetPropertyCount();
        }

        using var csv = Open(file);
        csv.Read();
        var rows = 0;
        while (csv.Read())
        {
            rows++;
        }

        return rows;
    }

    private static CsvReader Open(string file) => new(new StreamReader(file), CultureInfo.InvariantCulture);
}
