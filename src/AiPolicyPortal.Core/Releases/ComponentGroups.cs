namespace AiPolicyPortal.Core.Releases;

/// <summary>What a component is: the headings under which a release's components are read.</summary>
public enum ComponentGroup
{
    Data,
    Weights,
    Code,
    Documentation,
    Access,
}

public static class ComponentGroups
{
    /// <summary>
    /// The heading of a component. The groups are those of the Model Openness Framework (data, model, code, documentation),
    /// with the European Open Source AI Index's "access" for how the release can be had and used.
    /// </summary>
    public static ComponentGroup Group(this Component component) => component switch
    {
        Component.BaseData or Component.EndData or Component.EvaluationData or Component.SampleOutputs => ComponentGroup.Data,
        Component.BaseWeights or Component.EndWeights or Component.IntermediateWeights => ComponentGroup.Weights,
        Component.Architecture or Component.PreprocessingCode or Component.TrainingCode or Component.InferenceCode
            or Component.EvaluationCode or Component.Libraries => ComponentGroup.Code,
        Component.HardwareDocumentation or Component.CodeDocumentation or Component.ModelCard or Component.DataCard or Component.Datasheet
            or Component.TechnicalReport or Component.Preprint or Component.Paper or Component.EvaluationResults
            or Component.Metadata => ComponentGroup.Documentation,
        Component.Package or Component.Api or Component.Licences => ComponentGroup.Access,
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "A component without a group."),
    };
}
