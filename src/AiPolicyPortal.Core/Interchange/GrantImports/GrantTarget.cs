using System.Collections.Frozen;
using System.Globalization;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Interchange.Files;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>What a column of a file can be: a column of <c>grants.csv</c>, or of the parts of a grant.</summary>
/// <param name="Code">Its name; that of the column, where it is one of <c>grants.csv</c>.</param>
/// <param name="Kind">How its cells are read.</param>
/// <param name="IsNeeded">Whether every grant has it.</param>
public sealed record GrantTarget(string Code, TargetKind Kind, bool IsNeeded)
{
    internal CellType Type { get; init; } = new TextCell(int.MaxValue);

    /// <summary>In English, as the documentation of the data folder puts it.</summary>
    public string Meaning { get; init; } = "";

    public override string ToString() => Code;
}

public enum TargetKind
{
    Words,
    Date,
    Amount,
}

/// <summary>Everything that a column of a file can be.</summary>
public static class GrantTargets
{
    /// <summary>Kept as stated and given back in 360Giving, without a meaning in the portal.</summary>
    public const string Keep = "keep";

    public const string Id = "id";
    public const int MostRecipients = 5;
    public const int MostPayments = 5;

    private static readonly FolderFile Grants = new GrantsFile();
    private static readonly FolderFile Recipients = new GrantRecipientsFile();
    private static readonly FolderFile Payments = new GrantDisbursementsFile();

    public static IReadOnlyList<GrantTarget> All { get; } = [.. List()];

    private static readonly FrozenDictionary<string, int> Positions =
        All.Select((target, index) => (target.Code, index)).ToFrozenDictionary(pair => pair.Code, pair => pair.index, StringComparer.Ordinal);

    /// <summary>Those that can be the same in every row of a file.</summary>
    public static IReadOnlyList<GrantTarget> Constant { get; } = [.. new[]
    {
        "currency", "funder_type", "stage", "confidence", "programme", "funder", "recipient_country", "source", "themes", "note",
    }.Select(code => All[IndexOf(code)])];

    public static GrantTarget? Find(string code) => Positions.TryGetValue(code, out var index) ? All[index] : null;

    internal static int IndexOf(string code) => Positions[code];

    internal static string Recipient(int number, string? field = null) =>
        string.Create(CultureInfo.InvariantCulture, $"recipient_{number}{(field is null ? "" : "_" + field)}");

    internal static string Payment(int number, string field) => string.Create(CultureInfo.InvariantCulture, $"payment_{number}_{field}");

    private static IEnumerable<GrantTarget> List()
    {
        foreach (var column in Grants.Columns)
        {
            // An identifier becomes a reference, and references of other records are looked up all at once.
            yield return column.Name == Id ? Words(Id, OrganisationIdentifier.ValueMaxLength, column.Meaning) : Of(column.Name, column, column.Need == Need.Value);
        }

        yield return Words("recipient_identifier", OrganisationIdentifier.ValueMaxLength, "The recipient's identifier of org-id.guide.");
        yield return Of("recipient_organisation", Recipients, "organisation");
        yield return Of("recipient_role", Recipients, "role");
        yield return Of("recipient_share", Recipients, "amount");
        yield return Words("funder_name", GrantRecipient.NameMaxLength, "Who gave it, as stated.");
        yield return Words("funder_identifier", OrganisationIdentifier.ValueMaxLength, "The funder's identifier of org-id.guide.");
        for (var number = 2; number <= MostRecipients; number++)
        {
            yield return Of(Recipient(number), Recipients, "name");
            yield return Of(Recipient(number, "country"), Recipients, "country");
            yield return Words(Recipient(number, "identifier"), OrganisationIdentifier.ValueMaxLength, "The recipient's identifier of org-id.guide.");
            yield return Of(Recipient(number, "share"), Recipients, "amount");
        }

        for (var number = 1; number <= MostPayments; number++)
        {
            yield return Of(Payment(number, "date"), Payments, "date");
            yield return Of(Payment(number, "amount"), Payments, "amount");
        }

        yield return Words(Keep, int.MaxValue, "Kept as stated, and given back in 360Giving.");
    }

    private static GrantTarget Of(string code, FolderFile file, string column) => Of(code, file.Columns[file.IndexOf(column)], isNeeded: false);

    private static GrantTarget Of(string code, FolderColumn column, bool isNeeded) => new(code, KindOf(column.Type), isNeeded)
    {
        Type = column.Type is ReferenceCell ? new TextCell(Common.PublicRecord.ReferenceMaxLength) : column.Type,
        Meaning = column.Meaning,
    };

    private static GrantTarget Words(string code, int most, string meaning) => new(code, TargetKind.Words, false) { Type = new TextCell(most), Meaning = meaning };

    private static TargetKind KindOf(CellType type) => type switch
    {
        DateCell => TargetKind.Date,
        AmountCell => TargetKind.Amount,
        _ => TargetKind.Words,
    };
}

/// <summary>A row of an import as the checks of the data folder see it: its columns are the targets.</summary>
internal sealed class GrantTableFile : FolderFile
{
    public static readonly GrantTableFile Instance = new();

    private GrantTableFile()
    {
    }

    public override string Name => "grants";

    public override string Summary => "A grant with everything a file says of it.";

    public override IReadOnlyList<FolderColumn> Columns { get; } =
        [.. GrantTargets.All.Select(target => new FolderColumn(target.Code, target.Type, target.IsNeeded ? Need.Value : Need.Nothing, target.Meaning))];

    public override IReadOnlyList<string> Key => [GrantTargets.Id];

    public override void Check(FolderRow row, CheckContext context)
    {
        RowRules.DateOrder(row, "start", "end", context);
        Require(row, "recipient", "recipient_country", context);
        for (var number = 2; number <= GrantTargets.MostRecipients; number++)
        {
            Require(row, GrantTargets.Recipient(number), GrantTargets.Recipient(number, "country"), context);
            Require(row, GrantTargets.Recipient(number), GrantTargets.Recipient(number, "share"), context);
        }

        for (var number = 1; number <= GrantTargets.MostPayments; number++)
        {
            Require(row, GrantTargets.Payment(number, "date"), GrantTargets.Payment(number, "amount"), context);
            Require(row, GrantTargets.Payment(number, "amount"), GrantTargets.Payment(number, "date"), context);
        }
    }

    public override Task ApplyAsync(IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override IAsyncEnumerable<string?[]> ExportAsync(Persistence.PortalDbContext context, References references) => throw new NotSupportedException();

    public override Task<IReadOnlyList<string?[]>> RowsOfAsync(
        Persistence.PortalDbContext context, References references, RecordReference record, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static void Require(FolderRow row, string needed, string given, CheckContext context)
    {
        if (row[given] is not null && row[needed] is null)
        {
            context.Fault(row, needed, FaultCodes.Required, $"A value, since the row says {given}.");
        }
    }
}
