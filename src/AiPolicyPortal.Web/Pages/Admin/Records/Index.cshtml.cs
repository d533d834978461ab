using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Records;

/// <summary>A record that was found.</summary>
public sealed record FoundRecord(RecordKind Kind, string Reference, string? Name);

/// <summary>Finds a published record by its reference or by words, to edit it or to see its history.</summary>
public sealed class IndexModel(PortalDbContext db, SearchQueries search, ChangeSets changes, IStringLocalizer<Interface> words) : PageModel
{
    private const int PerKind = 10;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>The code of a kind of record; empty for all.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The change set to which records are added; a new one unless given.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public long? Change { get; set; }

    public IReadOnlyList<FoundRecord> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await FindAsync(cancellationToken);
        return Page();
    }

    /// <summary>The references and names that fit, for whoever is typing one.</summary>
    public async Task<IActionResult> OnGetHintsAsync(CancellationToken cancellationToken)
    {
        await FindAsync(cancellationToken);
        return new JsonResult(Found.Select(record => new { reference = record.Reference, name = record.Name }));
    }

    /// <summary>Opens a record as a draft, in the change set given or in one of its own.</summary>
    public async Task<IActionResult> OnPostAsync(string? record, CancellationToken cancellationToken)
    {
        var parts = (record ?? "").Split(':', 2);
        if (parts.Length < 2 || !Codes<RecordKind>.TryParse(parts[0], out var kind))
            return BadRequest();
        if (!await RecordKinds.Find(db, kind, parts[1]).AnyAsync(cancellationToken))
            return NotFound();
        var actor = HttpContext.ToActor();
        var number = Change ?? (await changes.CreateAsync($"{words.Label("DraftKind", parts[0])} {parts[1]}", actor, cancellationToken)).ChangeSet!.Number;
        var answer = await changes.AddEditAsync(number, kind, parts[1], actor, cancellationToken);
        if (answer.Draft is { } draft)
            return Redirect($"/admin/changes/{number}/drafts/{draft.Id}");
        ModelState.AddModelError("", words.Label("ChangeOutcome", answer.Outcome.Code()));
        await FindAsync(cancellationToken);
        return Page();
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        var asked = Words?.Trim();
        if (string.IsNullOrEmpty(asked) || asked.Length > 200)
            return;
        RecordKind[] kinds = Codes<RecordKind>.TryParse(Kind, out var only) ? [only] : Enum.GetValues<RecordKind>();
        var found = new List<FoundRecord>();
        foreach (var kind in kinds)
        {
            var exact = await RecordKinds.Find(db, kind, asked).AnyAsync(cancellationToken);
            if (exact)
                found.Add(new FoundRecord(kind, asked, null));
        }

        var result = await search.FindAsync(
            new SearchFilter(asked, new AnyOf<SearchKind>([.. kinds.Select(kind => Codes<SearchKind>.Parse(kind.Code()))], [])), PerKind, cancellationToken);
        found.AddRange(result.Groups.SelectMany(group => group.Hits)
            .Select(hit => new FoundRecord(Codes<RecordKind>.Parse(hit.Kind.Code()), hit.Ref, hit.Name)));
        Found = [.. found.GroupBy(record => (record.Kind, record.Reference)).Select(same => same.FirstOrDefault(record => record.Name is not null) ?? same.First())];
    }
}
