namespace AiPolicyPortal.Core.Openness;

/// <summary>The seventeen components of the Model Openness Framework 1.0 (White and others, 2024, <c>arXiv:2403.13784</c>), in its order.</summary>
public enum MofComponent
{
    Architecture,
    PreprocessingCode,
    TrainingCode,
    InferenceCode,
    EvaluationCode,
    EvaluationData,
    Libraries,
    FinalParameters,
    IntermediateParameters,
    Datasets,
    SampleOutputs,
    ModelCard,
    DataCard,
    TechnicalReport,
    ResearchPaper,
    EvaluationResults,
    Metadata,
}

/// <summary>Which licences the framework takes for a component.</summary>
public enum LicenceNeed
{
    /// <summary>Code: approved by the Open Source Initiative.</summary>
    OpenSource,

    /// <summary>Parameters, data and documents: open content or data terms, or ones of the Open Source Initiative.</summary>
    OpenTerms,

    /// <summary>Data sets: any, or none at all.</summary>
    Any,
}

public static class MofComponents
{
    public static IReadOnlyList<MofComponent> All { get; } = Enum.GetValues<MofComponent>();

    /// <summary>What the framework's table of acceptable licences asks for.</summary>
    public static LicenceNeed LicenceNeed(this MofComponent component) => component switch
    {
        MofComponent.Architecture or MofComponent.PreprocessingCode or MofComponent.TrainingCode or MofComponent.InferenceCode
            or MofComponent.EvaluationCode or MofComponent.Libraries => Openness.LicenceNeed.OpenSource,
        MofComponent.Datasets or MofComponent.SampleOutputs => Openness.LicenceNeed.Any,
        _ => Openness.LicenceNeed.OpenTerms,
    };
}
