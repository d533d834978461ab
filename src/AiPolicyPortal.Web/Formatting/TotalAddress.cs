using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using Microsoft.AspNetCore.Http.Extensions;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>Writes what is asked of totals back into an address; reading it gives the same query.</summary>
public static class TotalAddress
{
    public static string Explanation(TotalQuery query) => "/totals/explain" + Query(query);

    /// <summary>The explanation of the total of one stage and kind of money, of a set of programmes, in a currency.</summary>
    public static string Explanation(ProgrammeSet programmes, Stage stage, FunderType funder, string currency) => Explanation(new TotalQuery
    {
        Stage = stage,
        FunderType = new AnyOf<FunderType>([funder], []),
        Country = new AnyOf<string>([.. programmes.Countries], [.. programmes.NotCountries]),
        Theme = new AnyOf<Theme>([.. programmes.Themes], [.. programmes.NotThemes]),
        Programme = new AnyOf<string>([.. programmes.Programmes], [.. programmes.NotProgrammes]),
        Currency = currency,
    });

    /// <summary>The explanation of one group of a total; null where none asks for what is in it.</summary>
    public static string? ExplanationOf(TotalQuery query, TotalGroup group)
    {
        if ((group.Key == TotalGroup.Unknown && query.GroupBy != TotalGrouping.FunderType) || (group.Sum.FigureCount == 0 && group.Sum.LeftOutCount == 0))
            return null;
        var all = query with { GroupBy = null };
        return query.GroupBy switch
        {
            TotalGrouping.Country => Explanation(all with { Country = new AnyOf<string>([group.Key], query.Country.Excluded) }),
            TotalGrouping.Programme => Explanation(all with { Programme = new AnyOf<string>([group.Key], query.Programme.Excluded) }),
            // A programme of an asked theme and of this one: no filter asks for both.
            TotalGrouping.Theme when query.Theme.Included.Count > 0 && !query.Theme.Included.Contains(Codes<Theme>.Parse(group.Key)) => null,
            TotalGrouping.Theme => Explanation(all with { Theme = new AnyOf<Theme>([Codes<Theme>.Parse(group.Key)], query.Theme.Excluded) }),
            TotalGrouping.FunderType => Explanation(all with { FunderType = new AnyOf<FunderType>([Codes<FunderType>.Parse(group.Key)], []) }),
            TotalGrouping.Year => Explanation(all with { Years = YearRange.Of(int.Parse(group.Key, CultureInfo.InvariantCulture)) }),
            _ => null,
        };
    }

    public static string NewMoney(TotalQuery query) => "/totals/new-money" + Query(query);

    /// <summary>With its question mark.</summary>
    public static string Query(TotalQuery query) => new QueryBuilder(Pairs(query)).ToQueryString().Value!;

    public static IEnumerable<KeyValuePair<string, string>> Pairs(TotalQuery query) =>
    [
        Pair("stage", query.Stage.Code()),
        .. query.FunderTypes is [FunderType.Public] ? [] : Pairs("funderType", query.FunderType, type => type.Code()),
        .. Pairs("country", query.Country, code => code),
        .. Pairs("theme", query.Theme, theme => theme.Code()),
        .. Pairs("programme", query.Programme, slug => slug),
        Pair("currency", query.Currency),
        .. Optional("basis", query.Basis == PriceBasis.Nominal ? null : query.Basis.Code()),
        .. Optional("per", query.Per == PerUnit.Whole ? null : query.Per.Code()),
        .. Optional("constantYear", query.ConstantYear?.ToString(CultureInfo.InvariantCulture)),
        .. Optional("asOf", query.AsOf is { } asOf ? Instant.WriteInFull(asOf) : null),
        .. Optional("statedTo", query.StatedTo?.ToString()),
        .. Optional("yearFrom", query.Years.From?.ToString(CultureInfo.InvariantCulture)),
        .. Optional("yearTo", query.Years.To?.ToString(CultureInfo.InvariantCulture)),
        .. Optional("groupBy", query.GroupBy is { } grouping ? TotalQuery.NameOf(grouping) : null),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Pairs<T>(string name, AnyOf<T> values, Func<T, string> write) =>
        values.Included.Select(value => Pair(name, write(value))).Concat(values.Excluded.Select(value => Pair(name, "!" + write(value))));

    private static IEnumerable<KeyValuePair<string, string>> Optional(string name, string? value) => value is null ? [] : [Pair(name, value)];

    private static KeyValuePair<string, string> Pair(string name, string value) => KeyValuePair.Create(name, value);
}
