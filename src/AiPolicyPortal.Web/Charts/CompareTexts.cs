using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>What a comparison says in words, and how its sums stand in a chart.</summary>
public sealed class CompareTexts(ChartTexts words, GroupLabels labels, IStringLocalizer<Interface> texts)
{
    public string Name(Comparison comparison, string item) => labels.Of(comparison.Snapshot, Grouping(comparison.Query), item);

    /// <summary>Who is compared, and on what: "France, Germany: announced public money, stated 2018–2024".</summary>
    public string Scope(Comparison comparison)
    {
        var query = comparison.Query;
        var who = query.By == ComparedKind.Country
            ? string.Join(", ", query.Items.Select(item => Name(comparison, item)))
            : texts.Count("Programmes", query.Items.Count);
        var asked = query.Total with { Country = AnyOf<string>.Everything, Programme = AnyOf<string>.Everything };
        return texts["Compare.Scope", who, words.Scope(comparison.Snapshot, asked)];
    }

    /// <summary>The greatest first; those without an amount last, in the order asked.</summary>
    public static IReadOnlyList<ComparedItem> Ranked(Comparison comparison) =>
        [.. comparison.Items.OrderByDescending(item => item.Total.High.HasValue).ThenByDescending(item => item.Total.High).ThenByDescending(item => item.Total.Low)];

    public string Sentence(Comparison comparison)
    {
        var ranked = Ranked(comparison);
        List<string> known = [.. ranked.Where(item => item.Total.Low is not null).Select(item => texts["Compare.With", Name(comparison, item.Key), Amount(comparison, item)].Value)];
        var silent = ranked.Where(item => item.Total.Low is null).ToLookup(item => Silence(item.Total), item => Name(comparison, item.Key));
        var money = words.Money(comparison.Query.Total);
        var first = known.Count == 0 ? texts["Chart.Nothing"].Value
            : comparison.Items.Count == 1 ? texts["Compare.One", known[0], money].Value
            : texts["Compare.First", texts[$"Compare.OfThe.{comparison.Items.Count}"], known[0], money].Value;
        return string.Join(' ',
        [
            first + (known.Count == 0 ? "" : (known.Count == 1 ? "" : texts["Compare.Then", string.Join(", ", known.Skip(1))].Value) + "."),
            .. known.Count == 0 && comparison.Items.Count == 1 ? [] : silent.OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => texts[$"Compare.Silent.{group.Key}", string.Join(", ", group)].Value),
            .. UpperBounds(comparison, ranked),
            .. WithoutRate(comparison, ranked),
        ]);
    }

    /// <param name="years">The years that the sum is of, within those asked.</param>
    public static ChartCell Cell(ComparedItem item, TotalSum sum, YearRange years) => new(sum.Low, sum.High, sum.UndisclosedCount > 0)
    {
        NotConverted = sum.NotConvertedCount > 0,
        LeftOut = sum.LeftOutCount > 0,
        Why = Why(item, years),
    };

    public static string Why(ComparedItem item, YearRange years) => TotalAddress.Explanation(item.Report.Query with { GroupBy = null, Years = years });

    public static TotalGrouping Grouping(CompareQuery query) => query.By == ComparedKind.Country ? TotalGrouping.Country : TotalGrouping.Programme;

    /// <summary>Says which amounts hold upper bounds, added as if they were exact, and how much that is of each.</summary>
    private IEnumerable<string> UpperBounds(Comparison comparison, IEnumerable<ComparedItem> ranked)
    {
        var unit = AmountUnit.Of(comparison.Query.Total);
        List<string> bounds = [.. from item in ranked
                                  let bound = item.Total.AmountOf(Nature.UpTo)
                                  where bound.Low is not null
                                  select texts["Compare.Lacking", Name(comparison, item.Key), words.Amount(unit, bound.Low, bound.High)].Value];
        return bounds.Count == 0 ? [] : [texts["Compare.UpTo", string.Join(", ", bounds)].Value];
    }

    /// <summary>Says of amounts shown which lack money that could not be expressed as asked, since that can turn the order round.</summary>
    private IEnumerable<string> WithoutRate(Comparison comparison, IEnumerable<ComparedItem> ranked)
    {
        List<string> lacking = [.. ranked.Where(item => item.Total is { Low: not null, NotConvertedCount: > 0 })
            .Select(item => texts["Compare.Lacking", Name(comparison, item.Key), texts.Count("Figures", item.Total.NotConvertedCount)].Value)];
        return lacking.Count == 0 ? [] : [texts[comparison.Items.Count == 1 ? "Compare.WithoutRateOne" : "Compare.WithoutRate", string.Join(", ", lacking)].Value];
    }

    private string Amount(Comparison comparison, ComparedItem item)
    {
        var unit = AmountUnit.Of(comparison.Query.Total);
        var amount = words.Amount(unit, item.Total.Low, item.Total.High);
        return unit.Per == PerUnit.Whole ? amount : $"{amount} {texts[$"Compare.Per.{unit.Per.Code()}"].Value}".TrimEnd();
    }

    private static string Silence(TotalSum sum) => sum switch
    {
        { UndisclosedCount: > 0 } => "undisclosed",
        { NotConvertedCount: > 0 } => "not-converted",
        _ => "nothing",
    };
}
