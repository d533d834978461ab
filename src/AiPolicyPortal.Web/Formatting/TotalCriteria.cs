using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>What narrows a total, in words: a name and its values.</summary>
public sealed class TotalCriteria(IStringLocalizer<Interface> texts)
{
    /// <param name="asOf">The instant that the answer speaks of, UTC.</param>
    public IEnumerable<(string Name, string Value)> Of(TotalQuery query, MoneySnapshot snapshot, DateTimeOffset asOf)
    {
        var language = texts["Language"].Value;
        return new (string Name, string Value)[]
        {
            (texts["Field.Country"], Words(query.Country, code => snapshot.Countries[code].NameIn(language))),
            (texts["Field.Themes"], Words(query.Theme, theme => texts.Label(theme))),
            (texts["Field.Programme"], Words(query.Programme, slug => snapshot.ProgrammeNames[slug])),
            (texts["Explain.Basis"], Basis(query)),
            (texts["Explain.Years"], texts.Years(query.Years)),
            (texts["Explain.StatedTo"], query.StatedTo is { } day ? PartialDateText.Words(day) : ""),
            (texts["Explain.AsOf"], query.AsOf is null ? "" : texts.Moment(asOf)),
        }.Where(criterion => criterion.Value.Length > 0);
    }

    /// <summary>At whose prices: "at purchasing power parity"; empty for those of the day.</summary>
    public string Prices(TotalQuery query) => query.Basis == PriceBasis.Nominal ? "" : $"{texts.Label(query.Basis)} {query.ConstantYear}".TrimEnd();

    /// <summary>The same, and of what it is a share; empty for whole amounts at the prices of the day.</summary>
    public string Basis(TotalQuery query) => string.Join(", ", new[]
    {
        Prices(query),
        query.Per == PerUnit.Whole ? "" : texts.Label(query.Per),
    }.Where(words => words.Length > 0));

    private string Words<T>(AnyOf<T> values, Func<T, string> word) => string.Join(
        ", ", values.Included.Select(word).Concat(values.Excluded.Select(value => $"{texts["Explain.Not"].Value} {word(value)}")));
}
