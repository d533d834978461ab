using System.Globalization;
using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Figures;

/// <summary>What figures can be grouped by, and what those of a group add up to by the rules of totals, so that no money is counted twice in a sum.</summary>
internal static class FigureGroups
{
    private static readonly OrderedDictionary<string, Func<FigureRow, IEnumerable<string>>> Values = new(StringComparer.Ordinal)
    {
        ["country"] = figure => [figure.Country.Code],
        ["programme"] = figure => figure.Within,
        ["theme"] = figure => figure.Themes.Select(theme => theme.Code()),
        ["year"] = figure => [figure.StatedOn.Year.ToString("D4", CultureInfo.InvariantCulture)],
        ["stage"] = figure => [figure.Stage.Code()],
        ["standing"] = figure => [figure.Standing.Code()],
        ["funderType"] = figure => [figure.FunderType.Code()],
        ["instrument"] = figure => [figure.Instrument.Code()],
        ["confidence"] = figure => [figure.Confidence.Code()],
        ["statedCurrency"] = figure => [figure.Currency],
    };

    public static IReadOnlyCollection<string> Names => Values.Keys;

    public static Expression<Func<Figure, FigureRow>> Row { get; } = figure => new FigureRow(
        figure.Reference, new CountryLabel(figure.Programme.CountryCode, figure.Programme.Country.NameEn, figure.Programme.Country.NameFr),
        new RecordLabel(figure.Programme.Reference, figure.Programme.Name), figure.Programme.Themes, figure.Announcement.StatedOn,
        figure.Stage, figure.Standing, figure.FunderType, figure.Instrument, figure.Confidence, figure.CurrencyCode,
        new PartialDate(figure.Announcement.StatedOn, figure.Announcement.StatedPrecision), figure.AmountHigh != null);

    /// <param name="asked">Of a figure's programme and those above it, groups are made of those in this set, as totals make them.</param>
    /// <param name="programmes">Names by reference.</param>
    /// <param name="currency">ISO 4217; null to keep each currency by itself.</param>
    public static GroupedSelection Of(
        IReadOnlyCollection<FigureRow> figures, IReadOnlyList<string> by, ProgrammeSet asked, IReadOnlyDictionary<string, string> programmes, string? currency, KnownMoney money)
    {
        var members = money.Tree.Members(asked);
        figures = [.. figures.Select(figure => figure with
        {
            Within = [.. money.Tree.SelfAndAncestors(money.Tree.NumberOf(figure.Programme.Ref)).Where(above => members[above]).Select(above => money.Tree[above].Slug)],
        })];
        return Grouping.Of(figures, by, (figure, name) => Values[name](figure), group => Sums(group, currency, money))
            .Named(NamesOf(figures, programmes)) with
        { Conversion = ConversionOf(figures, currency, money) };
    }

    private static Func<string, string, string?> NamesOf(IReadOnlyCollection<FigureRow> figures, IReadOnlyDictionary<string, string> programmes)
    {
        var countries = figures.Select(figure => figure.Country).DistinctBy(country => country.Code).ToDictionary(country => country.Code, country => country.Name);
        return (name, value) => name switch
        {
            "country" => countries.GetValueOrDefault(value),
            "programme" => programmes.GetValueOrDefault(value),
            _ => null,
        };
    }

    private static GroupConversion? ConversionOf(IEnumerable<FigureRow> figures, string? currency, KnownMoney money)
    {
        if (currency is null)
        {
            return null;
        }

        var converter = money.ConverterTo(new ConversionTarget(currency));
        return GroupConversion.Of(currency, figures.Where(figure => figure.IsDisclosed).Select(figure => (figure.Currency, figure.Stated)).Distinct()
            .Select(kind => converter.Find(kind.Currency, kind.Stated, null)));
    }

    private static List<GroupSum> Sums(IReadOnlyCollection<FigureRow> figures, string? currency, KnownMoney money) =>
    [
        .. figures.GroupBy(figure => (figure.Stage, figure.FunderType, Currency: currency ?? figure.Currency))
            .OrderBy(kind => kind.Key.Stage).ThenBy(kind => kind.Key.FunderType).ThenBy(kind => kind.Key.Currency, StringComparer.Ordinal)
            .Select(kind =>
            {
                var numbers = kind.Select(figure => money.NumberOf(figure.Ref)).OfType<int>().Order().ToList();
                var sum = Total.Sum(money, numbers, money.ConverterTo(new ConversionTarget(kind.Key.Currency)));
                var unit = new Money(null, null, kind.Key.Currency, money.Tables.MinorUnit(kind.Key.Currency), Nature.Undisclosed);
                return new GroupSum(
                    kind.Key.Stage, kind.Key.FunderType, Grouping.Sum(unit, sum.Low, sum.High), sum.FigureCount, sum.UndisclosedCount, sum.LeftOutCount, sum.NotConvertedCount);
            }),
    ];
}

/// <summary>What of a figure decides its groups.</summary>
internal sealed record FigureRow(
    string Ref, CountryLabel Country, RecordLabel Programme, Theme[] Themes, DateOnly StatedOn, Stage Stage, Standing Standing, FunderType FunderType,
    Instrument Instrument, Confidence Confidence, string Currency, PartialDate Stated, bool IsDisclosed)
{
    /// <summary>References of its programme and of those above it.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];
}
