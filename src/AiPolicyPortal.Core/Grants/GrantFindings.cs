using System.Data.Common;
using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Counts what words, dates or amounts find by group and by recipient, in one reading of the index: the reading is what takes the time.</summary>
internal static class GrantFindings
{
    // What is found is written by Entity Framework, in the order of Entry.
    private const string Statement =
        """
        with found (group_id, passes, amount, euros, recipients) as materialized ({0})
        select group_id, null::uuid, passes, count(*)::int, count(amount)::int, coalesce(sum(amount), 0), count(euros)::int, coalesce(sum(euros), 0)
        from found group by group_id, passes
        union all
        select null, coalesce(received.id, '00000000-0000-0000-0000-000000000000'), null, count(*)::int, null, null, null, null
        from found left join lateral unnest(recipients) as received (id) on true where group_id = any (@holding) group by received.id
        """;

    /// <param name="db">Read by one query.</param>
    /// <param name="entries">What meets all of the selection, or all but one of its tags, at least.</param>
    /// <param name="selection">Its groups, whatever recipients are asked for, are those whose recipients are counted.</param>
    /// <param name="known">By id. A group that came with a publication a moment ago is in the next answer.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Each group's grants with the recipients asked for, and those without them; and grants by the tag of the recipient.</returns>
    public static async Task<(IReadOnlyList<(GrantCell Cell, bool ByRecipient)> Cells, IReadOnlyDictionary<string, int> Recipients)> ReadAsync(
        PortalDbContext db, IQueryable<GrantEntry> entries, GrantSelection selection, IReadOnlyDictionary<int, GrantGroup> known, CancellationToken cancellationToken)
    {
        var cells = new List<(GrantCell, bool)>();
        var recipients = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var command = Found(entries, selection.Recipients?.Test).CreateDbCommand();
        command.CommandText = Statement.Replace("{0}", command.CommandText, StringComparison.Ordinal);
        var others = selection.Without(GrantTags.Recipient);
        command.Parameters.Add(new NpgsqlParameter<int[]>("holding", [.. known.Values.Where(others.Holds).Select(group => group.Id)]));
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.IsDBNull(0))
                {
                    recipients.Add(GrantTags.OfRecipient(reader.GetGuid(1)), reader.GetInt32(3));
                }
                else if (known.TryGetValue(reader.GetInt32(0), out var group))
                {
                    cells.Add((Cell(group, reader), reader.GetBoolean(2)));
                }
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return (cells, recipients);
    }

    private static GrantCell Cell(GrantGroup group, DbDataReader reader) =>
        new(group, reader.GetInt32(3), reader.GetInt32(4), reader.GetDecimal(5), reader.GetInt32(6), reader.GetDecimal(7));

    /// <param name="entries">Of the index.</param>
    /// <param name="test">What else tells entries of a group apart; null where nothing does.</param>
    private static IQueryable<Entry> Found(IQueryable<GrantEntry> entries, Expression<Func<GrantEntry, bool>>? test)
    {
        var passes = test ?? (entry => true);
        var entry = passes.Parameters[0];
        MemberAssignment Bind(string name, Expression value) => Expression.Bind(typeof(Entry).GetProperty(name)!, value);
        return entries.Select(Expression.Lambda<Func<GrantEntry, Entry>>(
            Expression.MemberInit(
                Expression.New(typeof(Entry)),
                Bind(nameof(Entry.GroupId), Expression.Property(entry, nameof(GrantEntry.GroupId))),
                Bind(nameof(Entry.Passes), passes.Body),
                Bind(nameof(Entry.Amount), Expression.Property(entry, nameof(GrantEntry.Amount))),
                Bind(nameof(Entry.Euros), Expression.Property(entry, nameof(GrantEntry.Euros))),
                Bind(nameof(Entry.Recipients), Expression.Property(entry, nameof(GrantEntry.Recipients)))),
            entry));
    }

    private sealed class Entry
    {
        public int GroupId { get; init; }

        public bool Passes { get; init; }

        public decimal? Amount { get; init; }

        public decimal? Euros { get; init; }

        public Guid[] Recipients { get; init; } = [];
    }
}
