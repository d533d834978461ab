using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>The grants a country awarded from public money, by year, in one currency; those in others are counted beside it, never converted.</summary>
public sealed class GrantsByYearChart(PaidGrantQueries grants, MoneyText money, TimeProvider clock, IStringLocalizer<Interface> texts) : IChartMaker
{
    private const string Unknown = "unknown";

    public string Name => "grants-by-year";

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var query = PaidGrantQuery.Read(parameters);
        parameters.ThrowIfInvalid();
        var now = clock.GetUtcNow();
        var (country, paid) = await grants.AnswerAsync(query, now, cancellationToken);
        if (paid.Currencies.FirstOrDefault(one => query.Currency is null || one.Currency == query.Currency) is not { } main)
            return null;
        List<PaidCurrency> others = [.. paid.Currencies.Where(one => one != main)];
        var name = country.NameIn(texts["Language"]);
        var list = GrantAddress.Paid(paid.Country, main.Currency) + (query.AsOf is { } past && past < now ? $"&{PastReading.Parameter}={Uri.EscapeDataString(Instant.WriteInFull(past))}" : "");
        var undisclosed = main.Years.Sum(year => year.UndisclosedCount);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Bars,
            Title = texts["Chart.GrantsByYear.Title", name],
            Sentence = texts["Chart.GrantsByYear.Sentence", texts.Count("Grants", main.Count), money.CurrencyName(main.Currency), Amount(Whole(main).Sum)]
                + (undisclosed == 0 ? "" : " " + texts["Chart.GrantsByYear.Undisclosed", undisclosed].Value)
                + (others.Count == 0 ? "" : " " + texts["Chart.GrantsByYear.Others", texts.Count("Grants", others.Sum(one => one.Count))].Value),
            Unit = new AmountUnit(main.Currency),
            Places = main.Years[0].Sum.MinorUnit,
            RowHeading = texts["Chart.GrantsByYear.Year"],
            Series = [new("grants", texts["Nav.Grants"])],
            Rows = [.. Years(paid).Select(year => Row(year, main, others, list))],
            Foot = [new("total", texts["Explain.Total"], [Cell(Whole(main))], Remark: Remark(Whole(main), [.. others.Select(one => (one, Whole(one)))]), Why: list)],
            Note = texts["Chart.GrantsByYear.Note"],
            Source = texts["Chart.Source", texts.Count("Grants", paid.Count)],
            Page = $"/countries/{paid.Country}",
            AsOf = query.AsOf is { } asOf && asOf < now ? asOf : now,
        };
    }

    // A year without grants has its place on the axis; the unknown year is last.
    private static IEnumerable<int?> Years(PaidGrants paid)
    {
        List<int?> years = [.. paid.Currencies.SelectMany(one => one.Years).Select(year => year.Year).Distinct()];
        return [.. YearRange.Spanned([.. years.OfType<int>()]).Select(year => (int?)year), .. years.Where(year => year is null)];
    }

    private ChartRow Row(int? year, PaidCurrency main, List<PaidCurrency> others, string? list)
    {
        var key = year?.ToString("D4", CultureInfo.InvariantCulture) ?? Unknown;
        return new ChartRow(
            key,
            year is null ? texts["Totals.Unknown"] : key,
            [Of(main, year) is null && others.Exists(one => Of(one, year) is not null) ? ChartCell.Nothing with { InOtherCurrencies = true } : Cell(Of(main, year))],
            Remark: Remark(Of(main, year), [.. others.Select(one => (one, Of(one, year)))]),
            Why: list is null || year is null || Of(main, year) is null ? null : $"{list}&year={key}");
    }

    private string Remark(PaidYear? year, IReadOnlyList<(PaidCurrency Currency, PaidYear? Year)> others) => string.Join("; ",
    [
        .. year is null ? [] : new[] { texts.Count("Grants", year.Count) + (year.UndisclosedCount == 0 ? "" : ", " + texts["Explain.Undisclosed", year.UndisclosedCount].Value) },
        .. others.Where(other => other.Year is not null)
            .Select(other => texts["Chart.GrantsByYear.Besides", texts.Count("Grants", other.Year!.Count), Amount(other.Year.Sum)].Value),
    ]);

    private string Amount(Money sum) => money.Compact(sum.Low, sum.High, sum.Currency, brief: true);

    private static PaidYear? Of(PaidCurrency currency, int? year) => currency.Years.FirstOrDefault(one => one.Year == year);

    private static PaidYear Whole(PaidCurrency currency) => new(
        null,
        currency.Count,
        currency.Years.Select(year => year.Sum).Aggregate((sum, other) => sum with { Low = sum.Low is null ? other.Low : sum.Low + (other.Low ?? 0), High = sum.High is null ? other.High : sum.High + (other.High ?? 0) }),
        currency.Years.Sum(year => year.UndisclosedCount));

    private static ChartCell Cell(PaidYear? year) => year is null ? ChartCell.Nothing : new ChartCell(year.Sum.Low, year.Sum.High, year.UndisclosedCount > 0);
}
