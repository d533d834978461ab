using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Cli;

/// <summary>Says on the shell what was found out about a file of grants, and what publishing it would do.</summary>
internal sealed class ImportGrantsReport(PortalDbContext context)
{
    private const int Shown = 20;

    private static readonly string[] FaultHeadings = ["row", "column", "value", "fault"];

    public static void WriteFile(GrantImport import)
    {
        var layout = import.Layout!;
        var kind = layout switch
        {
            { Delimiter: { } delimiter } => $"{layout.Encoding}, delimiter {(delimiter == '\t' ? "tab" : delimiter)}",
            { Sheet: { } sheet } => $"sheet {sheet}",
            _ => "360Giving",
        };
        Console.WriteLine($"{import.FileName}: {import.Result!.Rows} rows, {kind}");
        foreach (var column in import.Mapping!.Columns)
        {
            var format = column.Dates?.Code() ?? column.Numbers?.Code();
            Console.WriteLine($"  {column.Heading} → {column.Target ?? "left out"}{(format is null ? "" : $" ({format})")}");
        }
    }

    public async Task WriteResultAsync(GrantImport import, CancellationToken cancellationToken)
    {
        WriteFile(import);
        var result = import.Result!;
        Console.WriteLine($"new {result.Created}, changed {result.Changed}, unchanged {result.Unchanged}, reinstated {result.Reinstated}");
        foreach (var sum in result.Sums)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sum.Currency}: new {sum.NewGrants} of {sum.NewAmount}; changed {sum.ChangedGrants} from {sum.AmountBefore} to {sum.AmountAfter}"));
        }

        await WriteDifferencesAsync(import, cancellationToken);
        await WriteDuplicatesAsync(import, cancellationToken);
        await WriteOrganisationsAsync(import, cancellationToken);
    }

    /// <summary>The first faults on the shell, and all that were kept in a file where one is asked for.</summary>
    public async Task WriteFaultsAsync(GrantImport import, FileInfo? file, CancellationToken cancellationToken)
    {
        var faults = await context.GrantImportFaults.AsNoTracking().Where(fault => fault.ImportId == import.Id).OrderBy(fault => fault.Row).ThenBy(fault => fault.Number)
            .Take(Shown).ToListAsync(cancellationToken);
        await Console.Error.WriteLineAsync($"{(import.Result!.Faults == 1 ? "1 fault" : $"{import.Result.Faults} faults")}; nothing was imported.");
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync($"row {fault.Row}, {fault.Heading ?? fault.Column ?? "the row"}: {fault.Value} ({fault.Code}) {fault.Expectation}");
        }

        if (file is null)
        {
            return;
        }

        await using var stream = file.Create();
        var sheet = new GrantFaultSheet(context);
        await (string.Equals(file.Extension, ".xlsx", StringComparison.OrdinalIgnoreCase)
            ? sheet.WriteXlsxAsync(import, FaultHeadings, fault => fault.Expectation, stream, cancellationToken)
            : sheet.WriteCsvAsync(import, FaultHeadings, fault => fault.Expectation, stream, cancellationToken));
        await Console.Error.WriteLineAsync($"The rows with faults are in {file.FullName}.");
    }

    private async Task WriteDifferencesAsync(GrantImport import, CancellationToken cancellationToken)
    {
        foreach (var grant in await GrantDifferences.ListAsync(context, import.Id, created: false, 0, Shown, cancellationToken))
        {
            Console.WriteLine($"row {grant.Row}, {grant.Reference} {grant.Effect}:");
            foreach (var (column, values) in grant.Changes)
            {
                Console.WriteLine($"  {column}: {values[0] ?? "nothing"} → {values[1] ?? "nothing"}");
            }
        }
    }

    private async Task WriteDuplicatesAsync(GrantImport import, CancellationToken cancellationToken)
    {
        if (import.Result!.SameInFile + import.Result.SameInPortal == 0)
        {
            return;
        }

        Console.WriteLine($"Likely the same: {import.Result.SameInFile} rows as another row, {import.Result.SameInPortal} as another grant of the portal.");
        foreach (var twice in await GrantDifferences.DuplicatesAsync(context, import.Id, Shown, cancellationToken))
        {
            Console.WriteLine($"  row {twice.Row}: as {(twice.OtherReference is { } grant ? $"the grant {grant}" : $"row {twice.OtherRow}")}");
        }
    }

    private async Task WriteOrganisationsAsync(GrantImport import, CancellationToken cancellationToken)
    {
        var found = await context.GrantImportOrganisations.AsNoTracking().Where(organisation => organisation.ImportId == import.Id)
            .OrderBy(organisation => organisation.Decision == OrganisationDecision.Undecided ? 0 : 1).ThenByDescending(organisation => organisation.Rows).ThenBy(organisation => organisation.Key)
            .Take(Shown).ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return;
        }

        var ids = found.Select(organisation => organisation.MatchId).ToList();
        var names = await context.Organisations.AsNoTracking().Where(organisation => ids.Contains(organisation.Id))
            .ToDictionaryAsync(organisation => organisation.Id, organisation => organisation.Reference, cancellationToken);
        Console.WriteLine($"Organisations: {import.Result!.Undecided} undecided stay the names that are stated.");
        foreach (var organisation in found)
        {
            var match = organisation.MatchId is { } id ? names.GetValueOrDefault(id) : null;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {organisation.Name}{(organisation.Identifier is null ? "" : $" ({organisation.Identifier})")}: "
                + $"{(match is null ? "unknown to the portal" : $"{match} by {organisation.Match.Code()}, {organisation.Score:0.00}")}, {organisation.Decision.Code()}"));
        }
    }
}
