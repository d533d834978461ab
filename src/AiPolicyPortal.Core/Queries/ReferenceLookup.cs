using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Turns the references of a filter into keys, refusing those that name nothing.</summary>
public static class ReferenceLookup
{
    // What shares fewer trigrams looks like no slip of it.
    private const double LeastSimilarity = 0.3;

    /// <summary>Up to so many references that name nothing are told the nearest that does.</summary>
    private const int MostSuggested = 5;

    /// <exception cref="InvalidQueryException">
    /// A reference names no record, and the nearest ones are suggested; or one that the portal did not have yet at the instant that is read.
    /// </exception>
    public static async Task<AnyOf<Guid>> ResolveAsync<TRecord>(
        this DbSet<TRecord> records, string parameter, AnyOf<string> references, CancellationToken cancellationToken)
        where TRecord : PublicRecord
    {
        if (references.IsEverything)
        {
            return AnyOf<Guid>.Everything;
        }

        var asked = references.Named.Distinct().ToList();
        var found = await records.Where(record => asked.Contains(record.Reference))
            .ToDictionaryAsync(record => record.Reference, record => record.Id, cancellationToken);
        var errors = new List<ParameterError>();
        var missing = asked.Where(reference => !found.ContainsKey(reference)).ToList();
        var later = missing.Count > 0 ? await LaterAsync(records, missing, cancellationToken) : [];
        foreach (var reference in missing)
        {
            if (later.Contains(reference))
            {
                errors.Add(new ParameterError(
                    parameter, "not-yet-recorded",
                    $"'{parameter}' names '{reference}', which the portal did not have yet at the instant of '{PastReading.Parameter}'. Ask for a later instant, or leave '{PastReading.Parameter}' out.",
                    reference));
                continue;
            }

            // To find the nearest every reference is looked at.
            var near = errors.Count >= MostSuggested ? null : await records
                .Where(record => EF.Functions.TrigramsSimilarity(record.Reference, reference) >= LeastSimilarity)
                .OrderByDescending(record => EF.Functions.TrigramsSimilarity(record.Reference, reference))
                .Select(record => record.Reference).FirstOrDefaultAsync(cancellationToken);
            errors.Add(Unknown(parameter, reference, ParameterKind.Reference, near is null ? "" : $" The nearest is '{near}'.", near));
        }

        return errors.Count > 0 ? throw new InvalidQueryException(errors) : references.Select(reference => found[reference]);
    }

    /// <exception cref="InvalidQueryException">A code names no country; the one that people write so is suggested.</exception>
    public static Task RequireAsync(this IQueryable<Country> countries, string parameter, AnyOf<string> codes, CancellationToken cancellationToken) =>
        countries.Select(country => country.Code).RequireAsync(
            parameter, codes, ParameterKind.Country, " Countries are ISO 3166 alpha-2 codes, EU or INT.", CountryWords.CodeOf, cancellationToken);

    /// <exception cref="InvalidQueryException">A code names no currency.</exception>
    public static Task RequireAsync(this IQueryable<Currency> currencies, string parameter, AnyOf<string> codes, CancellationToken cancellationToken) =>
        currencies.Select(currency => currency.Code).RequireAsync(parameter, codes, ParameterKind.Currency, " Currencies are ISO 4217 codes.", _ => null, cancellationToken);

    /// <exception cref="InvalidQueryException">A code is not on the SPDX list; the nearest one is suggested.</exception>
    public static async Task RequireAsync(this IQueryable<Licence> licences, string parameter, AnyOf<string> codes, CancellationToken cancellationToken)
    {
        if (codes.IsEverything)
        {
            return;
        }

        var known = await licences.Select(licence => licence.Code).ToListAsync(cancellationToken);
        ThrowIfAny(codes.Named.Distinct().Except(known)
            .Select(code => Unknown(parameter, code, ParameterKind.Licence, Nearest.Hint(code, known), Nearest.To(code, known))));
    }

    /// <exception cref="InvalidQueryException">A reference names nothing that was ever published.</exception>
    public static Task RequireAsync(this IQueryable<Revision> revisions, string parameter, AnyOf<string> references, CancellationToken cancellationToken) =>
        revisions.Select(revision => revision.Reference).RequireAsync(parameter, references, ParameterKind.Reference, " References are as in the lists.", _ => null, cancellationToken);

    /// <param name="hint">A sentence after a blank that says what there is.</param>
    /// <param name="meant">The name that somebody probably means by another; null where nobody can tell.</param>
    /// <exception cref="InvalidQueryException">A name is not among those known.</exception>
    private static async Task RequireAsync(
        this IQueryable<string> known, string parameter, AnyOf<string> names, ParameterKind form, string hint, Func<string, string?> meant, CancellationToken cancellationToken)
    {
        var asked = names.Named.Distinct().ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var found = await known.Where(name => asked.Contains(name)).Distinct().ToListAsync(cancellationToken);
        ThrowIfAny(asked.Except(found).Select(name =>
        {
            var near = meant(name) is { } other && other != name ? other : null;
            return Unknown(parameter, name, form, hint + Nearest.Hint(near), near);
        }));
    }

    // None where the present is read.
    private static async Task<IReadOnlyCollection<string>> LaterAsync<TRecord>(DbSet<TRecord> records, List<string> references, CancellationToken cancellationToken)
        where TRecord : PublicRecord
    {
        var db = (PortalDbContext)records.GetService<ICurrentDbContext>().Context;
        return db.AsOf is null
            ? []
            : await db.InPresentAsync(
                () => records.Where(record => references.Contains(record.Reference)).Select(record => record.Reference).ToListAsync(cancellationToken), cancellationToken);
    }

    private static void ThrowIfAny(IEnumerable<ParameterError> faults)
    {
        if (faults.ToList() is { Count: > 0 } all)
        {
            throw new InvalidQueryException(all);
        }
    }

    private static ParameterError Unknown(string parameter, string value, ParameterKind form, string hint, string? nearest = null) =>
        new(parameter, "unknown-value", $"'{parameter}' names '{value}', which is not in the portal.{hint}", value) { Suggestion = nearest, Form = form };
}
