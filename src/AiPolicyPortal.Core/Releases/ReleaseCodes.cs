namespace AiPolicyPortal.Core.Releases;

public enum ReleaseKind
{
    Model,
    Dataset,
    Tool,
}

public enum Modality
{
    Text,
    Code,
    Image,
    Video,
    Audio,
    Speech,
    Multimodal,
    Biology,
    Robotics,
    Games,
    Other,
}

/// <summary>
/// The parts of a release that can be open or not: the union of the Model Openness Framework's components
/// and the criteria of the European Open Source AI Index.
/// </summary>
public enum Component
{
    BaseData,
    EndData,
    BaseWeights,
    EndWeights,
    IntermediateWeights,
    Architecture,
    PreprocessingCode,
    TrainingCode,
    InferenceCode,
    EvaluationCode,
    EvaluationData,
    Libraries,
    SampleOutputs,
    HardwareDocumentation,
    CodeDocumentation,
    ModelCard,
    DataCard,
    Datasheet,
    TechnicalReport,
    Preprint,
    Paper,
    EvaluationResults,
    Metadata,
    Package,
    Api,
    Licences,
}

/// <summary>How open a component is. Unknown is a statement of its own and never counts as open.</summary>
public enum Availability
{
    Open,
    Partial,
    Closed,
    Unknown,
}

public static class Availabilities
{
    /// <summary>What holds where assessors differ: the least open of what is known; unknown where nothing is.</summary>
    public static Availability LeastOpen(this IEnumerable<Availability> judgements) =>
        judgements.Where(judged => judged != Availability.Unknown).DefaultIfEmpty(Availability.Unknown).Max();
}

/// <summary>Who judged a component.</summary>
public enum Assessor
{
    Portal,
    OsaiIndex,
    Epoch,
}

public enum FundingKind
{
    Grant,
    Compute,
    Staff,
    Equity,
    Unknown,
}
