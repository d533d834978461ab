using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Corrections;

/// <summary>One reported error: taken, answered or set aside.</summary>
[Authorize(Policies.Editor)]
public sealed class DetailsModel(CorrectionDesk desk, IStringLocalizer<Interface> words) : PageModel
{
    public static readonly CorrectionState[] Outcomes = [CorrectionState.Accepted, CorrectionState.NotAccepted, CorrectionState.AlreadyRight];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(Name = "state")]
    public string? State { get; set; }

    [BindProperty(Name = "answer")]
    public string? Answer { get; set; }

    [BindProperty(Name = "publication")]
    public long? Publication { get; set; }

    public Correction Correction { get; private set; } = null!;

    public IReadOnlyList<MendingPublication> Publications { get; private set; } = [];

    /// <summary>Whether somebody else was faster.</summary>
    public bool Failed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(Id, cancellationToken) is not { } correction)
            return NotFound();
        Correction = correction;
        Publications = await desk.PublicationsAsync(correction, cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancellationToken) =>
        DoAsync(desk.TakeAsync(Id, HttpContext.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostSetAsideAsync(CancellationToken cancellationToken) =>
        DoAsync(desk.SetAsideAsync(Id, HttpContext.Actor(), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellationToken)
    {
        if (await OnGetAsync(cancellationToken) is NotFoundResult missing)
            return missing;
        if (!Codes<CorrectionState>.TryParse(State, out var state) || !Outcomes.Contains(state))
            ModelState.AddModelError("state", words["Corrections.Fault.Outcome"]);
        if (ModelState.Require("answer", Answer, words) && Answer!.Trim().Length > Correction.TextMaxLength)
            ModelState.AddModelError("answer", words["Corrections.Fault.Report"]);
        if (Publication is { } number && Publications.All(known => known.Number != number))
            ModelState.AddModelError("publication", words["Corrections.Fault.Publication"]);
        else if (Publication is not null && state != CorrectionState.Accepted)
            ModelState.AddModelError("publication", words["Corrections.Fault.Mended"]);
        return ModelState.IsValid
            ? await DoAsync(desk.AnswerAsync(Id, state, Answer!.Trim(), Publication, HttpContext.Actor(), cancellationToken), cancellationToken)
            : Page();
    }

    private async Task<IActionResult> DoAsync(Task<bool> change, CancellationToken cancellationToken)
    {
        Failed = !await change;
        return Failed ? await OnGetAsync(cancellationToken) : RedirectToPage("/Admin/Corrections/Index");
    }
}
