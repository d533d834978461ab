using System.Globalization;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Interchange.GrantImports.Reading;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>What imports of grants say, in the language of the request.</summary>
public static partial class GrantImportWords
{
    /// <summary>What a column can be, such as "Amount" or "Recipient 2: country".</summary>
    public static string Target(IStringLocalizer<Interface> words, string code)
    {
        var part = PartTarget().Match(code);
        if (part.Success)
            return words[$"ImportTarget.{part.Groups["kind"].Value}-n{part.Groups["field"].Value.Replace('_', '-')}", part.Groups["number"].Value];
        var own = words[$"ImportTarget.{code}"];
        return own.ResourceNotFound ? words.Label("Cell", code) : own.Value;
    }

    /// <summary>How dates or amounts are written, with an example.</summary>
    public static string Format(IStringLocalizer<Interface> words, DateFormat format) => words[$"DateFormat.{format.Code()}", CellFormats.Example(format)];

    /// <inheritdoc cref="Format(IStringLocalizer{Interface}, DateFormat)"/>
    public static string Format(IStringLocalizer<Interface> words, NumberFormat format) => words[$"NumberFormat.{format.Code()}", CellFormats.Example(format)];

    /// <summary>What was expected of a cell: in English as exactly as the check says it, else by the kind of fault.</summary>
    public static string Message(IStringLocalizer<Interface> words, GrantImport import, GrantImportFault fault)
    {
        if (words["Language"].Value == "en")
            return fault.Expectation;
        var how = import.Mapping?.Columns.FirstOrDefault(column => column.Target == fault.Column);
        return fault.Code switch
        {
            FaultCodes.BadDate => words["ImportFault.bad-date", CellFormats.Example(how?.Dates ?? DateFormat.Iso)],
            FaultCodes.BadNumber => words["ImportFault.bad-number", CellFormats.Example(how?.Numbers ?? NumberFormat.Point)],
            _ => words[$"ImportFault.{fault.Code}"] is { ResourceNotFound: false } own ? own.Value
                : words[$"RowFault.{fault.Code}"] is { ResourceNotFound: false } known ? known.Value : fault.Expectation,
        };
    }

    /// <summary>Why a file, a mapping or a step was refused, and how to mend it.</summary>
    public static string Problem(IStringLocalizer<Interface> words, ImportProblem problem)
    {
        var subject = problem.Code is ImportProblems.Needed or ImportProblems.TwoColumns or ImportProblems.BadConstant or ImportProblems.FormatNeeded
            ? Target(words, problem.Subject ?? "") : problem.Subject ?? "";
        var known = words[$"ImportProblem.{problem.Code}", subject, FileLimits.CellLength.ToString("N0", CultureInfo.CurrentCulture)];
        return known.ResourceNotFound ? problem.Message : known.Value;
    }

    /// <summary>A share of one in percent, such as "82%".</summary>
    public static string Percent(float score) => score.ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>What is between cells, by its name where it cannot be seen.</summary>
    public static string Delimiter(IStringLocalizer<Interface> words, char delimiter) => words[delimiter switch
    {
        '\t' => "Imports.Delimiter.tab",
        ';' => "Imports.Delimiter.semicolon",
        '|' => "Imports.Delimiter.bar",
        _ => "Imports.Delimiter.comma",
    }];

    [GeneratedRegex(@"^(?<kind>recipient|payment)_(?<number>\d)(?<field>(?:_[a-z]+)?)$")]
    private static partial Regex PartTarget();
}
