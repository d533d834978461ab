using System.Text.Json;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>How dates of a column are written.</summary>
public enum DateFormat
{
    /// <summary>2024, 2024-03 or 2024-03-11, with or without a time behind it.</summary>
    Iso,

    /// <summary>11/03/2024, 11.3.2024, 11-03-24 is not accepted: a year has four digits.</summary>
    DayFirst,

    /// <summary>03/11/2024.</summary>
    MonthFirst,

    /// <summary>2024/03/11.</summary>
    YearFirst,

    /// <summary>A spreadsheet's number of days since 1900.</summary>
    Serial,
}

/// <summary>How amounts of a column are written.</summary>
public enum NumberFormat
{
    /// <summary>1,234.50 or 1 234.50.</summary>
    Point,

    /// <summary>1.234,50 or 1 234,50.</summary>
    Comma,
}

/// <summary>What was found out about a file.</summary>
/// <param name="Encoding">Name of the encoding; null for files that say it themselves.</param>
/// <param name="Delimiter">Between cells; null where the file has none.</param>
/// <param name="Sheets">Of a workbook.</param>
/// <param name="Sheet">The one that is read.</param>
/// <param name="Headings">In the order of the columns. Of 360Giving JSON the paths of its fields.</param>
/// <param name="Samples">The first rows, for people to look at; long cells are cut.</param>
public sealed record GrantFileLayout(
    string? Encoding, char? Delimiter, IReadOnlyList<string> Sheets, string? Sheet, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string?>> Samples)
{
    /// <summary>What stands in the first rows of a column, without what is empty.</summary>
    public IReadOnlyList<string> SamplesOf(int column) =>
        [.. Samples.Select(row => row.ElementAtOrDefault(column)).OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text))];
}

/// <summary>What a column of a file is.</summary>
/// <param name="Heading">As it is in the file.</param>
/// <param name="Target">Code of a <see cref="GrantTarget"/>; null where the column is left out.</param>
/// <param name="Dates">Where the target is a date.</param>
/// <param name="Numbers">Where the target is an amount.</param>
public sealed record ColumnMapping(string Heading, string? Target, DateFormat? Dates = null, NumberFormat? Numbers = null);

/// <summary>What the columns of a file are, and what is the same in every row.</summary>
/// <param name="Columns">In the order of the file.</param>
/// <param name="Constants">Code of a target to its value.</param>
public sealed record GrantMapping(IReadOnlyList<ColumnMapping> Columns, IReadOnlyDictionary<string, string> Constants)
{
    public bool Says(string target) => Constants.ContainsKey(target) || Columns.Any(column => column.Target == target);

    /// <summary>A mapping as <c>{"columns": [{"heading": "…", "target": "…", "dates": "day-first"}], "constants": {"currency": "GBP"}}</c>; null where the text is none.</summary>
    public static GrantMapping? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<GrantMapping>(json, JsonColumns.Options) is { Columns: not null, Constants: not null } mapping ? mapping : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same for a file with these columns: those it does not name stay as they are there.</summary>
    public GrantMapping For(GrantMapping file) =>
        this with { Columns = [.. file.Columns.Select(column => Columns.FirstOrDefault(known => known.Heading == column.Heading) ?? column with { Target = null })] };
}

/// <summary>Why a file or a mapping cannot be used.</summary>
/// <param name="Code">One of <see cref="ImportProblems"/>.</param>
/// <param name="Subject">What is meant, such as a cell or a limit.</param>
/// <param name="Message">In English, with how to mend it.</param>
public sealed record ImportProblem(string Code, string? Subject, string Message);

/// <summary>A file or a step that cannot be accepted; nothing was changed.</summary>
public sealed class ImportRefusedException(ImportProblem problem) : Exception(problem.Message)
{
    public ImportProblem Problem => problem;
}

/// <summary>How many grants an import would bring, and of what.</summary>
/// <param name="Rows">Rows with a cell that is not empty.</param>
/// <param name="Faults">All of them, kept or not.</param>
/// <param name="FaultCodes">How many of each code.</param>
/// <param name="Sums">What the grants that are new add up to, and what the amounts of those that change were and become.</param>
/// <param name="SameInFile">Rows with the same recipient, amount and date as another row.</param>
/// <param name="SameInPortal">Rows with the same recipient, amount and date as another grant of the portal.</param>
/// <param name="Latest">The portal's publication that it was compared with.</param>
public sealed record GrantImportResult(
    int Rows, int Faults, IReadOnlyDictionary<string, int> FaultCodes, int Created, int Changed, int Unchanged, int Reinstated,
    IReadOnlyList<ImportSum> Sums, int SameInFile, int SameInPortal, int Undecided, long Latest);

/// <summary>Amounts in one currency; a grant whose amount is not disclosed is in none.</summary>
public sealed record ImportSum(string Currency, int NewGrants, decimal NewAmount, int ChangedGrants, decimal AmountBefore, decimal AmountAfter);
