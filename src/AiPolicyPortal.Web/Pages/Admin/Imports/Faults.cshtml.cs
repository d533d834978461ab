using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Admin.Imports;

/// <summary>The rows of an import that have faults, as a spreadsheet with what is wrong beside them.</summary>
[Authorize(Policies.Editor)]
[RequestTimeout(RequestTimes.Download)]
public sealed class FaultsModel(GrantImports imports, GrantFaultSheet sheet, IStringLocalizer<Interface> words) : PageModel
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<IActionResult> OnGetAsync(int number, string? format, CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(number, cancellationToken) is not { State: GrantImportState.Checked, Layout: not null } import || format is not ("csv" or "xlsx"))
            return NotFound();

        string[] headings = [words["Imports.Row"], words["Imports.Column"], words["Imports.Value"], words["Imports.Expected"]];
        string Text(GrantImportFault fault) => GrantImportWords.Message(words, import, fault);
        // Made whole before it is sent, so that what fails is said and no half of it is kept.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            await (format == "csv" ? sheet.WriteCsvAsync(import, headings, Text, file, cancellationToken) : sheet.WriteXlsxAsync(import, headings, Text, file, cancellationToken));
            file.Position = 0;
            return File(file, format == "csv" ? "text/csv; charset=utf-8" : Workbook, $"import-{number}-faults.{format}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
