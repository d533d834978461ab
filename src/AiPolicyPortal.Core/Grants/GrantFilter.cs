using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Which grants are asked for; the same on the page and in the API.</summary>
public sealed record GrantFilter
{
    public const int FirstYear = 1900;
    public const int LastYear = 2200;

    public string? Words { get; init; }

    /// <summary>Country of any recipient.</summary>
    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    /// <summary>Country that pays: of the programme or, where no programme is known, of the funder.</summary>
    public AnyOf<string> PayingCountry { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Funder { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Recipient { get; init; } = AnyOf<string>.Everything;

    public AnyOf<FunderType> FunderType { get; init; } = AnyOf<FunderType>.Everything;

    public AnyOf<Stage> Stage { get; init; } = AnyOf<Stage>.Everything;

    public AnyOf<Confidence> Confidence { get; init; } = AnyOf<Confidence>.Everything;

    public AnyOf<Theme> Theme { get; init; } = AnyOf<Theme>.Everything;

    public AnyOf<string> Currency { get; init; } = AnyOf<string>.Everything;

    /// <summary>The year of award; where that is not known, the year of the start.</summary>
    public AnyOf<int> Year { get; init; } = AnyOf<int>.Everything;

    public DateRange Awarded { get; init; } = DateRange.Open;

    public DateRange Start { get; init; } = DateRange.Open;

    public AmountRange Amount { get; init; } = AmountRange.Open;

    public static SortKeys<Grant> SortKeys { get; } = new SortKeys<Grant>(grant => grant.Id, "-awarded")
        .Add("awarded", grant => grant.AwardedOn ?? DateOnly.MinValue)
        .Add("amount", grant => grant.Amount ?? -1)
        .Add("title", grant => EF.Functions.Unaccent(grant.Title.ToLower()))
        .Add("start", grant => grant.StartOn ?? DateOnly.MinValue);

    public static GrantFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodes("country"),
        PayingCountry = parameters.CountryCodes("payingCountry"),
        Programme = parameters.References("programme"),
        Funder = parameters.References("funder"),
        Recipient = parameters.References("recipient"),
        FunderType = parameters.Codes<FunderType>("funderType"),
        Stage = parameters.Codes<Stage>("stage"),
        Confidence = parameters.Codes<Confidence>("confidence"),
        Theme = parameters.Codes<Theme>("theme"),
        Currency = parameters.CurrencyCodes("currency"),
        Year = parameters.Numbers("year", FirstYear, LastYear),
        Awarded = parameters.Dates("awarded"),
        Start = parameters.Dates("start"),
        Amount = parameters.Amounts("amount"),
    };
}
