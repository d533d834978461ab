using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.GrantImports.Reading;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>
/// Turns the rows of a file into rows of the portal and checks them as the data folder checks its own: each cell by the type of its column,
/// then the row as a whole. What needs all rows or the portal is checked afterwards, for all at once.
/// </summary>
internal sealed class GrantRowCheck
{
    private const int DigestLength = 16;

    // What tells a grant without an identifier from others.
    private static readonly string[] Telling = ["title", "recipient", "amount", "currency", "awarded", "start", "programme", "funder_name", "funder"];

    private readonly CheckContext context;
    private readonly FaultList faults;
    private readonly string mark;
    private readonly (int Column, int Target, ColumnMapping Mapping)[] columns;
    private readonly (int Column, string Heading)[] kept;
    private readonly string?[] constants;
    private readonly bool[] present;
    private readonly Dictionary<string, string> headings;

    /// <param name="mapping">Of the file's columns.</param>
    /// <param name="context">With reference data, and with <paramref name="faults"/> to report to.</param>
    /// <param name="faults">Emptied after each row.</param>
    /// <param name="source">Grants without an identifier of their own are named after it.</param>
    public GrantRowCheck(GrantMapping mapping, CheckContext context, FaultList faults, string source)
    {
        (this.context, this.faults) = (context, faults);
        mark = Slug(source);
        var positions = mapping.Columns.Select((column, index) => (column, index)).Where(pair => pair.column.Target is not null).ToList();
        columns = [.. positions.Where(pair => pair.column.Target != GrantTargets.Keep)
            .Select(pair => (pair.index, GrantTargets.IndexOf(pair.column.Target!), pair.column))];
        kept = [.. positions.Where(pair => pair.column.Target == GrantTargets.Keep).Select(pair => (pair.index, pair.column.Heading))];
        headings = columns.ToDictionary(column => column.Mapping.Target!, column => column.Mapping.Heading, StringComparer.Ordinal);
        constants = new string?[GrantTargets.All.Count];
        present = new bool[GrantTargets.All.Count];
        foreach (var (target, value) in mapping.Constants)
        {
            constants[GrantTargets.IndexOf(target)] = value;
            present[GrantTargets.IndexOf(target)] = true;
        }

        foreach (var (_, target, _) in columns)
        {
            present[target] = true;
        }
    }

    /// <summary>The heading that was taken for a column; null where it is the same in every row.</summary>
    public string? HeadingOf(string? target) => target is null ? null : headings.GetValueOrDefault(target);

    /// <summary>The row as the portal would hold it, or its faults.</summary>
    public (FolderRow? Row, IReadOnlyList<Fault> Faults) Check(SourceRow source)
    {
        var cells = (string?[])constants.Clone();
        var row = new FolderRow(GrantTableFile.Instance, source.Number, cells, present);
        if (source.Statement?.Contains("\\u0000", StringComparison.Ordinal) == true)
        {
            context.Fault(row, null, FaultCodes.ControlCharacter, "Text without control characters.");
            return (null, faults.Take());
        }

        if (source.FaultCode is { } code)
        {
            context.Fault(row, null, code, FormExpectation(code, source), source.CellCount?.ToString(CultureInfo.InvariantCulture));
            return (null, faults.Take());
        }

        foreach (var (column, target, how) in columns)
        {
            var text = source.Cells[column];
            if (!string.IsNullOrWhiteSpace(text))
            {
                cells[target] = Read(row, text, target, how);
            }
            else if (cells[target] is null && GrantTargets.All[target].IsNeeded)
            {
                context.Fault(row, how.Target, FaultCodes.Required, $"A value: {GrantTargets.All[target].Meaning}");
            }
        }

        if (!faults.Any)
        {
            GrantTableFile.Instance.Check(row, context);
        }

        return faults.Any ? (null, faults.Take()) : (row, []);
    }

    /// <summary>The grant's public reference: its identifier in small letters, or a digest of what it says where the file has none.</summary>
    public (string Reference, string Identifier) Name(FolderRow row)
    {
        if (row[GrantTargets.Id] is { } identifier)
        {
            var reference = Slug(identifier);
            return (reference.Length > 0 ? reference : Digest(identifier), identifier);
        }

        var said = string.Join('\u001F', Telling.Select(column => row[column]));
        var made = $"{mark}-{Digest(said)}";
        return (made, made);
    }

    /// <summary>What is kept as stated: of JSON the whole grant, else the cells without a meaning by their headings.</summary>
    public string? Original(SourceRow source)
    {
        if (source.Statement is not null || kept.Length == 0)
        {
            return source.Statement;
        }

        var original = new JsonObject();
        foreach (var (column, heading) in kept)
        {
            if (source.Cells[column] is { Length: > 0 } text)
            {
                original[heading] = text;
            }
        }

        return original.Count == 0 ? null : original.ToJsonString();
    }

    /// <summary>Further recipients and payments; null where the row has none.</summary>
    public static string? More(FolderRow row, string reference)
    {
        var recipients = Enumerable.Range(2, GrantTargets.MostRecipients - 1).Where(number => row[GrantTargets.Recipient(number)] is not null).Select(number => new
        {
            position = number,
            name = row[GrantTargets.Recipient(number)],
            country = row[GrantTargets.Recipient(number, "country")],
            key = KeyOf(row[GrantTargets.Recipient(number)], row[GrantTargets.Recipient(number, "identifier")]),
            identifier = row[GrantTargets.Recipient(number, "identifier")],
            amount = row.Amount(GrantTargets.Recipient(number, "share")),
        }).ToList();
        var payments = Enumerable.Range(1, GrantTargets.MostPayments).Where(number => row[GrantTargets.Payment(number, "date")] is not null).Select(number => new
        {
            reference = string.Create(CultureInfo.InvariantCulture, $"{reference}-p{number}"),
            paid_on = row.Date(GrantTargets.Payment(number, "date"))!.Value.LastDay,
            precision = row.Date(GrantTargets.Payment(number, "date"))!.Value.Precision.Code(),
            amount = row.Amount(GrantTargets.Payment(number, "amount")),
        }).ToList();
        return recipients.Count + payments.Count == 0 ? null : JsonSerializer.Serialize(new { recipients, payments }, JsonColumns.Options);
    }

    /// <summary>What tells one organisation of a file from another; null where none is named.</summary>
    public static string? KeyOf(string? name, string? identifier) =>
        identifier is not null ? "i:" + identifier.Trim() : name is not null && GrantSuggestions.Plain(name) is { Length: > 0 } plain ? "n:" + plain : null;

    /// <summary>Small letters, digits and single hyphens.</summary>
    public static string Slug(string text)
    {
        var slug = GrantSuggestions.Plain(text).Replace(' ', '-');
        if (slug.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '-'))
        {
            slug = string.Concat(slug.Where(character => char.IsAsciiLetterOrDigit(character) || character == '-')).Trim('-');
            while (slug.Contains("--", StringComparison.Ordinal))
            {
                slug = slug.Replace("--", "-", StringComparison.Ordinal);
            }
        }

        const int room = PublicRecord.ReferenceMaxLength - 4;
        return slug.Length <= room ? slug : $"{slug[..(room - DigestLength - 1)].TrimEnd('-')}-{Digest(text)}";
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..DigestLength];

    private static string FormExpectation(string code, SourceRow source) => code switch
    {
        FaultCodes.UnclosedQuote => "Every quotation mark around a cell closed, and those inside of it doubled.",
        FaultCodes.StrayQuote => "A cell with a quotation mark in it is put in quotation marks, and the mark is doubled.",
        _ => $"{source.Cells.Length} cells, as there are headings; this row has {source.CellCount}.",
    };

    private string? Read(FolderRow row, string text, int target, ColumnMapping how)
    {
        var kind = GrantTargets.All[target];
        var read = kind.Kind switch
        {
            TargetKind.Date => CellFormats.Date(text, how.Dates ?? DateFormat.Iso),
            TargetKind.Amount => CellFormats.Number(text, how.Numbers ?? NumberFormat.Point),
            _ => kind.Type.Normalise(text.Trim()),
        };
        if (read is null)
        {
            context.Fault(row, how.Target, kind.Kind == TargetKind.Date ? FaultCodes.BadDate : FaultCodes.BadNumber, kind.Kind == TargetKind.Date
                ? $"A date that exists, written as it is set for this column: {CellFormats.Example(how.Dates ?? DateFormat.Iso)}."
                : $"A number, written as it is set for this column: {CellFormats.Example(how.Numbers ?? NumberFormat.Point)}.", text);
            return null;
        }

        if (VisibleText.FaultOf(read) is { } hidden)
        {
            context.Fault(row, how.Target, FaultCodes.ControlCharacter, hidden, text);
            return null;
        }

        row.Cells[target] = read;
        kind.Type.Check(read, new Cells.CellPlace(row, kind.Code, context));
        return read;
    }
}
