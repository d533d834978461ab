using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Programmes;

/// <summary>Which programmes are asked for; the same on the page and in the API.</summary>
public sealed record ProgrammeFilter
{
    public string? Words { get; init; }

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<Theme> Theme { get; init; } = AnyOf<Theme>.Everything;

    public AnyOf<ProgrammeStatus> Status { get; init; } = AnyOf<ProgrammeStatus>.Everything;

    public AnyOf<OpenSourceCommitment> OpenSource { get; init; } = AnyOf<OpenSourceCommitment>.Everything;

    public AnyOf<string> Organisation { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Parent { get; init; } = AnyOf<string>.Everything;

    public DateRange Start { get; init; } = DateRange.Open;

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Programme> SortKeys { get; } = new SortKeys<Programme>(programme => programme.Id, "name")
        .Add("name", programme => EF.Functions.Unaccent(programme.Name.ToLower()))
        .Add("country", programme => programme.CountryCode)
        .Add("start", programme => programme.StartOn ?? DateOnly.MinValue)
        .Add("figures", programme => programme.Figures.Count(figure => figure.WithdrawnAt == null))
        .Add("updatedAt", programme => programme.UpdatedAt)
        .Add("added", programme => programme.RecordedAt);

    public static ProgrammeFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodes("country"),
        Theme = parameters.Codes<Theme>("theme"),
        Status = parameters.Codes<ProgrammeStatus>("status"),
        OpenSource = parameters.Codes<OpenSourceCommitment>("openSource"),
        Organisation = parameters.References("organisation"),
        Parent = parameters.References("parent"),
        Start = parameters.Dates("start"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
