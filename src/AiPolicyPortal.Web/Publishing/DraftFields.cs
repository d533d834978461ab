using System.Globalization;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>A record's rows as the fields of a form, and back.</summary>
public static class DraftFields
{
    private const char ListSeparator = ';';

    /// <summary>The name under which a field is sent.</summary>
    public static string NameOf(int table, int row, string column) => string.Create(CultureInfo.InvariantCulture, $"t{table}.{row}.{column}");

    /// <summary>The id of a field on the page, to lead to it.</summary>
    public static string IdOf(int table, int row, string column) => string.Create(CultureInfo.InvariantCulture, $"t{table}-{row}-{column}");

    /// <summary>The id of the field that a fault is about.</summary>
    public static string IdOf(RecordKind kind, DraftFault fault)
    {
        var tables = RecordForm.Of(kind);
        var table = Enumerable.Range(0, tables.Count).FirstOrDefault(index => tables[index].File == fault.File);
        var fields = tables[table].Fields;
        return fault.Column is not null && fields.Any(field => field.Column == fault.Column) ? IdOf(table, fault.Row ?? 0, fault.Column)
            : tables[table].IsMain ? "reference" : IdOf(table, fault.Row ?? 0, fields[0].Column);
    }

    /// <summary>What was expected: in English as exactly as the check says it, else by the kind of fault.</summary>
    public static string Message(IStringLocalizer<Interface> words, DraftFault fault)
    {
        var known = words[$"RowFault.{fault.Code}"];
        return words["Language"].Value == "en" || known.ResourceNotFound ? fault.Expectation : known.Value;
    }

    /// <summary>The rows that a form sent, empty ones left out.</summary>
    /// <param name="kind">Of the record.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="without">A row to leave out, as table and row with a colon between; null for none.</param>
    public static RecordRows Read(RecordKind kind, IFormCollection form, string? without)
    {
        var rows = new RecordRows();
        var tables = RecordForm.Of(kind);
        for (var table = 0; table < tables.Count; table++)
        {
            foreach (var row in RowsOf(form, table).Where(row => string.Create(CultureInfo.InvariantCulture, $"{table}:{row}") != without))
            {
                var cells = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var field in tables[table].Fields)
                {
                    if (Read(field, form[NameOf(table, row, field.Column)]) is { Length: > 0 } text)
                        cells.Add(field.Column, text);
                }

                if (tables[table].IsMain || cells.Any(cell => Speaks(tables[table], cell)))
                    rows.Add(tables[table].File, cells);
            }
        }

        if (rows.Of(tables[0].File).Count == 0)
            rows.Add(tables[0].File, []);
        return rows;
    }

    /// <summary>A cell's text as it is shown in its field: lists one value a line.</summary>
    public static string? Shown(FormField field, string? text) =>
        field is { IsList: true, Input: not FieldInput.Code } ? text?.Replace(field.Separator.ToString(), "\n", StringComparison.Ordinal) : text;

    // Choices have a value whatever somebody wants to say.
    private static bool Speaks(FormTable table, KeyValuePair<string, string> cell) =>
        table.Fields.First(field => field.Column == cell.Key) is { } field && field.Input is not (FieldInput.YesNo or FieldInput.Code);

    private static IEnumerable<int> RowsOf(IFormCollection form, int table)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"t{table}.");
        return form.Keys.Where(key => key.StartsWith(start, StringComparison.Ordinal))
            .Select(key => int.TryParse(key.Split('.')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : -1)
            .Where(row => row >= 0).Distinct().Order();
    }

    private static string? Read(FormField field, Microsoft.Extensions.Primitives.StringValues sent) => field switch
    {
        { Input: FieldInput.YesNo } => sent.Contains("yes") ? "yes" : "no",
        { IsList: true, Input: FieldInput.Code } => string.Join(ListSeparator, sent.Where(code => !string.IsNullOrWhiteSpace(code))),
        { IsList: true } => string.Join(field.Separator, Lines(sent.ToString()).SelectMany(line => line.Split(field.Separator)).Select(value => value.Trim()).Where(value => value.Length > 0)),
        _ => sent.ToString().ReplaceLineEndings("\n").Trim(),
    };

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
