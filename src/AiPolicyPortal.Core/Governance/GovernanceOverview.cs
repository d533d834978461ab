using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Governance;

/// <summary>Where a measure stands: to come, holding, or over.</summary>
public enum GovernanceStanding
{
    Coming,
    Holding,
    Over,
    Unknown,
}

/// <summary>The measures of a selection, country by country and type by type, and what they ask of programmes and releases.</summary>
/// <param name="Countries">Those with a measure, the most measures first.</param>
/// <param name="Total">All countries together, one a type.</param>
/// <param name="Duties">Ethics reviews, audits and open-licence duties, by duty and then by name of what they bear on.</param>
public sealed record GovernanceOverview(
    IReadOnlyList<GovernanceProfile> Countries, IReadOnlyList<GovernanceTally> Total, IReadOnlyList<GovernanceLinkItem> Duties)
{
    internal static GovernanceOverview Of(IReadOnlyList<GovernanceItem> measures, IReadOnlyList<GovernanceLinkItem> duties, IReadOnlyList<MeasureStatuses> statuses)
    {
        var countryOf = measures.ToDictionary(measure => measure.Ref, measure => measure.Country.Code, StringComparer.Ordinal);
        var asked = duties.Where(duty => duty.Duty != GovernanceDuty.None && countryOf.ContainsKey(duty.Measure.Ref))
            .OrderBy(duty => duty.Duty).ThenBy(duty => (duty.Programme ?? duty.Release)!.Name, StringComparer.InvariantCultureIgnoreCase)
            .ThenBy(duty => duty.Measure.Ref, StringComparer.Ordinal).ToList();
        return new GovernanceOverview(
            [.. measures.GroupBy(measure => measure.Country)
                .Select(country => new GovernanceProfile(
                    country.Key, country.Count(), [.. Enum.GetValues<GovernanceType>().Select(type => GovernanceOfType.Of(type, country))],
                    [.. asked.Where(duty => countryOf[duty.Measure.Ref] == country.Key.Code)],
                    [.. statuses.Where(of => countryOf.GetValueOrDefault(of.Measure.Ref) == country.Key.Code)]))
                .OrderByDescending(country => country.Count).ThenBy(country => country.Country.Code, StringComparer.Ordinal)],
            [.. Enum.GetValues<GovernanceType>().Select(type => GovernanceTally.Of(type, measures))],
            asked);
    }

    /// <summary>Where a measure with this status stands.</summary>
    public static GovernanceStanding Standing(GovernanceStatus status) => status switch
    {
        GovernanceStatus.Announced or GovernanceStatus.Proposed or GovernanceStatus.Draft => GovernanceStanding.Coming,
        GovernanceStatus.Adopted or GovernanceStatus.InForce or GovernanceStatus.Active or GovernanceStatus.Published => GovernanceStanding.Holding,
        GovernanceStatus.Completed or GovernanceStatus.Closed or GovernanceStatus.Superseded or GovernanceStatus.Rescinded
            or GovernanceStatus.Lapsed => GovernanceStanding.Over,
        _ => GovernanceStanding.Unknown,
    };
}

/// <summary>What one country has, type by type.</summary>
/// <param name="Types">In the order of the types; those of which nothing is on record are there too.</param>
/// <param name="Statuses">Of its measures with dated statuses, in the order of their references.</param>
public sealed record GovernanceProfile(
    CountryLabel Country, int Count, IReadOnlyList<GovernanceOfType> Types, IReadOnlyList<GovernanceLinkItem> Duties, IReadOnlyList<MeasureStatuses> Statuses);

/// <summary>How many measures of a type there are, and where they stand; the last four add up to the first.</summary>
public record GovernanceTally(GovernanceType Type, int Count, int Coming, int Holding, int Over, int Unknown)
{
    internal static GovernanceTally Of(GovernanceType type, IEnumerable<GovernanceItem> measures)
    {
        var standings = measures.Where(measure => measure.Type == type).Select(measure => GovernanceOverview.Standing(measure.Status)).ToList();
        int Number(GovernanceStanding standing) => standings.Count(one => one == standing);
        return new GovernanceTally(
            type, standings.Count, Number(GovernanceStanding.Coming), Number(GovernanceStanding.Holding), Number(GovernanceStanding.Over),
            Number(GovernanceStanding.Unknown));
    }
}

/// <summary>The measures of one type.</summary>
/// <param name="Measures">In the order they were adopted, undated ones last.</param>
public sealed record GovernanceOfType(GovernanceTally Tally, IReadOnlyList<GovernanceItem> Measures)
{
    internal static GovernanceOfType Of(GovernanceType type, IEnumerable<GovernanceItem> measures) => new(
        GovernanceTally.Of(type, measures),
        [.. measures.Where(measure => measure.Type == type)
            .OrderBy(measure => measure.Adopted?.LastDay ?? DateOnly.MaxValue).ThenBy(measure => measure.Ref, StringComparer.Ordinal)]);
}

/// <summary>What became of one measure, and when.</summary>
/// <param name="Standing">Where it stands today.</param>
/// <param name="Years">
/// Where it came to stand in which year, each once: by its dated statuses where there are any, else by its adoption and its status today. The year is null where
/// no date is recorded.
/// </param>
public sealed record GovernanceYears(GovernanceStanding Standing, IReadOnlyList<(int? Year, GovernanceStanding Standing)> Years)
{
    internal static GovernanceYears Of(
        GovernanceStatus status, int? adopted, IEnumerable<(GovernanceStatus Status, PartialDate Since)> changes, DateOnly today)
    {
        var standing = GovernanceOverview.Standing(status);
        var happened = changes.Where(change => change.Since.FirstDay <= today)
            .Select(change => ((int?)change.Since.Year, GovernanceOverview.Standing(change.Status))).Distinct().ToList();
        return new GovernanceYears(standing, happened.Count > 0 ? happened : [(adopted, standing)]);
    }
}
