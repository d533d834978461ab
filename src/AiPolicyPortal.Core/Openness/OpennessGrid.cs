using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Openness;

/// <summary>How much of the grid is open: an open criterion counts one, a partly open one a half, a closed or unknown one nothing.</summary>
public enum OpenShare
{
    /// <summary>Three quarters or more.</summary>
    ThreeQuarters,

    /// <summary>Half or more.</summary>
    Half,

    /// <summary>A quarter or more.</summary>
    Quarter,

    /// <summary>Less than a quarter, and at most half of the criteria unknown.</summary>
    Less,

    /// <summary>Too little is known: more than half of the criteria, and what is known does not make a quarter.</summary>
    Unknown,
}

/// <summary>The three headings of the index.</summary>
public enum GridDimension
{
    Availability,
    Documentation,
    Access,
}

/// <summary>One criterion.</summary>
/// <param name="Basis">The judgements it rests on; none when it is unknown.</param>
public sealed record GridCriterion(GridDimension Dimension, Component Component, Availability Availability, IReadOnlyList<Judged> Basis);

/// <summary>
/// A grid in the manner of the European Open Source AI Index: its fourteen criteria, each open, partly open, closed or unknown. Where assessors
/// differ the least open judgement holds.
/// </summary>
public sealed record OpennessGrid(Framework Framework, IReadOnlyList<GridCriterion> Criteria)
{
    private static readonly (GridDimension Dimension, Component Component)[] All =
    [
        (GridDimension.Availability, Component.BaseData),
        (GridDimension.Availability, Component.EndData),
        (GridDimension.Availability, Component.BaseWeights),
        (GridDimension.Availability, Component.EndWeights),
        (GridDimension.Availability, Component.TrainingCode),
        (GridDimension.Documentation, Component.CodeDocumentation),
        (GridDimension.Documentation, Component.HardwareDocumentation),
        (GridDimension.Documentation, Component.Preprint),
        (GridDimension.Documentation, Component.Paper),
        (GridDimension.Documentation, Component.ModelCard),
        (GridDimension.Documentation, Component.Datasheet),
        (GridDimension.Access, Component.Package),
        (GridDimension.Access, Component.Api),
        (GridDimension.Access, Component.Licences),
    ];

    public int Open => Count(Availability.Open);

    public int Partial => Count(Availability.Partial);

    public int Closed => Count(Availability.Closed);

    public int Unknown => Count(Availability.Unknown);

    public OpenShare Share => ((2 * Open) + Partial) switch
    {
        var halves when 4 * halves >= 3 * 2 * All.Length => OpenShare.ThreeQuarters,
        var halves when 4 * halves >= 2 * 2 * All.Length => OpenShare.Half,
        var halves when 4 * halves >= 2 * All.Length => OpenShare.Quarter,
        _ when 2 * Unknown > All.Length => OpenShare.Unknown,
        _ => OpenShare.Less,
    };

    public static OpennessGrid Of(ComponentFindings findings) => new(Framework.Grid, [.. All.Select(criterion => Of(findings, criterion.Dimension, criterion.Component))]);

    private static GridCriterion Of(ComponentFindings findings, GridDimension dimension, Component component)
    {
        var availability = findings.LeastOpen(component);
        return new GridCriterion(
            dimension, component, availability ?? Availability.Unknown, [.. findings.Of(component).Where(judged => judged.Availability == availability)]);
    }

    private int Count(Availability availability) => Criteria.Count(criterion => criterion.Availability == availability);
}
