using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Interchange.Cells;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>How a value is entered.</summary>
public enum FieldInput
{
    Text,
    LongText,
    Date,
    Amount,
    Number,
    Code,
    YesNo,
    Country,
    Currency,
    Language,
    Licence,
    Address,
    Reference,
}

/// <summary>A column of the data folder as a field of a form.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Meaning">What it says, in a sentence.</param>
/// <param name="Required">Whether every row has a value.</param>
/// <param name="Fixed">Whether a published value stays for ever.</param>
/// <param name="IsList">Several values, separated by <paramref name="Separator"/>.</param>
public sealed record FormField(string Column, string Meaning, FieldInput Input, bool Required, bool Fixed, bool IsList, char Separator)
{
    /// <summary>The codes there are; empty where there is no fixed list.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The name of the list of codes, by which they are put into words.</summary>
    public string CodeList { get; init; } = "";

    /// <summary>The kind of record that is named; null for other inputs.</summary>
    public RecordKind? Kind { get; init; }

    /// <summary>The most characters; null where the input says it.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>One file of the data folder as a part of a record's form.</summary>
/// <param name="File">Its name.</param>
/// <param name="IsMain">The record itself, one row; else any number of rows.</param>
/// <param name="Fields">In the order of the columns.</param>
public sealed record FormTable(string File, bool IsMain, IReadOnlyList<FormField> Fields)
{
    /// <summary>The fields that tell a row from the others of its record.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];
}

/// <summary>What a record of a kind is made of: the one description from which forms, comparisons and drafts are made.</summary>
public static class RecordForm
{
    private static readonly Dictionary<RecordKind, string[]> Files = new()
    {
        [RecordKind.Organisation] = ["organisations.csv", "organisation_identifiers.csv", "citations.csv"],
        [RecordKind.Programme] = ["programmes.csv", "citations.csv"],
        [RecordKind.Source] = ["sources.csv"],
        [RecordKind.Announcement] = ["announcements.csv", "citations.csv"],
        [RecordKind.Figure] = ["figures.csv", "figure_links.csv"],
        [RecordKind.Grant] = ["grants.csv", "grant_recipients.csv", "grant_disbursements.csv"],
        [RecordKind.Release] = ["releases.csv", "release_components.csv", "release_funding.csv", "citations.csv"],
        [RecordKind.Governance] = ["governance.csv", "governance_statuses.csv", "governance_links.csv", "citations.csv"],
    };

    private static readonly Dictionary<RecordKind, IReadOnlyList<FormTable>> Tables =
        Files.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<FormTable>)[.. pair.Value.Select(name => TableOf(FileOf(name)))]);

    /// <summary>The record's own file first, then those of its parts.</summary>
    public static IReadOnlyList<FormTable> Of(RecordKind kind) => Tables[kind];

    /// <summary>The name of the file whose rows are records of a kind.</summary>
    public static string MainFileOf(RecordKind kind) => Files[kind][0];

    internal static IEnumerable<FolderFile> FilesOf(RecordKind kind) => Files[kind].Select(FileOf);

    internal static FolderFile FileOf(string name) => FolderFiles.All[FolderFiles.IndexOf(name)];

    /// <summary>The columns of a file that a form has.</summary>
    internal static IEnumerable<FolderColumn> ColumnsOf(FolderFile file) => file.Columns
        .Where(column => !column.EmptySaysNothing && !file.OwnerColumns.Contains(column.Name) && !(file.Declares is not null && column.Type is OwnReferenceCell));

    private static FormTable TableOf(FolderFile file) => new(file.Name, file.Declares is not null, [.. ColumnsOf(file).Select(FieldOf)]) { Key = file.PartKey };

    private static FormField FieldOf(FolderColumn column)
    {
        var list = column.Type as ListCell;
        var type = list?.Item ?? column.Type;
        return new FormField(column.Name, column.Meaning, InputOf(type), column.Need == Need.Value, column.IsFixed, list is not null, list?.Separator ?? ';')
        {
            Codes = type switch
            {
                ICodeCell codes => codes.All,
                IntegerCell { Highest: <= 10 } small => [.. Enumerable.Range((int)small.Lowest, (int)(small.Highest - small.Lowest + 1)).Select(number => $"{number}")],
                _ => [],
            },
            CodeList = type is ICodeCell named ? named.ListName : "",
            Kind = (type as ReferenceCell)?.Kind,
            MaxLength = type is TextCell text ? text.MaxLength : null,
        };
    }

    private static FieldInput InputOf(CellType type) => type switch
    {
        ICodeCell => FieldInput.Code,
        YesNoCell => FieldInput.YesNo,
        DateCell or DayCell => FieldInput.Date,
        AmountCell => FieldInput.Amount,
        IntegerCell { Highest: <= 10 } => FieldInput.Code,
        IntegerCell or YearCell => FieldInput.Number,
        AddressCell => FieldInput.Address,
        LicenceCell => FieldInput.Licence,
        ReferenceCell => FieldInput.Reference,
        TextCell { MaxLength: >= PublicRecord.TextMaxLength } => FieldInput.LongText,
        _ when type == CodeCells.Country => FieldInput.Country,
        _ when type == CodeCells.Currency => FieldInput.Currency,
        _ when type == CodeCells.Language => FieldInput.Language,
        _ => FieldInput.Text,
    };
}
