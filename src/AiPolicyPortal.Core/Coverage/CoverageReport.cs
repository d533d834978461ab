using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Coverage;

/// <summary>How much the portal knows, country by country.</summary>
/// <param name="Countries">The countries of which there is anything to count.</param>
/// <param name="Unknown">Records whose country is not known; null when countries were asked for by name, and not only left out.</param>
/// <param name="Total">
/// Every record asked for once, as the lists have them: a grant or a release that is also of a country left out is in no row. The rows of grants and releases can add up to more: one with recipients or developers in two countries is in both rows.
/// </param>
/// <param name="AnnouncedMoney">The countries that announced public money with an amount, the most disclosed since first.</param>
public sealed record CoverageReport(
    IReadOnlyList<CoverageRow> Countries, CoverageCounts? Unknown, CoverageCounts Total, IReadOnlyList<AnnouncedMoney> AnnouncedMoney)
{
    /// <summary>The countries that were asked for or left out by name, as people call them.</summary>
    [JsonIgnore]
    public IReadOnlyList<CountryLabel> Named { get; init; } = [];
}

public sealed record CoverageRow(CountryLabel Country, CoverageCounts Counts);

/// <summary>Records of one country, or of all. Counts, never amounts.</summary>
public sealed record CoverageCounts
{
    public required int Programmes { get; init; }

    public required int Figures { get; init; }

    /// <summary>Figures at each stage, in the order of the stages.</summary>
    public required IReadOnlyList<StageCount> FiguresByStage { get; init; }

    /// <summary>Figures whose announcement has a source of tier 1.</summary>
    public required int OfficialFigures { get; init; }

    /// <summary>Figures whose amount the source did not disclose.</summary>
    public required int UndisclosedFigures { get; init; }

    /// <summary>The newest statement of a figure; null when there is no figure.</summary>
    public required PartialDate? Newest { get; init; }

    /// <summary>Grants with a recipient in the country.</summary>
    public required int Grants { get; init; }

    /// <summary>Releases with a developer in the country.</summary>
    public required int Releases { get; init; }

    public required int Governance { get; init; }

    /// <summary>From 0 to 1, to four places; null when there is no figure.</summary>
    public double? OfficialShare => Share(OfficialFigures);

    /// <inheritdoc cref="OfficialShare"/>
    public double? UndisclosedShare => Share(UndisclosedFigures);

    [JsonIgnore]
    public DateOnly NewestOn => Newest?.LastDay ?? DateOnly.MinValue;

    private double? Share(int part) => Figures == 0 ? null : Math.Round((double)part / Figures, 4);
}

public sealed record StageCount(Stage Stage, int Figures);

/// <summary>What a country announced of public money, and what of that money is on record at each later stage; the stages are not added.</summary>
/// <param name="Later">The later stages that have a figure of this money.</param>
/// <param name="DisclosedShare">
/// The most that one later stage holds of the announced amount, from 0 to 1 and above where more came than was announced, to four places.
/// </param>
public sealed record AnnouncedMoney(CountryLabel Country, StageMoney Announced, IReadOnlyList<StageMoney> Later, double DisclosedShare);

/// <summary>A total of one stage.</summary>
/// <param name="Money">In euros; undisclosed when no figure counted discloses an amount.</param>
/// <param name="Figures">References of the figures counted in it.</param>
public sealed record StageMoney(Stage Stage, Money Money, IReadOnlyList<string> Figures);
