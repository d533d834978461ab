using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.GrantImports;

namespace AiPolicyPortal.Web.Pages.Admin.Imports;

/// <summary>The form that says what the columns of a file are.</summary>
public static class MappingForm
{
    /// <summary>Of the field that says what a column is.</summary>
    public static string TargetOf(int column) => string.Create(CultureInfo.InvariantCulture, $"target-{column}");

    /// <summary>Of the field that says how its dates or amounts are written.</summary>
    public static string FormatOf(int column) => string.Create(CultureInfo.InvariantCulture, $"format-{column}");

    /// <summary>Of the field of a value that is the same in every row.</summary>
    public static string ConstantOf(string target) => "constant-" + target;

    /// <summary>The mapping that was sent. A format that nobody said is found out from the first rows.</summary>
    /// <exception cref="ImportRefusedException">They are in no single format, and one is to be said.</exception>
    public static GrantMapping Read(IFormCollection form, GrantFileLayout layout) => new(
        [.. layout.Headings.Select((heading, column) => Read(heading, form[TargetOf(column)].ToString(), form[FormatOf(column)].ToString(), layout.SamplesOf(column)))],
        GrantTargets.Constant.Select(target => (target.Code, Value: form[ConstantOf(target.Code)].ToString().Trim())).Where(pair => pair.Value.Length > 0)
            .ToDictionary(pair => pair.Code, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>The field that a problem is about; empty where it is about none.</summary>
    public static string FieldOf(ImportProblem problem, GrantMapping? mapping)
    {
        if (mapping is null || problem.Subject is not { } target || problem.Code is not (ImportProblems.Needed or ImportProblems.TwoColumns or ImportProblems.BadConstant
            or ImportProblems.FormatNeeded or ImportProblems.UnknownTarget))
        {
            return "";
        }

        var column = mapping.Columns.ToList().FindLastIndex(column => column.Target == target);
        return column >= 0 ? problem.Code == ImportProblems.FormatNeeded ? FormatOf(column) : TargetOf(column)
            : GrantTargets.Constant.Any(constant => constant.Code == target) ? ConstantOf(target) : TargetOf(0);
    }

    /// <summary>A cell of a column whose dates or amounts can be read in two ways; null where there is no doubt, or somebody said how.</summary>
    public static TwoReadings? DoubtOf(GrantFileLayout layout, ColumnMapping column, int index) => column.Target is null ? null : GrantTargets.Find(column.Target)?.Kind switch
    {
        TargetKind.Date when column.Dates is null => CellFormats.DetectDates(layout.SamplesOf(index)).Doubt,
        TargetKind.Amount when column.Numbers is null => CellFormats.DetectNumbers(layout.SamplesOf(index)).Doubt,
        _ => null,
    };

    private static ColumnMapping Read(string heading, string target, string format, IReadOnlyList<string> samples) => GrantTargets.Find(target)?.Kind switch
    {
        null when target.Length == 0 => new ColumnMapping(heading, null),
        TargetKind.Date => new ColumnMapping(heading, target, Dates: Codes<DateFormat>.TryParse(format, out var dates) ? dates : CellFormats.DetectDates(samples).Format),
        TargetKind.Amount => new ColumnMapping(heading, target, Numbers: Codes<NumberFormat>.TryParse(format, out var numbers) ? numbers : CellFormats.DetectNumbers(samples).Format),
        _ => new ColumnMapping(heading, target),
    };
}
