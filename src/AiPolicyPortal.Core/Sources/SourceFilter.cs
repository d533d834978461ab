using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Sources;

/// <summary>Which sources are asked for; the same on the page and in the API.</summary>
public sealed record SourceFilter
{
    public string? Words { get; init; }

    public AnyOf<int> Tier { get; init; } = AnyOf<int>.Everything;

    /// <summary>ISO 639-1 codes; a source of unknown language is in none.</summary>
    public AnyOf<string> Language { get; init; } = AnyOf<string>.Everything;

    /// <summary>What the latest look at their address showed.</summary>
    public AnyOf<SourceHealth> Health { get; init; } = AnyOf<SourceHealth>.Everything;

    /// <summary>Whether their publisher took them back.</summary>
    public AnyOf<bool> Retracted { get; init; } = AnyOf<bool>.Everything;

    public DateRange Published { get; init; } = DateRange.Open;

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Source> SortKeys { get; } = new SortKeys<Source>(source => source.Id, "-published")
        .Add("published", source => source.PublishedOn ?? DateOnly.MinValue)
        .Add("title", source => EF.Functions.Unaccent((source.Title ?? "").ToLower()))
        .Add("publisher", source => EF.Functions.Unaccent((source.Publisher ?? "").ToLower()))
        .Add("tier", source => source.Tier)
        // The number that SourceItem.CitationCount shows.
        .Add("citations", source => source.Citations.Count(citation => citation.WithdrawnAt == null)
            + source.Commitments.Count(programme => programme.WithdrawnAt == null
                && !source.Citations.Any(citation => citation.WithdrawnAt == null && citation.ProgrammeId == programme.Id))
            + source.StatusChanges.Where(change => change.Measure.WithdrawnAt == null
                    && !source.Citations.Any(citation => citation.GovernanceMeasureId == change.MeasureId && citation.WithdrawnAt == null))
                .Select(change => change.MeasureId).Distinct().Count())
        .Add("updatedAt", source => source.UpdatedAt)
        .Add("added", source => source.RecordedAt);

    public static SourceFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Tier = parameters.Numbers("tier", 1, 4),
        Language = parameters.LanguageCodesOrUnknown("language"),
        Health = parameters.Codes<SourceHealth>("health"),
        Retracted = parameters.Flags("retracted"),
        Published = parameters.Dates("published"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
