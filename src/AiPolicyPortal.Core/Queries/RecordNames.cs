using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>What the records are called that a filter names by their references.</summary>
public sealed class RecordNames
{
    private readonly Dictionary<(string Parameter, string Reference), string> names = [];

    /// <returns>Null where the filter names no such record.</returns>
    public string? Of(string parameter, string reference) => names.GetValueOrDefault((parameter, reference));

    /// <summary>Nothing is read where the parameter names none.</summary>
    internal async Task AddAsync<TRecord>(
        string parameter, AnyOf<string> asked, IQueryable<TRecord> records, Expression<Func<TRecord, string>> name, CancellationToken cancellationToken)
        where TRecord : PublicRecord
    {
        var references = asked.Named.ToList();
        if (references.Count == 0)
        {
            return;
        }

        var record = name.Parameters[0];
        var pair = Expression.Lambda<Func<TRecord, KeyValuePair<string, string>>>(
            Expression.New(
                typeof(KeyValuePair<string, string>).GetConstructor([typeof(string), typeof(string)])!,
                Expression.Property(record, nameof(PublicRecord.Reference)), name.Body),
            record);
        foreach (var (reference, called) in await records.AsNoTracking().Where(one => references.Contains(one.Reference)).Select(pair).ToListAsync(cancellationToken))
        {
            names[(parameter, reference)] = called;
        }
    }
}
