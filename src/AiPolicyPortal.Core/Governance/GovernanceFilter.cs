using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Governance;

/// <summary>Which governance measures are asked for; the same on the page and in the API.</summary>
public sealed record GovernanceFilter
{
    public string? Words { get; init; }

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<GovernanceType> Type { get; init; } = AnyOf<GovernanceType>.Everything;

    public AnyOf<GovernanceStatus> Status { get; init; } = AnyOf<GovernanceStatus>.Everything;

    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    /// <summary>What they ask of a programme or a release.</summary>
    public AnyOf<GovernanceDuty> Duty { get; init; } = AnyOf<GovernanceDuty>.Everything;

    public DateRange Adopted { get; init; } = DateRange.Open;

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<GovernanceMeasure> SortKeys { get; } = new SortKeys<GovernanceMeasure>(measure => measure.Id, "-adopted")
        .Add("adopted", measure => measure.AdoptedOn ?? DateOnly.MinValue)
        .Add("name", measure => EF.Functions.Unaccent(measure.Name.ToLower()))
        .Add("country", measure => measure.CountryCode)
        .Add("updatedAt", measure => measure.UpdatedAt)
        .Add("added", measure => measure.RecordedAt);

    public static GovernanceFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodes("country"),
        Type = parameters.Codes<GovernanceType>("type"),
        Status = parameters.Codes<GovernanceStatus>("status"),
        Programme = parameters.References("programme"),
        Duty = parameters.Codes<GovernanceDuty>("duty"),
        Adopted = parameters.Dates("adopted"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
