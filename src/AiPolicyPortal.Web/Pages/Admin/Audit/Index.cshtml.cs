using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Web.Pages.Admin.Audit;

/// <summary>The audit log, the newest entries first.</summary>
[Authorize(Policies.Administrator)]
public sealed class IndexModel(PortalDbContext db) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true, Name = "who")]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true, Name = "action")]
    public string? Action { get; set; }

    [BindProperty(SupportsGet = true, Name = "subject")]
    public string? Subject { get; set; }

    /// <summary>Only entries before this number.</summary>
    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>The actions that were ever entered.</summary>
    public IReadOnlyList<string> Actions { get; private set; } = [];

    public bool HasOlder { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var subject = Subject?.Trim();
        IQueryable<AuditEntry> entries = string.IsNullOrEmpty(subject) ? db.AuditEntries : db.AuditEntries.FromSql(
            $"select * from audit_entries where subject = {subject} or detail @> jsonb_build_object('reference', {subject}::text)");
        entries = entries.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Who))
            entries = entries.Where(entry => EF.Functions.ILike(entry.ActorName, "%" + Escaped(Who) + "%", "\\"));
        if (!string.IsNullOrWhiteSpace(Action))
            entries = entries.Where(entry => entry.Action == Action);
        if (Before is { } before)
            entries = entries.Where(entry => entry.Number < before);
        var found = await entries.OrderByDescending(entry => entry.Number).Take(PageSize + 1).ToListAsync(cancellationToken);
        (Entries, HasOlder) = ([.. found.Take(PageSize)], found.Count > PageSize);
        Actions = await db.AuditEntries.Select(entry => entry.Action).Distinct().OrderBy(action => action).ToListAsync(cancellationToken);
    }

    private static string Escaped(string text) => text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
