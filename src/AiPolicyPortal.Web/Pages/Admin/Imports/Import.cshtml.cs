using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Imports;

/// <summary>One import of grants: what was found out about it, and what can be done with it now.</summary>
[Authorize(Policies.Editor)]
public sealed class ImportModel(PortalDbContext db, GrantImports imports, IStringLocalizer<Interface> words) : PageModel
{
    public const int PageSize = 50;
    public const int MostFaults = 100;
    public const int MostOrganisations = 200;

    [BindProperty(SupportsGet = true, Name = "number")]
    public int Number { get; set; }

    /// <summary>Whether somebody wants to say anew what the columns are.</summary>
    [BindProperty(SupportsGet = true, Name = "map")]
    public bool MapsAgain { get; set; }

    /// <summary>How many of the changed grants are passed over.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public int From { get; set; }

    public GrantImport Import { get; private set; } = null!;

    /// <summary>What the columns are: as typed, as said, or as suggested. Null where that is not asked.</summary>
    public GrantMapping? Mapping { get; private set; }

    public IReadOnlyList<GrantDifference> Changed { get; private set; } = [];

    /// <summary>The first of those that would be created.</summary>
    public IReadOnlyList<GrantDifference> Created { get; private set; } = [];

    public IReadOnlyList<GrantDuplicate> Duplicates { get; private set; } = [];

    public IReadOnlyList<GrantImportFault> Faults { get; private set; } = [];

    /// <summary>Undecided ones first, then those that most rows name.</summary>
    public IReadOnlyList<GrantImportOrganisation> Organisations { get; private set; } = [];

    /// <summary>The organisations of the portal that were found, by their keys: reference and name.</summary>
    public IReadOnlyDictionary<Guid, (string Reference, string Name)> Matches { get; private set; } = new Dictionary<Guid, (string, string)>();

    public IReadOnlyList<AuditEntry> History { get; private set; } = [];

    public bool IsWorking => Import.State is GrantImportState.Inspecting or GrantImportState.Checking or GrantImportState.Publishing or GrantImportState.Undoing;

    /// <summary>Whether the reader had no hand in it, and may approve it.</summary>
    public bool MayApprove => User.Id() is { } user && !Import.Workers.Contains(user);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>How far it is, for a page that waits.</summary>
    public async Task<IActionResult> OnGetStateAsync(CancellationToken cancellationToken) =>
        await db.GrantImports.AsNoTracking().SingleOrDefaultAsync(import => import.Number == Number, cancellationToken) is { } import
            ? new JsonResult(new { import.Version, Rows = words.Count("Rows", import.RowsDone) })
            : NotFound();

    public Task<IActionResult> OnPostReadAgainAsync(string? encoding, string? delimiter, string? sheet, int version, CancellationToken cancellationToken) => ActAsync(
        version,
        import => imports.ReadAgainAsync(
            import, Given(encoding), Given(delimiter) is [var character, ..] ? character : null, import.Layout?.Sheets.FirstOrDefault(known => known == sheet), Actor, cancellationToken),
        cancellationToken);

    public Task<IActionResult> OnPostMapAsync(int version, CancellationToken cancellationToken) => ActAsync(
        version,
        import =>
        {
            Mapping = MappingForm.Read(Request.Form, import.Layout!);
            return imports.MapAsync(import, Mapping, Actor, cancellationToken);
        },
        cancellationToken);

    public Task<IActionResult> OnPostDecideAsync(string[] key, string[] decision, int version, CancellationToken cancellationToken) => ActAsync(
        version,
        import => imports.DecideAsync(
            import,
            key.Zip(decision).Where(pair => Codes<OrganisationDecision>.TryParse(pair.Second, out _)).DistinctBy(pair => pair.First)
                .ToDictionary(pair => pair.First, pair => Codes<OrganisationDecision>.Parse(pair.Second), StringComparer.Ordinal),
            Actor,
            cancellationToken),
        cancellationToken);

    public Task<IActionResult> OnPostSameNamesAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.DecideAllAsync(import, OrganisationMatch.Name, Actor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostNewOnesAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.DecideAllAsync(import, OrganisationMatch.None, Actor, cancellationToken), cancellationToken);

    /// <summary>Compares it with the portal anew.</summary>
    public Task<IActionResult> OnPostCompareAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.DecideAsync(import, new Dictionary<string, OrganisationDecision>(), Actor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostSubmitAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.SubmitAsync(import, Actor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.TakeBackAsync(import, Actor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostApproveAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.ApproveAsync(import, Actor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostUndoAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.UndoAsync(import, Actor, cancellationToken), cancellationToken);

    // What is stopped moves on by itself meanwhile, so no version is asked for.
    public Task<IActionResult> OnPostStopAsync(CancellationToken cancellationToken) =>
        ActAsync(null, import => imports.StopAsync(import, Actor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDiscardAsync(int version, CancellationToken cancellationToken) =>
        ActAsync(version, import => imports.DiscardAsync(import, Actor, cancellationToken), cancellationToken);

    private Actor Actor => HttpContext.ToActor();

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private async Task<IActionResult> ActAsync(int? version, Func<GrantImport, Task> act, CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(Number, cancellationToken) is not { } import)
            return NotFound();
        try
        {
            if (version is { } seen && seen != import.Version)
                throw ImportProblems.Refuse(ImportProblems.WrongState, "The import has moved on meanwhile; look at it again.");
            await act(import);
            return Redirect($"/admin/imports/{Number}");
        }
        catch (ImportRefusedException refused)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError(MappingForm.FieldOf(refused.Problem, Mapping), GrantImportWords.Problem(words, refused.Problem));
            return await LoadAsync(cancellationToken) ? Page() : NotFound();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.GrantImports.AsNoTracking().SingleOrDefaultAsync(import => import.Number == Number, cancellationToken) is not { } import)
            return false;

        Import = import;
        if (import.State == GrantImportState.Mapping || (import.State == GrantImportState.Checked && (MapsAgain || Mapping is not null)))
            Mapping ??= import.Mapping ?? await imports.SuggestAsync(import, cancellationToken);
        else
            Mapping = null;
        if (import.State is GrantImportState.Checked or GrantImportState.Submitted)
            await LoadResultAsync(cancellationToken);
        var subject = Number.ToString(CultureInfo.InvariantCulture);
        History = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectKind == GrantImportActions.Subject && entry.Subject == subject)
            .OrderByDescending(entry => entry.Number).Take(100).ToListAsync(cancellationToken);
        return true;
    }

    private async Task LoadResultAsync(CancellationToken cancellationToken)
    {
        From = Math.Clamp(From, 0, 1_000_000);
        Changed = await GrantDifferences.ListAsync(db, Import.Id, created: false, From, PageSize, cancellationToken);
        Created = await GrantDifferences.ListAsync(db, Import.Id, created: true, 0, PageSize, cancellationToken);
        Duplicates = await GrantDifferences.DuplicatesAsync(db, Import.Id, PageSize, cancellationToken);
        Faults = await db.GrantImportFaults.AsNoTracking().Where(fault => fault.ImportId == Import.Id)
            .OrderBy(fault => fault.Row).ThenBy(fault => fault.Number).Take(MostFaults).ToListAsync(cancellationToken);
        Organisations = await db.GrantImportOrganisations.AsNoTracking().Where(organisation => organisation.ImportId == Import.Id)
            .OrderBy(organisation => organisation.Decision == OrganisationDecision.Undecided ? 0 : 1).ThenByDescending(organisation => organisation.Rows)
            .ThenBy(organisation => organisation.Key).Take(MostOrganisations).ToListAsync(cancellationToken);
        var found = Organisations.Select(organisation => organisation.MatchId).OfType<Guid>().ToList();
        Matches = (await db.Organisations.AsNoTracking().Where(organisation => found.Contains(organisation.Id))
            .Select(organisation => new { organisation.Id, organisation.Reference, organisation.Name }).ToListAsync(cancellationToken))
            .ToDictionary(organisation => organisation.Id, organisation => (organisation.Reference, organisation.Name));
    }
}
