using System.Globalization;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>The stable codes of why a file, a mapping or a step is refused.</summary>
public static class ImportProblems
{
    public const string Empty = "empty";
    public const string UnknownFormat = "unknown-format";
    public const string TooLarge = "too-large";
    public const string TooManyRows = "too-many-rows";
    public const string TooManyColumns = "too-many-columns";
    public const string RowTooLong = "row-too-long";
    public const string CellTooLong = "cell-too-long";
    public const string CellTooLongInRow = "cell-too-long-in-row";
    public const string GrantTooLong = "grant-too-long";
    public const string WrongEncoding = "wrong-encoding";
    public const string NotText = "not-text";
    public const string NoHeading = "no-heading";
    public const string NotAWorkbook = "not-a-workbook";
    public const string WorkbookTooLarge = "workbook-too-large";
    public const string Formula = "formula";
    public const string NoSheet = "no-sheet";
    public const string NotJson = "not-json";
    public const string NoGrants = "no-grants";
    public const string UnclosedQuote = "unclosed-quote";
    public const string UnknownTarget = "unknown-target";
    public const string TwoColumns = "two-columns";
    public const string Needed = "needed";
    public const string BadConstant = "bad-constant";
    public const string FormatNeeded = "format-needed";
    public const string WrongState = "wrong-state";
    public const string OwnWork = "own-work";
    public const string HasFaults = "has-faults";
    public const string PortalChanged = "portal-changed";
    public const string NothingToPublish = "nothing-to-publish";
    public const string EditedSince = "edited-since";
    public const string NotTaken = "not-taken";
    public const string NoName = "no-name";

    public static ImportRefusedException Refuse(string code, string message, string? subject = null) => new(new ImportProblem(code, subject, message));

    internal static ImportRefusedException TooMany(string code, long most, string what) =>
        Refuse(code, string.Create(CultureInfo.InvariantCulture, $"At most {most:N0} {what}."), most.ToString("N0", CultureInfo.InvariantCulture));
}
