using System.Globalization;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange;
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

namespace AiPolicyPortal.Web.Pages.Admin.Changes;

/// <summary>One change set: what is in it, what is said about it, and what can be done with it now.</summary>
public sealed class ChangeModel(PortalDbContext db, ChangeSets changes, IStringLocalizer<Interface> words) : PageModel
{
    private const string Moment = "yyyy-MM-ddTHH:mm";

    [BindProperty(SupportsGet = true, Name = "number")]
    public long Number { get; set; }

    /// <summary>Whether everything wrong with it is shown.</summary>
    [BindProperty(SupportsGet = true, Name = "check")]
    public bool Check { get; set; }

    public ChangeSet Set { get; private set; } = null!;

    public IReadOnlyList<DraftFault> Faults { get; private set; } = [];

    public IReadOnlyList<AuditEntry> History { get; private set; } = [];

    /// <summary>What was written in a form that could not be taken, by field.</summary>
    public Dictionary<string, string?> Typed { get; private set; } = [];

    /// <summary>Whether somebody else may approve and publish it: an editor who wrote none of it.</summary>
    public bool MayDecide => IsEditor && !Set.IsBy(HttpContext.ToActor());

    public bool IsEditor => User.MayActAs(AccountRole.Editor);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>What somebody else wrote since the form was opened stays, unless the same field was changed here too: then both are shown.</summary>
    public async Task<IActionResult> OnPostDescribeAsync(string? title, string? reason, string? note, CancellationToken cancellationToken)
    {
        Typed = new() { ["title"] = title, ["reason"] = reason, ["note"] = note };
        if (await changes.FindAsync(Number, cancellationToken) is not { } stored)
        {
            return NotFound();
        }

        foreach (var (field, held) in ((string, string?)[])[("title", stored.Title), ("reason", stored.Reason), ("note", stored.Note)])
        {
            if (!Request.Form.TryGetValue($"was-{field}", out var was) || Plain(was) == Plain(held) || Plain(Typed[field]) == Plain(held))
            {
                continue;
            }

            if (Plain(Typed[field]) == Plain(was))
            {
                Typed[field] = held;
                // The form shows this, and not what was sent.
                ModelState.Remove(field);
            }
            else
            {
                ModelState.AddModelError(field, words["Change.Fault.Meanwhile", held ?? words["Compare.Nothing"].Value]);
            }
        }

        CheckText("title", ChangeSet.TitleMaxLength, needed: true);
        CheckText("reason", ChangeSet.TextMaxLength);
        CheckText("note", ChangeSet.TextMaxLength);
        return !ModelState.IsValid
            ? await ShowAsync(cancellationToken)
            : await FinishAsync(changes.DescribeAsync(Number, Typed["title"] ?? "", Typed["reason"], Typed["note"], Actor, cancellationToken), "title", cancellationToken);

        // As forms send it and as it is kept.
        static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
    }

    public async Task<IActionResult> OnPostNewAsync(string? kind, string? reference, CancellationToken cancellationToken)
    {
        Typed = new() { ["kind"] = kind, ["reference"] = reference };
        var wanted = (reference ?? "").Trim();
        if (!Codes<RecordKind>.TryParse(kind, out var known))
        {
            return await RefuseAsync("kind", words["Change.Fault.Kind", kind ?? ""], cancellationToken);
        }

        if (!CheckText("reference", PublicRecord.ReferenceMaxLength, needed: true))
        {
            return await ShowAsync(cancellationToken);
        }

        var answer = await changes.AddNewAsync(Number, known, wanted, new RecordRows { [RecordForm.MainFileOf(known)] = [[]] }, Actor, cancellationToken);
        return answer.Succeeded ? Redirect($"/admin/changes/{Number}/drafts/{answer.Draft!.Id}")
            : await RefuseAsync("reference", answer.Outcome == ChangeOutcome.BadText
                ? words["Change.Fault.Reference", PublicRecord.ReferenceMaxLength] : Named(answer.Outcome, wanted), cancellationToken);
    }

    public async Task<IActionResult> OnPostExistingAsync(
        string? what, string? record, string? why, string? replacement, CancellationToken cancellationToken)
    {
        Typed = new() { ["record"] = record, ["why"] = why, ["replacement"] = replacement, ["what"] = what };
        var parts = (record ?? "").Trim().Split(':', 2);
        if (parts.Length < 2 || !Codes<RecordKind>.TryParse(parts[0].Trim(), out var kind))
        {
            return await RefuseAsync("record", words["Change.RecordFault"], cancellationToken);
        }

        var reference = parts[1].Trim();
        if (what == "merge" && kind != RecordKind.Organisation)
        {
            return await RefuseAsync("record", words["Change.Fault.MergeKind", words.Label("DraftKind", kind.Code())], cancellationToken);
        }

        if (what is "withdraw" or "merge" && !(CheckText("why", ChangeSet.TextMaxLength, needed: true) & CheckText("replacement", PublicRecord.ReferenceMaxLength, needed: what == "merge")))
        {
            return await ShowAsync(cancellationToken);
        }

        var answer = what switch
        {
            "withdraw" => await changes.AddWithdrawalAsync(Number, kind, reference, why ?? "", replacement, Actor, cancellationToken),
            "merge" => await changes.AddMergeAsync(Number, reference, (replacement ?? "").Trim(), why ?? "", Actor, cancellationToken),
            _ => await changes.AddEditAsync(Number, kind, reference, Actor, cancellationToken),
        };
        if (answer.Succeeded && what is not ("withdraw" or "merge"))
        {
            return Redirect($"/admin/changes/{Number}/drafts/{answer.Draft!.Id}");
        }

        return answer switch
        {
            { Succeeded: true } => Redirect($"/admin/changes/{Number}"),
            { Outcome: ChangeOutcome.UnknownReplacement } => await RefuseAsync("replacement", Named(answer.Outcome, (replacement ?? "").Trim()), cancellationToken),
            _ => await RefuseAsync("record", Named(answer.Outcome, $"{parts[0].Trim()}:{reference}"), cancellationToken),
        };
    }

    public Task<IActionResult> OnPostRemoveAsync(Guid draft, CancellationToken cancellationToken) =>
        FinishAsync(changes.RemoveDraftAsync(Number, draft, Actor, cancellationToken), "", cancellationToken);

    public async Task<IActionResult> OnPostSubmitAsync(CancellationToken cancellationToken)
    {
        var answer = await changes.SubmitAsync(Number, Actor, cancellationToken);
        return answer.Outcome == ChangeOutcome.BadText
            ? await RefuseAsync("reason", words["Change.Fault.Missing.reason"], cancellationToken)
            : await FinishAsync(Task.FromResult(answer), "", cancellationToken);
    }

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellationToken) =>
        FinishAsync(changes.TakeBackAsync(Number, Actor, cancellationToken), "", cancellationToken);

    public Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellationToken) =>
        FinishAsync(changes.DiscardAsync(Number, Actor, cancellationToken), "", cancellationToken);

    public Task<IActionResult> OnPostCommentAsync(string? text, CancellationToken cancellationToken)
    {
        Typed = new() { ["text"] = text };
        return CheckText("text", ChangeSet.TextMaxLength, needed: true)
            ? FinishAsync(changes.CommentAsync(Number, text!, Actor, cancellationToken), "text", cancellationToken)
            : ShowAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostRequestChangesAsync(string? text, CancellationToken cancellationToken)
    {
        Typed = new() { ["text"] = text };
        return !IsEditor || CheckText("text", ChangeSet.TextMaxLength, needed: true)
            ? AsEditorAsync(() => changes.RequestChangesAsync(Number, text!, Actor, cancellationToken), "text", cancellationToken)
            : ShowAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken) =>
        AsEditorAsync(() => changes.ApproveAsync(Number, Actor, cancellationToken), "", cancellationToken);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken cancellationToken) =>
        AsEditorAsync(() => changes.PublishAsync(Number, Actor, cancellationToken), "", cancellationToken);

    public Task<IActionResult> OnPostScheduleAsync(string? moment, CancellationToken cancellationToken)
    {
        Typed = new() { ["moment"] = moment };
        var known = DateTime.TryParseExact(moment, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var wanted);
        return known || !IsEditor
            ? AsEditorAsync(() => changes.ScheduleAsync(Number, new DateTimeOffset(wanted, TimeSpan.Zero), Actor, cancellationToken), "moment", cancellationToken)
            : RefuseAsync("moment", words["Change.Fault.Moment", moment ?? ""], cancellationToken);
    }

    public async Task<IActionResult> OnPostRevertAsync(CancellationToken cancellationToken)
    {
        if (!IsEditor)
        {
            return Forbid();
        }

        var set = await changes.FindAsync(Number, cancellationToken);
        if (set?.PublicationNumber is not { } publication)
        {
            return NotFound();
        }

        var answer = await changes.RevertAsync(publication, words["Change.RevertTitle", publication], Actor, cancellationToken);
        return answer.Succeeded
            ? Redirect($"/admin/changes/{answer.ChangeSet!.Number}")
            : await RefuseAsync("", words.Label("ChangeOutcome", answer.Outcome.Code()), cancellationToken);
    }

    /// <summary>A record as the forms take it, such as <c>programme:fr-snia</c>.</summary>
    public static string Named(Draft draft) => $"{draft.Kind.Code()}:{draft.Reference}";

    private Actor Actor => HttpContext.ToActor();

    private string Named(ChangeOutcome outcome, string reference) => $"{reference}: {words.Label("ChangeOutcome", outcome.Code())}";

    // Says of a typed text what it lacks.
    private bool CheckText(string field, int most, bool needed = false)
    {
        var length = VisibleText.Without(Typed[field] ?? "").Trim().Length;
        if (length > most)
            ModelState.AddModelError(field, words["Change.Fault.TooLong", words[$"Change.Field.{field}"].Value, length, most]);
        else if (needed && length == 0)
            ModelState.AddModelError(field, words[$"Change.Fault.Missing.{field}"]);
        return length <= most && (length > 0 || !needed);
    }

    private async Task<IActionResult> AsEditorAsync(Func<Task<ChangeAnswer>> act, string field, CancellationToken cancellationToken) =>
        IsEditor ? await FinishAsync(act(), field, cancellationToken) : Forbid();

    private async Task<IActionResult> FinishAsync(Task<ChangeAnswer> act, string field, CancellationToken cancellationToken)
    {
        var answer = await act;
        if (answer.Succeeded)
        {
            return Redirect($"/admin/changes/{Number}");
        }

        Faults = answer.Faults;
        foreach (var moved in answer.Moved)
        {
            ModelState.AddModelError("", words["Change.Moved", Named(moved)]);
        }

        return await RefuseAsync(field, words.Label("ChangeOutcome", answer.Outcome.Code()), cancellationToken);
    }

    private async Task<IActionResult> RefuseAsync(string field, string message, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(field, message);
        return await ShowAsync(cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await changes.FindAsync(Number, cancellationToken) is not { } set)
        {
            return false;
        }

        Set = set;
        if (Check && set.IsAlive)
        {
            Faults = await changes.CheckAsync(Number, cancellationToken);
        }

        var subject = Number.ToString(CultureInfo.InvariantCulture);
        History = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectKind == AuditSubjects.ChangeSet && entry.Subject == subject)
            .OrderByDescending(entry => entry.Number).Take(200).ToListAsync(cancellationToken);
        return true;
    }
}
