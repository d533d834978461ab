using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Coverage;

/// <summary>What the grouped queries found, by country code.</summary>
internal sealed record CoverageTally(
    IReadOnlyDictionary<string, int> Programmes,
    IReadOnlyList<FigureTally> Figures,
    IReadOnlyDictionary<string, PartialDate> Newest,
    IReadOnlyDictionary<string, int> Grants,
    IReadOnlyDictionary<string, int> Releases,
    IReadOnlyDictionary<string, int> Governance)
{
    public ISet<string> Countries { get; } = Programmes.Keys.Concat(Figures.Select(figure => figure.Country))
        .Concat(Grants.Keys).Concat(Releases.Keys).Concat(Governance.Keys).ToHashSet();

    public CoverageCounts Of(string country) => Of(new HashSet<string> { country }, Grants.GetValueOrDefault(country), Releases.GetValueOrDefault(country));

    /// <summary>The counts of several countries together.</summary>
    /// <param name="grants">Grants of any of them, each once.</param>
    /// <param name="releases">Releases of any of them, each once.</param>
    public CoverageCounts Of(ISet<string> countries, int grants, int releases)
    {
        var figures = Figures.Where(figure => countries.Contains(figure.Country)).ToLookup(figure => figure.Stage);
        var all = figures.SelectMany(group => group).ToList();
        return new CoverageCounts
        {
            Programmes = Sum(Programmes, countries),
            Figures = all.Sum(figure => figure.Count),
            FiguresByStage = [.. Enum.GetValues<Stage>().Select(stage => new StageCount(stage, figures[stage].Sum(figure => figure.Count)))],
            OfficialFigures = all.Sum(figure => figure.Official),
            UndisclosedFigures = all.Sum(figure => figure.Undisclosed),
            Newest = Newest.Where(pair => countries.Contains(pair.Key)).Select(pair => (PartialDate?)pair.Value).Max(),
            Grants = grants,
            Releases = releases,
            Governance = Sum(Governance, countries),
        };
    }

    private static int Sum(IReadOnlyDictionary<string, int> counts, ISet<string> countries) =>
        counts.Where(pair => countries.Contains(pair.Key)).Sum(pair => pair.Value);
}

/// <summary>Figures of one country at one stage.</summary>
internal sealed record FigureTally(string Country, Stage Stage, int Count, int Official, int Undisclosed);
