using System.Text.Json;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>What publishing an import would do to one grant.</summary>
/// <param name="Row">Of the file.</param>
/// <param name="Reference">The grant's public reference.</param>
/// <param name="Title">As the file says it.</param>
/// <param name="Effect"><c>created</c>, <c>changed</c> or <c>reinstated</c>.</param>
/// <param name="Changes">By the column as a revision names it: what the portal has, and what it would have. Empty for one that is created.</param>
public sealed record GrantDifference(int Row, string Reference, string Title, string Effect, IReadOnlyDictionary<string, string?[]> Changes);

/// <summary>A row that may say again what another row or another grant of the portal says: same recipient, amount and date.</summary>
/// <param name="Row">Of the file.</param>
/// <param name="Title">As the row says it.</param>
/// <param name="OtherRow">The first row that says the same; null where a grant of the portal does.</param>
/// <param name="OtherReference">The grant of the portal that says the same; null where a row does.</param>
public sealed record GrantDuplicate(int Row, string Title, int? OtherRow, string? OtherReference);

/// <summary>What people look at before an import is published, a few at a time.</summary>
public static class GrantDifferences
{
    /// <param name="context">Of the portal.</param>
    /// <param name="import">One that was checked and is not published yet.</param>
    /// <param name="created">Whether those that would be created are asked for, or else those that would change.</param>
    /// <param name="skip">How many to leave out, in the order of the rows.</param>
    /// <param name="take">How many at most.</param>
    public static async Task<IReadOnlyList<GrantDifference>> ListAsync(
        PortalDbContext context, Guid import, bool created, int skip, int take, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        return await new ImportSql(context, import).ListAsync(
            $"""
            select effect.row, coalesce(held.reference, said.reference), said.title, effect.effect, effect.changes::text
            from grant_import_effects effect join grant_import_rows said using (import_id, row) left join grants held on held.id = effect.grant_id
            where import_id = @import and effect.effect in ({(created ? "'created'" : "'changed', 'reinstated'")}) order by row offset @skip limit @take
            """,
            reader => new GrantDifference(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Changes(reader.IsDBNull(4) ? null : reader.GetString(4))),
            cancellationToken, ("skip", skip), ("take", take));
    }

    /// <inheritdoc cref="ListAsync"/>
    public static async Task<IReadOnlyList<GrantDuplicate>> DuplicatesAsync(PortalDbContext context, Guid import, int take, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        return await new ImportSql(context, import).ListAsync(
            """
            select row, said.title, twice.other_row, twice.other_reference from grant_import_duplicates twice join grant_import_rows said using (import_id, row)
            where import_id = @import order by row, twice.other_row limit @take
            """,
            reader => new GrantDuplicate(reader.GetInt32(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetString(3)),
            cancellationToken, ("take", take));
    }

    private static Dictionary<string, string?[]> Changes(string? json) => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string?[]>>(json)!;
}
