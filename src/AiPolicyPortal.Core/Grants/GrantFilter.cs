using System.Text.Json;
using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// Which grants are asked for; the same on the page and in the API. Where a value can be missing, <see cref="QueryParameters.Unknown"/> asks for
/// the grants without it.
/// </summary>
public sealed record GrantFilter
{
    public const int FirstYear = 1900;
    public const int LastYear = 2200;

    public string? Words { get; init; }

    /// <summary>Country of any recipient.</summary>
    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    /// <summary>Country that pays: of the programme or, where no programme is known, of the funder.</summary>
    public AnyOf<string> PayingCountry { get; init; } = AnyOf<string>.Everything;

    /// <summary>The programme it is under, or one above that.</summary>
    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Funder { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Recipient { get; init; } = AnyOf<string>.Everything;

    /// <summary>The source that shows it.</summary>
    public AnyOf<string> Source { get; init; } = AnyOf<string>.Everything;

    public AnyOf<FunderType> FunderType { get; init; } = AnyOf<FunderType>.Everything;

    public AnyOf<Stage> Stage { get; init; } = AnyOf<Stage>.Everything;

    public AnyOf<Confidence> Confidence { get; init; } = AnyOf<Confidence>.Everything;

    /// <summary>The grant's own theme; where it has none, its programme's.</summary>
    public AnyOf<Theme?> Theme { get; init; } = AnyOf<Theme?>.Everything;

    /// <summary>The currency that the amount is stated in.</summary>
    public AnyOf<string> StatedCurrency { get; init; } = AnyOf<string>.Everything;

    /// <summary>ISO 4217 code of the currency to express amounts in as well; null for none. Selects nothing.</summary>
    [JsonIgnore]
    public string? Currency { get; init; }

    /// <summary>The year of award; where that is not known, the year of the start; null where neither is.</summary>
    public AnyOf<int?> Year { get; init; } = AnyOf<int?>.Everything;

    /// <summary>Some of <see cref="AmountBands"/>.</summary>
    public AnyOf<string> Band { get; init; } = AnyOf<string>.Everything;

    public DateRange Awarded { get; init; } = DateRange.Open;

    public DateRange Start { get; init; } = DateRange.Open;

    public AmountRange Amount { get; init; } = AmountRange.Open;

    /// <summary>Recorded or published with a change at this instant or later.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>The same for all filters that select the same grants by the same words.</summary>
    [JsonIgnore]
    public string Key => JsonSerializer.Serialize(this);

    /// <summary>A grant's id never changes and later grants have greater ones, so that the usual order skips and repeats nothing while grants change.</summary>
    public static SortKeys<Grant> SortKeys { get; } = new SortKeys<Grant>(grant => grant.Entry.GrantId, "-added")
        .Add("added", grant => grant.Entry.GrantId)
        .Add("awarded", grant => grant.Entry.AwardedKey)
        .Add("amount", grant => grant.Entry.AmountKey)
        .Add("title", grant => grant.Entry.TitleKey)
        .Add("start", grant => grant.Entry.StartKey)
        .Add("updatedAt", grant => grant.Entry.UpdatedKey);

    public static GrantFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodesOrUnknown("country"),
        PayingCountry = parameters.CountryCodesOrUnknown("payingCountry"),
        Programme = parameters.References("programme"),
        Funder = parameters.References("funder"),
        Recipient = parameters.References("recipient"),
        Source = parameters.References("source"),
        FunderType = parameters.Codes<FunderType>("funderType"),
        Stage = parameters.Codes<Stage>("stage"),
        Confidence = parameters.Codes<Confidence>("confidence"),
        Theme = parameters.CodesOrUnknown<Theme>("theme"),
        StatedCurrency = parameters.CurrencyCodes("statedCurrency"),
        Currency = parameters.CurrencyCode("currency"),
        Year = parameters.NumbersOrUnknown("year", FirstYear, LastYear),
        Band = parameters.Words("band", AmountBands.All),
        Awarded = parameters.Dates("awarded"),
        Start = parameters.Dates("start"),
        Amount = parameters.Amounts("amount"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
