using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Turns a query into a question about one snapshot, refusing what the portal does not know.</summary>
internal static class TotalAsk
{
    /// <returns>The question, and the instant that its answer speaks of.</returns>
    /// <exception cref="InvalidQueryException">A country, programme or currency is unknown, or the instant lies ahead.</exception>
    public static (TotalQuestion Question, DateTimeOffset AsOf) Of(TotalQuery query, MoneySnapshot snapshot, DateTimeOffset now)
    {
        // Another node's clock may be ahead of this one's: what is published is known.
        var latest = now > snapshot.PublishedAt ? now : snapshot.PublishedAt;
        Refuse(query, snapshot, latest);
        var asOf = query.AsOf is { } asked && asked < latest ? asked : latest;
        return (new TotalQuestion
        {
            Stage = query.Stage,
            FunderTypes = query.FunderTypes,
            Programmes = ProgrammeSet.Of(query.Country, query.Theme, query.Programme),
            Target = new ConversionTarget(query.Currency, query.Basis, query.Per, query.ConstantYear),
            AsOf = asOf < snapshot.SettledAt ? asOf : snapshot.SettledAt,
            StatedTo = query.StatedTo,
            Years = query.Years,
            GroupBy = query.GroupBy,
        }, asOf);
    }

    private static void Refuse(TotalQuery query, MoneySnapshot snapshot, DateTimeOffset latest)
    {
        List<ParameterError> errors =
        [
            .. Unknown("country", ParameterKind.Country, query.Country, snapshot.Countries.Keys),
            .. Unknown("programme", ParameterKind.Reference, query.Programme, snapshot.ProgrammeNames.Keys),
            .. Unknown("currency", ParameterKind.Currency, new AnyOf<string>([query.Currency], []), snapshot.Facts.Tables.MinorUnits.Keys),
        ];
        if (query.AsOf is { } asked && PastReading.Ahead(asked, latest) is { } ahead)
            errors.Add(ahead);

        if (errors.Count > 0)
            throw new InvalidQueryException(errors);
    }

    /// <summary>A fault for each value that is not among the known ones.</summary>
    internal static IEnumerable<ParameterError> Unknown(string parameter, ParameterKind form, AnyOf<string> asked, IEnumerable<string> known)
    {
        var all = known as IReadOnlyCollection<string> ?? [.. known];
        return asked.Named.Distinct().Where(value => !all.Contains(value)).Select(value =>
        {
            // Two or three letters are near to the codes of many countries and currencies.
            var meant = form switch
            {
                ParameterKind.Country => CountryWords.CodeOf(value),
                ParameterKind.Currency => null,
                _ => Common.Nearest.To(value, all),
            };
            var near = meant is not null && all.Contains(meant) ? meant : null;
            return new ParameterError(
                parameter, "unknown-value", $"'{parameter}' names '{value}', which is not in the portal.{Common.Nearest.Hint(near)}", value)
            {
                Suggestion = near,
                Form = form,
            };
        });
    }
}
