using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Changes;

/// <summary>A draft beside the version it began from and the one that is public now, value by value.</summary>
public sealed class CompareModel(ChangeSets changes, PublishedRows published, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "number")]
    public long Number { get; set; }

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    public ChangeSet Set { get; private set; } = null!;

    public Draft Draft { get; private set; } = null!;

    public IReadOnlyList<FieldDifference> Differences { get; private set; } = [];

    /// <summary>The record's revision now; null while it is not public.</summary>
    public int? Revision { get; private set; }

    public bool HasMoved => Set.IsAlive && Draft.BaseRevision is not null && Revision != Draft.BaseRevision;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>Merges the draft with what is public now.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await changes.RebaseAsync(Number, Id, HttpContext.ToActor(), cancellationToken);
        if (answer.Succeeded)
            return Redirect($"/admin/changes/{Number}/drafts/{Id}/compare");
        ModelState.AddModelError("", words.Label("ChangeOutcome", answer.Outcome.Code()));
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await changes.FindAsync(Number, cancellationToken) is not { } set || set.Drafts.Find(draft => draft.Id == Id) is not { } found)
            return false;
        (Set, Draft) = (set, found);
        var live = await published.ReadAsync(found.Kind, found.Reference, cancellationToken);
        Revision = live?.Revision;
        // What a published change set did is seen against what was there before it.
        var now = set.IsAlive ? live?.Rows : found.BaseRows;
        Differences = found.Action == DraftAction.Save ? RowMerge.Compare(found.Kind, found.BaseRows, now, found.Rows) : [];
        return true;
    }
}
