using System.Globalization;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Articles;

/// <summary>References that no record has, no draft has, and that were not given before.</summary>
internal sealed class FreeReferences(PortalDbContext db)
{
    private readonly Dictionary<RecordKind, HashSet<string>> taken = [];

    /// <summary>The number after the highest: <c>f-fr-105</c>.</summary>
    /// <param name="format">Of the number; <c>000</c> for three digits.</param>
    public async Task<string> NumberedAsync(RecordKind kind, string prefix, string format, CancellationToken cancellationToken)
    {
        var last = (await TakenAsync(kind, cancellationToken)).Where(reference => reference.StartsWith(prefix, StringComparison.Ordinal))
            .Select(reference => int.TryParse(reference.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty(0).Max();
        return Give(kind, prefix + (last + 1).ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>The slug itself, or with the first number that is free: <c>open-plan-2</c>.</summary>
    public async Task<string> NamedAsync(RecordKind kind, string slug, CancellationToken cancellationToken)
    {
        var others = await TakenAsync(kind, cancellationToken);
        var number = 1;
        string Numbered() => number == 1 ? slug : string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        while (others.Contains(Numbered()))
        {
            number++;
        }

        return Give(kind, Numbered());
    }

    private string Give(RecordKind kind, string reference)
    {
        taken[kind].Add(reference);
        return reference;
    }

    private async Task<HashSet<string>> TakenAsync(RecordKind kind, CancellationToken cancellationToken)
    {
        if (!taken.TryGetValue(kind, out var references))
        {
            references = [.. await db.Drafts.AsNoTracking().Where(draft => draft.Kind == kind).Select(draft => draft.Reference).ToListAsync(cancellationToken)];
            await foreach (var record in RecordKinds.References(db, kind).WithCancellation(cancellationToken))
            {
                references.Add(record.Reference);
            }

            taken.Add(kind, references);
        }

        return references;
    }
}
