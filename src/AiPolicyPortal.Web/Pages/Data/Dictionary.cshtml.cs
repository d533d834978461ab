using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Data;

public sealed class DictionaryModel : PageModel
{
    public IReadOnlyList<Table> Tables { get; } = [.. SnapshotTables.All.Select(table => table.Table)];

    public IActionResult OnGet()
    {
        try
        {
            Request.Query.ToParameters().Allow(Localization.Parameter).ThrowIfInvalid();
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
