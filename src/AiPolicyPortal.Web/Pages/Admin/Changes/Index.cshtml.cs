using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Changes;

/// <summary>The change sets, those that changed last first.</summary>
public sealed class IndexModel(PortalDbContext db, ChangeSets changes, IStringLocalizer<Interface> words) : PageModel
{
    public const string Alive = "alive";
    public const string Everything = "all";
    public const int Most = 200;

    /// <summary>The code of a state, or <see cref="Alive"/> or <see cref="Everything"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "state")]
    public string? State { get; set; } = Alive;

    [BindProperty(SupportsGet = true, Name = "mine")]
    public bool Mine { get; set; }

    public IReadOnlyList<ChangeSet> Sets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var sets = db.ChangeSets.AsNoTracking().Include(set => set.Drafts).AsQueryable();
        if (Core.Common.Codes<ChangeSetState>.TryParse(State, out var state))
        {
            sets = sets.Where(set => set.State == state);
        }
        else if (State != Everything)
        {
            State = Alive;
            sets = sets.Where(set => set.State != ChangeSetState.Published && set.State != ChangeSetState.Discarded);
        }

        if (Mine)
        {
            var user = User.Id();
            sets = sets.Where(set => set.AuthorId == user || set.Editors.Any(editor => editor.UserId == user));
        }

        Sets = await sets.OrderByDescending(set => set.UpdatedAt).Take(Most).ToListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string? title, CancellationToken cancellationToken)
    {
        var answer = await changes.CreateAsync(title ?? "", HttpContext.ToActor(), cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect($"/admin/changes/{answer.ChangeSet!.Number}");
        }

        var length = title?.Trim().Length ?? 0;
        ModelState.AddModelError("title", length == 0
            ? words["Change.Fault.Missing.title"]
            : words["Change.Fault.TooLong", words["Change.Field.title"].Value, length, ChangeSet.TitleMaxLength]);
        await OnGetAsync(cancellationToken);
        return Page();
    }
}
