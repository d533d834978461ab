using System.Data.Common;
using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Core.Grants;

/// <summary>What one reading of the index found.</summary>
/// <param name="Cells">Each group's grants with the recipients asked for, and those without them.</param>
/// <param name="Recipients">Grants by the tag of the recipient.</param>
/// <param name="First">The ids of the grants of the first page and of one more; null where no page was asked for.</param>
internal sealed record GrantFinding(
    IReadOnlyList<(GrantCell Cell, bool ByRecipient)> Cells, IReadOnlyDictionary<string, int> Recipients, IReadOnlyList<Guid>? First);

/// <summary>
/// Counts what words, dates or amounts find by group and by recipient, and says which of it come first, in one reading of the index: the reading is
/// what takes the time.
/// </summary>
internal static class GrantFindings
{
    // What is found is written by Entity Framework, in the order of Entry, and put together while it is read: to keep each grant takes as long again as
    // the reading. Of groups that miss a tag only the counts are asked for. Grants of the same recipients are counted together before these are taken apart.
    private const string Statement =
        """
        with found (group_id, passes, recipients, grants, disclosed, amount, converted, euros{2}) as materialized (
          select group_id, passes, case when held then recipients end, count(*), count(amount) filter (where held), sum(amount) filter (where held),
            count(euros) filter (where held), sum(euros) filter (where held){3}
          from (select *, group_id = any (@holding) as held from ({0}) as entry (group_id, passes, amount, euros, recipients, id{1}) offset 0) as entry
          group by 1, 2, 3)
        select group_id, null::uuid, passes, sum(grants)::int, sum(disclosed)::int, coalesce(sum(amount), 0), sum(converted)::int, coalesce(sum(euros), 0), null::uuid[]
        from found group by group_id, passes
        union all
        select null, id, null, sum(grants)::int, null, null, null, null, null
        from (select unnest(case recipients when '{}' then array[uuid '00000000-0000-0000-0000-000000000000'] else recipients end) as id, grants
              from (select recipients, sum(grants) as grants from found where recipients is not null group by recipients) as same) as received
        group by id
        """;

    private const string First =
        """

        union all
        select null, null, null, null, null, null, null, null, array(select id from found, unnest({1}) as first ({2}) where passes order by {0} limit @first)
        """;

    private const string FirstAndCount =
        """
        with found (id{1}) as materialized ({0})
        select (select count(*)::int from found), array(select id from found order by {2} limit @first)
        """;

    /// <summary>Whether <see cref="ReadAsync"/> and <see cref="ReadFirstAsync"/> can say which grants a page begins the list with.</summary>
    public static bool Knows(PageRequest page) => page is { Cursor: null, Order.Parts: [_, _] };

    /// <summary>How many entries there are, and which stand first.</summary>
    /// <param name="db">Read by one query.</param>
    /// <param name="entries">All that are asked for.</param>
    /// <param name="page">One that is known.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>With the ids of the grants of the page and of one more.</returns>
    public static async Task<(int Count, IReadOnlyList<Guid> First)> ReadFirstAsync(
        PortalDbContext db, IQueryable<GrantEntry> entries, PageRequest page, CancellationToken cancellationToken)
    {
        var order = page.Order.OfEntries();
        var key = KeyOf(order);
        await using var command = Found(entries, Expression.Parameter(typeof(GrantEntry), "entry"), [], key).CreateDbCommand();
        command.CommandText = FirstAndCount.Replace("{0}", command.CommandText, StringComparison.Ordinal)
            .Replace("{1}", key is null ? "" : ", key", StringComparison.Ordinal).Replace("{2}", OrderBy(order), StringComparison.Ordinal);
        command.Parameters.Add(new NpgsqlParameter<int>("first", page.Limit + 1));
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return (reader.GetInt32(0), reader.GetFieldValue<Guid[]>(1));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <param name="db">Read by one query.</param>
    /// <param name="entries">What meets all of the selection, or all but one of its tags, at least.</param>
    /// <param name="selection">Its groups, whatever recipients are asked for, are those whose recipients are counted.</param>
    /// <param name="page">Which first page is wanted; null for none.</param>
    /// <param name="known">By id. A group that came with a publication a moment ago is in the next answer.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<GrantFinding> ReadAsync(
        PortalDbContext db, IQueryable<GrantEntry> entries, GrantSelection selection, PageRequest? page, IReadOnlyDictionary<int, GrantGroup> known,
        CancellationToken cancellationToken)
    {
        var order = page is not null && Knows(page) ? page.Order.OfEntries() : null;
        IReadOnlyList<Guid>? first = null;
        var cells = new List<(GrantCell, bool)>();
        var recipients = new Dictionary<string, int>(StringComparer.Ordinal);
        var key = order is null ? null : KeyOf(order);
        string[] columns = order is null ? [] : key is null ? ["id"] : ["id", "key"];
        await using var command = Found(entries, selection.Recipients?.Test, key).CreateDbCommand();
        command.CommandText = Statement.Replace("{0}", command.CommandText, StringComparison.Ordinal)
            .Replace("{1}", key is null ? "" : ", key", StringComparison.Ordinal)
            .Replace("{2}", string.Concat(columns.Select(column => $", {column}s")), StringComparison.Ordinal)
            .Replace("{3}", string.Concat(columns.Select(column => $", array_agg({column}) filter (where held)")), StringComparison.Ordinal);
        if (order is not null)
        {
            command.CommandText += First.Replace("{0}", OrderBy(order), StringComparison.Ordinal)
                .Replace("{1}", string.Join(", ", columns.Select(column => column + "s")), StringComparison.Ordinal)
                .Replace("{2}", string.Join(", ", columns), StringComparison.Ordinal);
            command.Parameters.Add(new NpgsqlParameter<int>("first", page!.Limit + 1));
        }

        var others = selection.Without(GrantTags.Recipient);
        command.Parameters.Add(new NpgsqlParameter<int[]>("holding", [.. known.Values.Where(others.Holds).Select(group => group.Id)]));
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (!reader.IsDBNull(8))
                {
                    first = reader.GetFieldValue<Guid[]>(8);
                }
                else if (reader.IsDBNull(0))
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

        return new GrantFinding(cells, recipients, first);
    }

    private static GrantCell Cell(GrantGroup group, DbDataReader reader) =>
        new(group, reader.GetInt32(3), reader.GetInt32(4), reader.GetDecimal(5), reader.GetInt32(6), reader.GetDecimal(7));

    // A column that is asked for twice is given once.
    private static LambdaExpression? KeyOf(Order order) => order.Parts[0].Key.Value is { } value && value.ReturnType != typeof(Guid) ? value : null;

    private static string OrderBy(Order order)
    {
        var direction = order.Parts[0].Descending ? "desc" : "asc";
        return (KeyOf(order) is null ? "" : $"key {direction}, ") + $"id {direction}";
    }

    /// <param name="entries">Of the index.</param>
    /// <param name="test">What else tells entries of a group apart; null where nothing does.</param>
    /// <param name="key">What the first are told by; null where nobody asks for them.</param>
    private static IQueryable<Entry> Found(IQueryable<GrantEntry> entries, Expression<Func<GrantEntry, bool>>? test, LambdaExpression? key)
    {
        var passes = test ?? (entry => true);
        var entry = passes.Parameters[0];
        MemberAssignment[] columns =
        [
            Bind(nameof(Entry.GroupId), Expression.Property(entry, nameof(GrantEntry.GroupId))),
            Bind(nameof(Entry.Passes), passes.Body),
            Bind(nameof(Entry.Amount), Expression.Property(entry, nameof(GrantEntry.Amount))),
            Bind(nameof(Entry.Euros), Expression.Property(entry, nameof(GrantEntry.Euros))),
            Bind(nameof(Entry.Recipients), Expression.Property(entry, nameof(GrantEntry.Recipients))),
        ];
        return Found(entries, entry, columns, key);
    }

    // After the columns the id, and the key where there is one.
    private static IQueryable<Entry> Found(IQueryable<GrantEntry> entries, ParameterExpression entry, MemberAssignment[] columns, LambdaExpression? key)
    {
        columns = [.. columns, Bind(nameof(Entry.Id), Expression.Property(entry, nameof(GrantEntry.GrantId)))];
        if (key is not null)
        {
            columns = [.. columns, Bind(nameof(Entry.Key), Expression.Convert(new ParameterReplacer(key.Parameters[0], entry).Visit(key.Body), typeof(object)))];
        }

        return entries.Select(Expression.Lambda<Func<GrantEntry, Entry>>(Expression.MemberInit(Expression.New(typeof(Entry)), columns), entry));
    }

    private static MemberAssignment Bind(string name, Expression value) => Expression.Bind(typeof(Entry).GetProperty(name)!, value);

    private sealed class Entry
    {
        public int GroupId { get; init; }

        public bool Passes { get; init; }

        public decimal? Amount { get; init; }

        public decimal? Euros { get; init; }

        public Guid[] Recipients { get; init; } = [];

        public Guid Id { get; init; }

        public object? Key { get; init; }
    }
}
