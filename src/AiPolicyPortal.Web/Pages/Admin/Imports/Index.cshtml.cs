using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Interchange.GrantImports.Reading;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Imports;

/// <summary>The imports of grants, the newest first, and where a file is uploaded.</summary>
[Authorize(Policies.Editor)]
[RequestSizeLimit(IndexModel.MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = IndexModel.MostBytes)]
[RequestTimeout(RequestTimes.Download)]
public sealed class IndexModel(PortalDbContext db, GrantImports imports, IStringLocalizer<Interface> words) : PageModel
{
    public const int Most = 100;

    /// <summary>The largest file, with the form around it.</summary>
    public const long MostBytes = FileLimits.Bytes + (1 << 20);

    public IReadOnlyList<GrantImport> Imports { get; private set; } = [];

    /// <summary>The names under which columns are remembered.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Imports = await db.GrantImports.AsNoTracking().OrderByDescending(import => import.Number).Take(Most).ToListAsync(cancellationToken);
        Sources = await db.GrantImportSources.AsNoTracking().OrderBy(source => source.Name).Select(source => source.Name).ToListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, string? source, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0)
            ModelState.AddModelError("file", file is null ? words["Imports.Fault.NoFile"] : words["ImportProblem.empty", ""]);
        if (string.IsNullOrWhiteSpace(source))
            ModelState.AddModelError("source", words["ImportProblem.no-name", ""]);
        if (ModelState.IsValid)
        {
            try
            {
                await using var stream = file!.OpenReadStream();
                var import = await imports.UploadAsync(stream, file.FileName, source!, HttpContext.ToActor(), cancellationToken);
                return Redirect($"/admin/imports/{import.Number}");
            }
            catch (ImportRefusedException refused)
            {
                ModelState.AddModelError(refused.Problem.Code == ImportProblems.NoName ? "source" : "file", GrantImportWords.Problem(words, refused.Problem));
            }
        }

        await OnGetAsync(cancellationToken);
        return Page();
    }
}
