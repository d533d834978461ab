using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What names the date by which money was to be there.</summary>
public enum PromiseTerm
{
    /// <summary>The last year that the amount is for.</summary>
    PeriodEnd,

    /// <summary>The end of the programme, where the amount names no last year.</summary>
    ProgrammeEnd,
}

/// <summary>What is recorded after a promise.</summary>
public enum PromiseEvidence
{
    /// <summary>Nothing later, neither of this money nor of its programme.</summary>
    None,

    /// <summary>Something later of its programme, not tied to this amount.</summary>
    Programme,
}

/// <summary>A figure that stands for money whose date has passed, without a later stage of this money in evidence.</summary>
/// <param name="StatedOn">When the figure itself was stated.</param>
/// <param name="FirstStatedOn">When the same money was first stated at this stage.</param>
/// <param name="Due">The period's last year or the programme's end; its last day has passed.</param>
/// <param name="Later">The furthest that is recorded of its programme since; null when nothing is.</param>
public sealed record Promise(
    TotalFigure Figure, PartialDate StatedOn, PartialDate FirstStatedOn, PartialDate Due, PromiseTerm Term, LaterRecord? Later)
{
    public PromiseEvidence Evidence => Later is null ? PromiseEvidence.None : PromiseEvidence.Programme;

    /// <summary>The furthest stage in evidence: its own where nothing later is recorded.</summary>
    public Stage LatestStage => Later?.Stage ?? Figure.Stage;
}

/// <summary>The furthest stage recorded of a programme, or of what is above or below it, since a promise was first stated.</summary>
/// <param name="Figures">References of the figures at that stage, in their order.</param>
/// <param name="Grants">Whether recorded grants show it.</param>
public sealed record LaterRecord(Stage Stage, IReadOnlyList<string> Figures, bool Grants);

/// <summary>What the recorded grants of one programme, stage and kind of funder show.</summary>
/// <param name="Programme">Slug.</param>
/// <param name="LastAwardedOn">The latest day of award; null when none is known.</param>
/// <param name="HasUndated">Whether the day of one at least is not known.</param>
public sealed record GrantTrace(string Programme, Stage Stage, FunderType FunderType, DateOnly? LastAwardedOn, bool HasUndated);
