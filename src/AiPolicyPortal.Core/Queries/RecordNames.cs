using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>What the records and countries are called that a filter names by reference or code.</summary>
public sealed class RecordNames
{
    private readonly Dictionary<(string Parameter, string Reference), (string Name, string? NameFr)> names = [];

    /// <returns>Null where the filter names no such record.</returns>
    /// <param name="language">Countries have a French name too.</param>
    public string? Of(string parameter, string reference, string language) =>
        names.TryGetValue((parameter, reference), out var name) ? (language == "fr" ? name.NameFr : null) ?? name.Name : null;

    /// <summary>Of countries, in both languages; nothing is read where the parameter names none.</summary>
    internal async Task AddAsync(string parameter, AnyOf<string> asked, IQueryable<Country> countries, CancellationToken cancellationToken)
    {
        var codes = asked.Named.ToList();
        if (codes.Count == 0)
        {
            return;
        }

        foreach (var country in await countries.AsNoTracking().Where(country => codes.Contains(country.Code)).ToListAsync(cancellationToken))
        {
            names[(parameter, country.Code)] = (country.NameEn, country.NameFr);
        }
    }

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
            names[(parameter, reference)] = (called, null);
        }
    }
}
