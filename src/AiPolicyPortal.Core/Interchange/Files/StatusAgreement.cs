using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

/// <summary>A measure's status is the newest of its dated ones that has begun, whichever of both a folder or a draft changes.</summary>
internal static class StatusAgreement
{
    /// <summary>Reports the measures that do not agree, each in one of the two files: where its newest dated status is a row, there.</summary>
    public static async Task CheckAsync(FolderFile file, CheckContext context, CancellationToken cancellationToken)
    {
        var named = context.Measures.Keys.Concat(context.StatusChanges.Select(row => row.Text("measure"))).ToHashSet(StringComparer.Ordinal);
        var held = await context.Store.GovernanceMeasures.AsNoTracking().Where(measure => named.Contains(measure.Reference))
            .Select(measure => new
            {
                measure.Reference,
                measure.Status,
                Changes = measure.Statuses.Select(change => new { change.Status, change.SinceOn, change.SincePrecision }).ToList(),
            })
            .ToDictionaryAsync(measure => measure.Reference, StringComparer.Ordinal, cancellationToken);
        var rows = context.StatusChanges.ToLookup(row => row.Text("measure"), StringComparer.Ordinal);
        var today = DateOnly.FromDateTime(context.Moment.UtcDateTime);
        foreach (var reference in named.Order(StringComparer.Ordinal))
        {
            var known = held.GetValueOrDefault(reference);
            var measure = context.Measures.GetValueOrDefault(reference);
            var changes = rows[reference].Select(row => new Dated(row.Date("since")!.Value, row.Code<GovernanceStatus>("status"), row)).ToList();
            if (known is not null && !context.ReplacesParts)
            {
                changes.AddRange(known.Changes.Select(change => new Dated(new PartialDate(change.SinceOn, change.SincePrecision), change.Status, null)));
            }

            changes.RemoveAll(change => change.Since.FirstDay > today);
            var status = measure is null ? known?.Status : StatusWords.Governance(measure.Text("status"), today);
            if (changes.Count == 0 || status is not { } present)
            {
                continue;
            }

            // A year or a month may be later than a day in it.
            var latest = changes.Max(change => change.Since.FirstDay);
            var newest = changes.Where(change => change.Since.LastDay >= latest).ToList();
            var at = newest.Find(change => change.Row is not null)?.Row ?? measure;
            if (at?.File == file && !newest.Exists(change => change.Status == present))
            {
                Fault(at, reference, present, newest.MaxBy(change => change.Since)!, context);
            }
        }
    }

    private static void Fault(FolderRow row, string measure, GovernanceStatus present, Dated newest, CheckContext context) => context.Fault(
        row, "status", FaultCodes.StatusDiffers,
        row.File is GovernanceFile
            ? $"Words for {newest.Status.Code()}, the newest dated status of {measure}, since {newest.Since}; or a newer row in governance_statuses.csv, with its source."
            : $"{present.Code()}, where {measure} stands by its own status, because no dated status that has begun is newer; or a newer row; or another status in governance.csv.");

    private sealed record Dated(PartialDate Since, GovernanceStatus Status, FolderRow? Row);
}
