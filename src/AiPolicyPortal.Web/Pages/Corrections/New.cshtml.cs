using System.Globalization;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Corrections;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Corrections;

/// <summary>The form with which anybody reports an error in a record; what was typed comes back with whatever is wrong.</summary>
[PrivateAnswer]
public sealed class NewModel(CorrectionDesk desk, ReportGuard guard, IStringLocalizer<Interface> words) : PageModel
{
    [BindProperty(Name = "record", SupportsGet = true)]
    public string? Record { get; set; }

    [BindProperty(Name = "report")]
    public string? Report { get; set; }

    [BindProperty(Name = "source")]
    public string? Source { get; set; }

    [BindProperty(Name = "contact")]
    public string? Contact { get; set; }

    [BindProperty(Name = "begun")]
    public string? Begun { get; set; }

    /// <summary>A field that people do not see: whoever fills it in is a program.</summary>
    [BindProperty(Name = "website")]
    public string? Website { get; set; }

    public CorrectedRecord Corrected { get; private set; } = null!;

    /// <summary>Of the report that was just made.</summary>
    public string? Reference { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Begun = guard.Begin();
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();
        Check();
        if (!ModelState.IsValid)
            return Page();
        if (!guard.TryEnter(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = ReportGuard.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            ModelState.AddModelError("report", words["Corrections.Fault.Many"]);
            return Page();
        }

        // A program is told the same as a person, and nothing is kept.
        Reference = string.IsNullOrEmpty(Website) ? await desk.ReportAsync(SentForm.IdOf(Request.Form, Begun, Guid.Empty), Corrected, Report!.Trim(), Text(Source), Text(Contact), cancellationToken) : "c-00000000";
        ModelState.Clear();
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (RecordKindNames.Read(Record) is not var (kind, reference) || await desk.RecordAsync(kind, reference, cancellationToken) is not { } record)
            return false;
        Corrected = record;
        return true;
    }

    private void Check()
    {
        if (ModelState.Require("report", Report, words) && Report!.Trim().Length > Correction.TextMaxLength)
            ModelState.AddModelError("report", words["Corrections.Fault.Report"]);
        if (Text(Source) is { } source && !(source.Length <= Correction.SourceMaxLength && Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")))
            ModelState.AddModelError("source", words["Corrections.Fault.Source"]);
        if (Text(Contact) is { } contact && !NewAccounts.IsEmail(contact))
            ModelState.AddModelError("contact", words["Users.Fault.Email"]);
        if (!guard.IsByAPerson(Begun))
        {
            ModelState.AddModelError("report", words["Corrections.Fault.Fast"]);
            ModelState.Remove("begun");
            Begun = guard.Begin();
        }
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
