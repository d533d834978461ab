using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Figures;

/// <summary>Which figures are asked for; the same on the page and in the API.</summary>
public sealed record FigureFilter
{
    public string? Words { get; init; }

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Announcement { get; init; } = AnyOf<string>.Everything;

    public AnyOf<Stage> Stage { get; init; } = AnyOf<Stage>.Everything;

    public AnyOf<Standing> Standing { get; init; } = AnyOf<Standing>.Everything;

    /// <summary>Only figures that are, or are not, in the total of their stage and funder type. See <see cref="FigureItem.Counting"/>.</summary>
    public AnyOf<bool> Counted { get; init; } = AnyOf<bool>.Everything;

    public AnyOf<FunderType> FunderType { get; init; } = AnyOf<FunderType>.Everything;

    public AnyOf<Instrument> Instrument { get; init; } = AnyOf<Instrument>.Everything;

    public AnyOf<Confidence> Confidence { get; init; } = AnyOf<Confidence>.Everything;

    public AnyOf<Theme> Theme { get; init; } = AnyOf<Theme>.Everything;

    public AnyOf<string> StatedCurrency { get; init; } = AnyOf<string>.Everything;

    /// <summary>ISO 4217 code of the currency to express amounts in as well; null for none.</summary>
    public string? Currency { get; init; }

    public DateRange StatedOn { get; init; } = DateRange.Open;

    /// <summary>Year in which it was stated, which every figure has.</summary>
    public AnyOf<int> Year { get; init; } = AnyOf<int>.Everything;

    public AmountRange Amount { get; init; } = AmountRange.Open;

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Figure> SortKeys { get; } = new SortKeys<Figure>(figure => figure.Id, "-statedOn")
        .Add("statedOn", figure => figure.Announcement.StatedOn)
        .Add("amount", figure => figure.AmountHigh ?? -1)
        .Add("ref", figure => figure.Reference)
        .Add("recordedAt", figure => figure.RecordedAt)
        .Add("updatedAt", figure => figure.UpdatedAt)
        .Add("added", figure => figure.RecordedAt);

    public static FigureFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodes("country"),
        Programme = parameters.References("programme"),
        Announcement = parameters.References("announcement"),
        Stage = parameters.Codes<Stage>("stage"),
        Standing = parameters.Codes<Standing>("standing"),
        Counted = parameters.Flags("counted"),
        FunderType = parameters.Codes<FunderType>("funderType"),
        Instrument = parameters.Codes<Instrument>("instrument"),
        Confidence = parameters.Codes<Confidence>("confidence"),
        Theme = parameters.Codes<Theme>("theme"),
        StatedCurrency = parameters.CurrencyCodes("statedCurrency"),
        Currency = parameters.CurrencyCode("currency"),
        StatedOn = parameters.Dates("stated"),
        Year = parameters.Numbers("year", 1950, 2100),
        Amount = parameters.Amounts("amount"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
