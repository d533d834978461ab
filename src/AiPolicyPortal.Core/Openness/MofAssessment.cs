namespace AiPolicyPortal.Core.Openness;

/// <summary>What the Model Openness Framework says of a release; most open first.</summary>
public enum MofClass
{
    /// <summary>Open science: everything that is needed to make the model again and to study how it came about.</summary>
    ClassI,

    /// <summary>Open tooling: also the code and the data to train, run and evaluate.</summary>
    ClassII,

    /// <summary>Open model: parameters, architecture and documents.</summary>
    ClassIII,

    /// <summary>Something that the lowest class needs is known to be lacking.</summary>
    None,

    /// <summary>Nothing is known to be lacking for the lowest class, but not everything is known.</summary>
    Unknown,
}

/// <summary>One thing that a class asks for.</summary>
/// <param name="Class">The class that is the first to ask for it.</param>
public sealed record MofRequirement(MofClass Class, Finding Finding);

/// <summary>The class of a release in the Model Openness Framework, with how it came about.</summary>
/// <param name="Class">The class that surely is reached.</param>
/// <param name="AtMost">The class that would be reached if all that is unknown were open; <see cref="MofClass.None"/> when none could be.</param>
/// <param name="Requirements">Of all classes, from the lowest class up.</param>
public sealed record MofAssessment(Framework Framework, MofClass Class, MofClass AtMost, IReadOnlyList<MofRequirement> Requirements)
{
    private static readonly (MofClass Class, MofComponent[] Components)[] Needs =
    [
        (MofClass.ClassIII,
            [MofComponent.Architecture, MofComponent.FinalParameters, MofComponent.TechnicalReport, MofComponent.EvaluationResults, MofComponent.ModelCard,
                MofComponent.DataCard]),
        (MofClass.ClassII,
            [MofComponent.TrainingCode, MofComponent.InferenceCode, MofComponent.EvaluationCode, MofComponent.EvaluationData, MofComponent.Libraries]),
        (MofClass.ClassI,
            [MofComponent.Datasets, MofComponent.PreprocessingCode, MofComponent.IntermediateParameters, MofComponent.ResearchPaper]),
    ];

    /// <summary>The class above the one that is reached; null at the top.</summary>
    public MofClass? Next => Class switch
    {
        MofClass.ClassI => null,
        MofClass.ClassII => MofClass.ClassI,
        MofClass.ClassIII => MofClass.ClassII,
        _ => MofClass.ClassIII,
    };

    /// <summary>What keeps the release from the next class: what is lacking, then what is not known.</summary>
    public IReadOnlyList<Finding> MissingForNext =>
        [.. Requirements.Where(requirement => requirement.Class == Next && requirement.Finding.Fulfilment != Fulfilment.Fulfilled)
            .Select(requirement => requirement.Finding).OrderBy(finding => finding.Fulfilment)];

    /// <summary>Applies the framework's classes, version 1.0.</summary>
    public static MofAssessment Of(ComponentFindings findings)
    {
        var requirements = Needs.SelectMany(need => need.Components, (need, component) => new MofRequirement(need.Class, Of(findings, component))).ToList();
        var certain = Reached(requirements, finding => finding.Fulfilment == Fulfilment.Fulfilled);
        var atMost = Reached(requirements, finding => finding.Fulfilment != Fulfilment.Lacking);
        return new MofAssessment(Framework.Mof, certain ?? (atMost is null ? MofClass.None : MofClass.Unknown), atMost ?? MofClass.None, requirements);
    }

    // A research paper makes the technical report optional.
    private static Finding Of(ComponentFindings findings, MofComponent component)
    {
        var own = findings[component];
        return component == MofComponent.TechnicalReport && own.Fulfilment != Fulfilment.Fulfilled
            && findings[MofComponent.ResearchPaper] is { Fulfilment: Fulfilment.Fulfilled } paper
                ? paper with { Component = component, Reason = FindingReason.StandsIn }
                : own;
    }

    // Each class needs everything of the classes below it.
    private static MofClass? Reached(IReadOnlyList<MofRequirement> requirements, Func<Finding, bool> isThere)
    {
        MofClass? reached = null;
        foreach (var (kind, _) in Needs)
        {
            if (requirements.Any(requirement => requirement.Class == kind && !isThere(requirement.Finding)))
            {
                break;
            }

            reached = kind;
        }

        return reached;
    }
}
