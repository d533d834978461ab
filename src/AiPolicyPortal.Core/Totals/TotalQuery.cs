using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What a reader asks of totals; the same on the page and in the API.</summary>
public sealed record TotalQuery
{
    /// <summary>The currency of totals where none is asked for.</summary>
    internal const string Euro = "EUR";
    private const int FirstYear = 1950;
    private const int LastYear = 2100;

    public required Stage Stage { get; init; }

    /// <summary>Public money where nothing is asked.</summary>
    public AnyOf<FunderType> FunderType { get; init; } = AnyOf<FunderType>.Everything;

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<Theme> Theme { get; init; } = AnyOf<Theme>.Everything;

    /// <summary>With everything within them.</summary>
    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    public string Currency { get; init; } = Euro;

    public PriceBasis Basis { get; init; }

    public PerUnit Per { get; init; }

    public int? ConstantYear { get; init; }

    /// <summary>Null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public PartialDate? StatedTo { get; init; }

    /// <summary>Of these years' statements only.</summary>
    public YearRange Years { get; init; } = YearRange.Open;

    public TotalGrouping? GroupBy { get; init; }

    public IReadOnlyList<FunderType> FunderTypes => FunderType.IsEverything
        ? [Figures.FunderType.Public]
        : [.. (FunderType.Included.Count > 0 ? FunderType.Included.Distinct() : Enum.GetValues<FunderType>()).Except(FunderType.Excluded)];

    /// <summary>A total has a stage, since amounts are never added across stages.</summary>
    public static TotalQuery Read(QueryParameters parameters) =>
        Read(parameters, parameters.RequiredCode<Stage>("stage"), Enum.GetValues<TotalGrouping>()).FaultRatiosAddedUp(parameters);

    /// <summary>New money is asked of announcements unless another stage is named, and grouped by year or country.</summary>
    public static TotalQuery ReadNewMoney(QueryParameters parameters) =>
        Read(parameters, parameters.CodeOrNone<Stage>("stage") ?? Stage.Announced, TotalGrouping.Year, TotalGrouping.Country)
            .FaultRatiosAddedUp(parameters);

    /// <summary>One total a country, of what was announced unless another stage is named.</summary>
    public static TotalQuery ReadByCountry(QueryParameters parameters) =>
        Read(parameters, parameters.CodeOrNone<Stage>("stage") ?? Stage.Announced, TotalGrouping.Country) with { GroupBy = TotalGrouping.Country };

    /// <summary>One total, of what was announced unless another stage is named.</summary>
    public static TotalQuery ReadUngrouped(QueryParameters parameters) => Read(parameters, parameters.CodeOrNone<Stage>("stage") ?? Stage.Announced);

    /// <summary>Every stage beside the others; none is named.</summary>
    public static TotalQuery ReadEveryStage(QueryParameters parameters) => Read(parameters, Stage.Announced).FaultRatiosAddedUp(parameters);

    /// <summary>The word for a grouping in an address, such as <c>funderType</c>.</summary>
    public static string NameOf(TotalGrouping grouping) => JsonNamingPolicy.CamelCase.ConvertName(grouping.ToString());

    private static TotalQuery Read(QueryParameters parameters, Stage stage, params IReadOnlyList<TotalGrouping> groupings)
    {
        var basis = Codes<PriceBasis>.TryParse(parameters.Choice("basis", [.. Codes<PriceBasis>.All]), out var known) ? known : PriceBasis.Nominal;
        var query = new TotalQuery
        {
            Stage = stage,
            FunderType = parameters.Codes<FunderType>("funderType"),
            Country = parameters.CountryCodes("country"),
            Theme = parameters.Codes<Theme>("theme"),
            Programme = parameters.References("programme"),
            Currency = parameters.CurrencyCode("currency") ?? (basis == PriceBasis.Ppp ? ConversionTarget.Dollar : Euro),
            Basis = basis,
            Per = parameters.CodeOrNone("per", PerUnit.Capita, PerUnit.Gdp) ?? PerUnit.Whole,
            ConstantYear = parameters.Number("constantYear", FirstYear, LastYear),
            AsOf = parameters.InstantOrDay("asOf"),
            StatedTo = parameters.Date("statedTo"),
            Years = new YearRange(parameters.Number("yearFrom", FirstYear, LastYear), parameters.Number("yearTo", FirstYear, LastYear)),
            GroupBy = Grouping(parameters, groupings),
        };
        query.FaultWhatDoesNotFit(parameters);
        return query;
    }

    private static TotalGrouping? Grouping(QueryParameters parameters, IReadOnlyList<TotalGrouping> groupings)
    {
        if (groupings.Count == 0)
            return null;
        var name = parameters.ChoiceOrNone("groupBy", [.. groupings.Select(NameOf)]);
        var at = groupings.Select(NameOf).ToList().IndexOf(name ?? "");
        return at < 0 ? null : groupings[at];
    }

    /// <summary>So much a head, or of an economy, is of one country: such amounts of several do not add up.</summary>
    public bool AddsUp => Per == PerUnit.Whole || Country.Included.Count == 1 || (Programme.Included.Count == 1 && !IsOfSeveralCountries);

    /// <summary>Whether parts of the one programme turned out to be of several countries.</summary>
    private bool IsOfSeveralCountries { get; init; }

    private TotalQuery FaultRatiosAddedUp(QueryParameters parameters)
    {
        if (!AddsUp && GroupBy != TotalGrouping.Country)
            parameters.Fault("per", "mixed", Mixed(), Per.Code());
        return this;
    }

    /// <summary>The query once it is known which countries the figures asked for are of: those of one programme may be of several.</summary>
    /// <exception cref="InvalidQueryException">They are, and amounts of theirs would be added.</exception>
    internal TotalQuery Over(IEnumerable<string> countries)
    {
        if (!AddsUp || Per == PerUnit.Whole || Country.Included.Count == 1)
            return this;
        var several = countries.Distinct().Order(StringComparer.Ordinal).ToList();
        return several.Count < 2 ? this
            : GroupBy == TotalGrouping.Country ? this with { IsOfSeveralCountries = true }
            : throw new InvalidQueryException([new ParameterError("per", "mixed", $"{Mixed()} What is asked for here is of {string.Join(", ", several)}.", Per.Code())]);
    }

    private string Mixed() =>
        $"'per' goes with one country or one programme of one country, or with groupBy=country: amounts {(Per == PerUnit.Gdp ? "of several economies" : "a head of several countries")} do not add up.";

    private void FaultWhatDoesNotFit(QueryParameters parameters)
    {
        if (Basis == PriceBasis.Constant && ConstantYear is null)
            parameters.Fault("constantYear", "missing", "'constantYear' is needed with basis=constant: the year whose prices to use.", null, "2020");
        if (Basis != PriceBasis.Constant && ConstantYear is not null)
            parameters.Fault("constantYear", "not-applicable", "'constantYear' goes with basis=constant only.", null, "basis=constant");
        if (Basis == PriceBasis.Ppp && Currency != ConversionTarget.Dollar)
            parameters.Fault(
                "currency", "invalid-value", "'currency' is USD with basis=ppp: purchasing power parities are in international dollars.", Currency, "USD");
        parameters.RequireOrder("yearFrom", Years.From, "yearTo", Years.To);
        if (Per == PerUnit.Gdp && Basis != PriceBasis.Nominal)
            parameters.Fault("basis", "invalid-value", "'basis' is nominal with per=gdp: a share of GDP is of current prices.", Basis.Code(), "nominal");
    }
}
