using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Changes;

/// <summary>The form of one record, made from the columns of the data folder.</summary>
public sealed class DraftModel(PortalDbContext db, ChangeSets changes, IStringLocalizer<Interface> words) : PageModel
{
    /// <summary>What the button says that puts a removed draft back.</summary>
    public const string Restore = "restore";

    public const string ReferenceField = "reference";

    private const string AutosaveHeader = "X-Autosave";
    private const string ChoicePrefix = "choose:";
    private const string TheirVersion = "theirs";

    [BindProperty(SupportsGet = true, Name = "number")]
    public long Number { get; set; }

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>Whether what is wrong is shown at its fields.</summary>
    [BindProperty(SupportsGet = true, Name = "check")]
    public bool Check { get; set; }

    public ChangeSet Set { get; private set; } = null!;

    /// <summary>As it is stored.</summary>
    public Draft Stored { get; private set; } = null!;

    /// <summary>What the form shows: what is stored, or what was typed.</summary>
    public RecordRows Rows { get; private set; } = [];

    public string Reference { get; private set; } = "";

    /// <summary>The version that the form goes on from.</summary>
    public int Version { get; private set; }

    /// <summary>The table to which an empty row is added; -1 for none.</summary>
    public int Added { get; private set; } = -1;

    public IReadOnlyList<DraftFault> Faults { get; private set; } = [];

    /// <summary>As it was when the form was opened, which tells whose change is whose once somebody else saved too.</summary>
    public RecordRows? Began { get; private set; }

    /// <summary>What both changed; empty unless both did.</summary>
    public IReadOnlyList<FieldDifference> Conflicts { get; private set; } = [];

    /// <summary>What somebody else alone changed, which is taken over.</summary>
    public IReadOnlyList<FieldDifference> Theirs { get; private set; } = [];

    public bool Merging { get; private set; }

    /// <summary>Whether somebody took the draft out of the change set while it was written.</summary>
    public bool Removed { get; private set; }

    public bool Saved { get; private set; }

    public IReadOnlyList<(string Code, string Name)> Countries { get; private set; } = [];

    public IReadOnlyList<(string Code, string Name)> Currencies { get; private set; } = [];

    public IReadOnlyList<FormTable> Tables => RecordForm.Of(Stored.Kind);

    public bool CanWrite => Set.IsOpen && Stored.Action == DraftAction.Save;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        Began = Stored.Rows;
        if (Check)
            await FindFaultsAsync(cancellationToken);
        return await ShowAsync(Stored.Rows, Stored.Reference, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(int version, string? reference, string? @do, CancellationToken cancellationToken)
    {
        var form = await Request.ReadFormAsync(cancellationToken);
        if (!await LoadAsync(cancellationToken))
            return await RestoreAsync(form, reference, @do == Restore, cancellationToken);
        var wanted = (reference ?? Stored.Reference).Trim();
        var (action, argument) = (@do ?? "save").Split(':', 2) is [var first, var second] ? (first, second) : (@do ?? "save", "");
        var rows = DraftFields.Read(Stored.Kind, form, action == "remove" ? argument : null);
        Began = RecordRows.TryParse(form["began"]);
        var was = form["was-reference"].ToString();
        foreach (var name in Chosen(form))
            rows = RowMerge.Take(Stored.Kind, rows, Began ?? Stored.Rows, name);
        if (form[ChoiceOf(ReferenceField)] == TheirVersion)
            wanted = was;
        var answer = await changes.SaveAsync(Number, Id, version, wanted, rows, HttpContext.ToActor(), cancellationToken);
        if (Request.Headers.ContainsKey(AutosaveHeader))
            return Autosaved(answer);
        if (answer.Outcome == ChangeOutcome.Conflict)
        {
            await LoadAsync(cancellationToken);
            ModelState.AddModelError("", words["ChangeOutcome.conflict"]);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await MergeAsync(rows, wanted, was, cancellationToken);
        }

        if (!answer.Succeeded)
        {
            AddFault(answer.Outcome);
            Version = version;
            return await ShowAsync(rows, wanted, cancellationToken);
        }

        if (action == "save")
            return Redirect($"/admin/changes/{Number}/drafts/{Id}?saved=true");
        await LoadAsync(cancellationToken);
        Began = Stored.Rows;
        if (action == "check")
        {
            Check = true;
            await FindFaultsAsync(cancellationToken);
        }

        if (action == "add" && int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var table))
            Added = table;
        Saved = true;
        return await ShowAsync(Stored.Rows, Stored.Reference, cancellationToken);
    }

    /// <summary>The field that says whose version of a value is kept.</summary>
    public static string ChoiceOf(string name) => ChoicePrefix + name;

    /// <summary>The faults of one field.</summary>
    public IEnumerable<string> FaultsOf(string file, int row, string? column) => Faults
        .Where(fault => fault.File == file && fault.Row == row && fault.Column == column).Select(fault => DraftFields.Message(words, fault));

    private static IActionResult Autosaved(ChangeAnswer answer) => answer.Succeeded
        ? new JsonResult(new { version = answer.Draft!.Version, began = RecordRows.Write(answer.Draft.Rows), at = answer.Draft.UpdatedAt.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) })
        : new StatusCodeResult(answer.Outcome == ChangeOutcome.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);

    // What only one of both changed is theirs or mine without a question; where both changed the same, mine stands until theirs is chosen.
    private async Task<IActionResult> MergeAsync(RecordRows rows, string reference, string was, CancellationToken cancellationToken)
    {
        Merging = true;
        var named = new FieldDifference(ReferenceField, "", null, ReferenceField, was, Stored.Reference, reference);
        (rows, var theirs, var conflicts) = RowMerge.Merge(Stored.Kind, Began, Stored.Rows, rows);
        (Theirs, Conflicts) = (named.IsTheirs ? [named, .. theirs] : theirs, named.IsConflict ? [named, .. conflicts] : conflicts);
        Began = Stored.Rows;
        ModelState.Remove(ReferenceField);
        return await ShowAsync(rows, reference == was ? Stored.Reference : reference, cancellationToken);
    }

    private static IEnumerable<string> Chosen(IFormCollection form) => form
        .Where(field => field.Key.StartsWith(ChoicePrefix, StringComparison.Ordinal) && field.Value == TheirVersion)
        .Select(field => field.Key[ChoicePrefix.Length..]).Where(name => name != ReferenceField);

    // The draft is gone, and what was typed is not: it can be put back.
    private async Task<IActionResult> RestoreAsync(IFormCollection form, string? reference, bool wanted, CancellationToken cancellationToken)
    {
        if (await changes.FindAsync(Number, cancellationToken) is not { } set || !Codes<RecordKind>.TryParse(form["kind"], out var kind))
            return NotFound();
        if (Request.Headers.ContainsKey(AutosaveHeader))
            return StatusCode(StatusCodes.Status409Conflict);
        var (isNew, name, rows, actor) = (form["is-new"] == "true", reference?.Trim() ?? "", DraftFields.Read(kind, form, null), HttpContext.ToActor());
        if (wanted)
        {
            var answer = isNew
                ? await changes.AddNewAsync(Number, kind, name, rows, actor, cancellationToken)
                : await changes.AddEditAsync(Number, kind, name, actor, cancellationToken, rows);
            if (answer.Succeeded)
                return Redirect($"/admin/changes/{Number}/drafts/{answer.Draft!.Id}?saved=true");
            AddFault(answer.Outcome);
        }

        (Set, Removed) = (set, true);
        Stored = new Draft { Id = Id, Kind = kind, Reference = name, Rows = rows, BaseRevision = isNew ? null : 0, UpdatedBy = actor.Name };
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAsync(rows, name, cancellationToken);
    }

    private void AddFault(ChangeOutcome outcome) => ModelState.AddModelError(
        outcome is ChangeOutcome.Taken or ChangeOutcome.BadText ? ReferenceField : "",
        outcome == ChangeOutcome.BadText ? words["Change.Fault.Reference", PublicRecord.ReferenceMaxLength] : words.Label("ChangeOutcome", outcome.Code()));

    private async Task FindFaultsAsync(CancellationToken cancellationToken)
    {
        var found = (await changes.CheckAsync(Number, cancellationToken)).Where(fault => fault.DraftId == Id).ToLookup(fault => fault.Code == FaultCodes.TakenReference);
        Faults = [.. found[false]];
        foreach (var fault in found[true])
            ModelState.AddModelError("reference", DraftFields.Message(words, fault));
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await changes.FindAsync(Number, cancellationToken) is not { } set || set.Drafts.Find(draft => draft.Id == Id) is not { } stored)
            return false;
        (Set, Stored, Version) = (set, stored, stored.Version);
        return true;
    }

    private async Task<IActionResult> ShowAsync(RecordRows rows, string reference, CancellationToken cancellationToken)
    {
        (Rows, Reference) = (rows, reference);
        Saved |= Request.Query.ContainsKey("saved");
        var french = words["Language"].Value == "fr";
        Countries = [.. (await db.Countries.AsNoTracking().ToListAsync(cancellationToken))
            .Select(country => (country.Code, french ? country.NameFr : country.NameEn)).OrderBy(country => country.Item2, StringComparer.CurrentCulture)];
        Currencies = [.. (await db.Currencies.AsNoTracking().OrderBy(currency => currency.Code).ToListAsync(cancellationToken)).Select(currency => (currency.Code, currency.Name))];
        return Page();
    }
}
