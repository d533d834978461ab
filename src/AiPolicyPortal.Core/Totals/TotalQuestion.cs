using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

public enum TotalGrouping
{
    Country,
    Theme,
    Year,
    Programme,
    FunderType,
    Instrument,
}

/// <summary>What a total is asked for.</summary>
public sealed record TotalQuestion
{
    public required Stage Stage { get; init; }

    public IReadOnlyCollection<FunderType> FunderTypes { get; init; } = [FunderType.Public];

    public ProgrammeSet Programmes { get; init; } = ProgrammeSet.All;

    public required ConversionTarget Target { get; init; }

    /// <summary>The instant of the portal's knowledge, UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Only what had been said by its last day; null for no such limit.</summary>
    public PartialDate? StatedTo { get; init; }

    /// <summary>
    /// Only figures stated in these years. Unlike <see cref="StatedTo"/> it narrows the set that the answer is worked out in, not what is known:
    /// a figure stated later still joins two of them as the same money.
    /// </summary>
    public YearRange Years { get; init; } = YearRange.Open;

    public TotalGrouping? GroupBy { get; init; }
}

/// <summary>A set of programmes: those that meet every criterion that is not empty and none of the exclusions.</summary>
public sealed record ProgrammeSet
{
    public static ProgrammeSet All { get; } = new();

    /// <summary>Any of these countries: ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</summary>
    public IReadOnlyCollection<string> Countries { get; init; } = [];

    public IReadOnlyCollection<string> NotCountries { get; init; } = [];

    /// <summary>Any of these themes.</summary>
    public IReadOnlyCollection<Theme> Themes { get; init; } = [];

    public IReadOnlyCollection<Theme> NotThemes { get; init; } = [];

    /// <summary>Any of these programmes and all their descendants, by slug.</summary>
    public IReadOnlyCollection<string> Programmes { get; init; } = [];

    public IReadOnlyCollection<string> NotProgrammes { get; init; } = [];

    /// <summary>The set that a query names.</summary>
    public static ProgrammeSet Of(AnyOf<string> country, AnyOf<Theme> theme, AnyOf<string> programme) => new()
    {
        Countries = country.Included,
        NotCountries = country.Excluded,
        Themes = theme.Included,
        NotThemes = theme.Excluded,
        Programmes = programme.Included,
        NotProgrammes = programme.Excluded,
    };

    internal bool IsAll => Countries.Count + NotCountries.Count + Themes.Count + NotThemes.Count + Programmes.Count + NotProgrammes.Count == 0;
}
