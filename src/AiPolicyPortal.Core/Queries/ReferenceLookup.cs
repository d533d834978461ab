using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Turns the references of a filter into keys, refusing those that name nothing.</summary>
public static class ReferenceLookup
{
    /// <exception cref="InvalidQueryException">A reference names no record; the nearest ones are suggested.</exception>
    public static async Task<AnyOf<Guid>> ResolveAsync<TRecord>(
        this IQueryable<TRecord> records, string parameter, AnyOf<string> references, CancellationToken cancellationToken)
        where TRecord : PublicRecord
    {
        if (references.IsEverything)
        {
            return AnyOf<Guid>.Everything;
        }

        var asked = references.Included.Concat(references.Excluded).Distinct().ToList();
        var found = await records.Where(record => asked.Contains(record.Reference))
            .ToDictionaryAsync(record => record.Reference, record => record.Id, cancellationToken);
        var errors = new List<ParameterError>();
        foreach (var reference in asked.Where(reference => !found.ContainsKey(reference)))
        {
            var near = await records.OrderByDescending(record => EF.Functions.TrigramsSimilarity(record.Reference, reference))
                .Select(record => record.Reference).FirstOrDefaultAsync(cancellationToken);
            errors.Add(Unknown(parameter, reference, near is null ? "" : $" The nearest is '{near}'.", near));
        }

        return errors.Count > 0 ? throw new InvalidQueryException(errors) : references.Select(reference => found[reference]);
    }

    /// <exception cref="InvalidQueryException">A code names no country.</exception>
    public static async Task RequireAsync(this IQueryable<Country> countries, string parameter, AnyOf<string> codes, CancellationToken cancellationToken)
    {
        var asked = codes.Included.Concat(codes.Excluded).Distinct().ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var found = await countries.Where(country => asked.Contains(country.Code)).Select(country => country.Code).ToListAsync(cancellationToken);
        var missing = asked.Except(found).Select(code => Unknown(parameter, code, " Countries are ISO 3166 alpha-2 codes, EU or INT.")).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidQueryException(missing);
        }
    }

    private static ParameterError Unknown(string parameter, string value, string hint, string? nearest = null) =>
        new(parameter, "unknown-value", $"'{parameter}' names '{value}', which is not in the portal.{hint}", value, nearest);
}
