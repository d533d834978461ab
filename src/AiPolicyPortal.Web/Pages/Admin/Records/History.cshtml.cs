using System.Globalization;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Records;

/// <summary>One record's revisions with who published each, and the way to take one back.</summary>
public sealed class HistoryModel(PortalDbContext db, ChangeSets changes, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string KindCode { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "reference")]
    public string Reference { get; set; } = "";

    public RecordKind Kind { get; private set; }

    public IReadOnlyList<Revision> Revisions { get; private set; } = [];

    /// <summary>The audit entries of the publications, by their numbers.</summary>
    public IReadOnlyDictionary<string, AuditEntry> Entries { get; private set; } = new Dictionary<string, AuditEntry>();

    /// <summary>The change sets that the record is or was in.</summary>
    public IReadOnlyList<ChangeSet> Sets { get; private set; } = [];

    public bool MayRevert => User.MayActAs(AccountRole.Editor);

    public bool SeesWhere => User.MayActAs(AccountRole.Administrator);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long publication, CancellationToken cancellationToken)
    {
        if (!MayRevert)
            return Forbid();
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        var answer = await changes.RevertRecordAsync(publication, Kind, Reference, words["Change.RevertTitle", publication], HttpContext.ToActor(), cancellationToken);
        if (answer.Succeeded)
            return Redirect($"/admin/changes/{answer.ChangeSet!.Number}");
        ModelState.AddModelError("", words.Label("ChangeOutcome", answer.Outcome.Code()));
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!Codes<RecordKind>.TryParse(KindCode, out var kind))
            return false;
        Kind = kind;
        Revisions = await db.Revisions.AsNoTracking().Include(revision => revision.Publication)
            .Where(revision => revision.RecordKind == kind && revision.Reference == Reference).OrderByDescending(revision => revision.Number).ToListAsync(cancellationToken);
        var numbers = Revisions.Select(revision => revision.PublicationNumber.ToString(CultureInfo.InvariantCulture)).ToList();
        Entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.SubjectKind == AuditSubjects.Publication && entry.Action == AuditActions.Published && numbers.Contains(entry.Subject!))
            .ToDictionaryAsync(entry => entry.Subject!, StringComparer.Ordinal, cancellationToken);
        Sets = await db.ChangeSets.AsNoTracking().Where(set => set.Drafts.Any(draft => draft.Kind == kind && draft.Reference == Reference))
            .OrderByDescending(set => set.UpdatedAt).Take(50).ToListAsync(cancellationToken);
        return Revisions.Count > 0 || Sets.Count > 0;
    }
}
