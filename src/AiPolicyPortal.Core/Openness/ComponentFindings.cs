using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Openness;

/// <summary>
/// What is known of each component of the Model Openness Framework, from the judgements of whoever judged a release. Where assessors differ the
/// least open judgement holds; the mapping of the European Open Source AI Index is that of decision 41.
/// </summary>
public sealed class ComponentFindings
{
    private readonly KnownRelease release;
    private readonly LicenceBook book;
    private readonly ILookup<Component, Judged> judgements;
    private readonly Dictionary<MofComponent, Finding> findings;

    public ComponentFindings(KnownRelease release, LicenceBook book)
    {
        (this.release, this.book) = (release, book);
        judgements = release.Judgements.Where(judged => judged.Availability != Availability.Unknown)
            .OrderBy(judged => judged.Component).ThenBy(judged => judged.Assessor).ToLookup(judged => judged.Component);
        findings = MofComponents.All.ToDictionary(component => component, Find);
    }

    public Finding this[MofComponent component] => findings[component];

    /// <summary>In the framework's order.</summary>
    public IReadOnlyList<Finding> All => [.. MofComponents.All.Select(component => findings[component])];

    /// <summary>The least open judgement of a component; null when nobody judged it.</summary>
    public Availability? LeastOpen(Component component) => judgements[component].Select(judged => (Availability?)judged.Availability).Max();

    /// <summary>The known judgements of a component.</summary>
    public IReadOnlyList<Judged> Of(Component component) => [.. judgements[component]];

    /// <summary>What is found of a component that is judged under one name of the portal.</summary>
    /// <param name="need">Which licences will do.</param>
    public Finding Judge(MofComponent component, Component name, LicenceNeed need) => LeastOpen(name) switch
    {
        null => Finding.NotJudged(component),
        Availability.Open => Licensed(component, name, need),
        var availability => new Finding(
            component,
            Fulfilment.Lacking,
            availability == Availability.Partial ? FindingReason.Partial : FindingReason.Closed,
            null,
            [.. judgements[name].Where(judged => judged.Availability == availability)]),
    };

    private Finding Find(MofComponent component) => component switch
    {
        MofComponent.Architecture => Own(component, Component.Architecture) ?? InsideTrainingCode(component),
        MofComponent.PreprocessingCode => Own(component, Component.PreprocessingCode) ?? InsideTrainingCode(component),
        MofComponent.TrainingCode => Judge(component, Component.TrainingCode),
        MofComponent.InferenceCode => Judge(component, Component.InferenceCode),
        MofComponent.EvaluationCode => Judge(component, Component.EvaluationCode),
        MofComponent.EvaluationData => Judge(component, Component.EvaluationData),
        MofComponent.Libraries => Judge(component, Component.Libraries),
        // The parameters released are those of the end model; a base model that was released as it is has no others.
        MofComponent.FinalParameters => Own(component, Component.EndWeights) ?? Judge(component, Component.BaseWeights),
        MofComponent.IntermediateParameters => Judge(component, Component.IntermediateWeights),
        // Every model was trained on base data: what was added for the end model alone is never all of it.
        MofComponent.Datasets => Worst(Judge(component, Component.BaseData), Own(component, Component.EndData)),
        MofComponent.SampleOutputs => Judge(component, Component.SampleOutputs),
        MofComponent.ModelCard => Judge(component, Component.ModelCard),
        MofComponent.DataCard => Best(Judge(component, Component.DataCard), Judge(component, Component.Datasheet)),
        MofComponent.TechnicalReport => Best(Judge(component, Component.TechnicalReport), Judge(component, Component.Preprint)),
        MofComponent.ResearchPaper => Best(Judge(component, Component.Paper), Judge(component, Component.Preprint)),
        MofComponent.EvaluationResults => Own(component, Component.EvaluationResults) ?? InsideModelCard(component),
        MofComponent.Metadata => Judge(component, Component.Metadata),
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "A component without a rule."),
    };

    private Finding Judge(MofComponent component, Component name) => Judge(component, name, component.LicenceNeed());

    private Finding? Own(MofComponent component, Component name) => judgements[name].Any() ? Judge(component, name) : null;

    // The index's criterion is the code of data processing, training and tuning; nothing can be trained without the code of the architecture.
    private Finding InsideTrainingCode(MofComponent component) => Inside(component, Component.TrainingCode);

    // The index asks a model card for the evaluation too, and the framework takes results that stand in the model card.
    private Finding InsideModelCard(MofComponent component) => Inside(component, Component.ModelCard);

    private Finding Inside(MofComponent component, Component whole)
    {
        if (LeastOpen(whole) != Availability.Open || judgements[whole].All(judged => judged.Assessor != Assessor.OsaiIndex))
        {
            return Finding.NotJudged(component);
        }

        // A licence that keeps the whole back says nothing of a part, which can be had elsewhere on its own terms.
        var found = Judge(component, whole);
        return found.Fulfilment switch
        {
            Fulfilment.Fulfilled => found with { Reason = FindingReason.Contained },
            Fulfilment.Lacking => Finding.NotJudged(component),
            _ => found,
        };
    }

    private Finding Licensed(MofComponent component, Component name, LicenceNeed need)
    {
        var basis = Of(name);
        var licence = Licence(name);
        if (need == LicenceNeed.Any)
        {
            return new Finding(component, Fulfilment.Fulfilled, FindingReason.OpenOnAnyTerms, licence, basis);
        }

        if (licence is null)
        {
            return IsCoveredByFinding(name)
                ? new Finding(component, Fulfilment.Fulfilled, FindingReason.OpenByLicenceFinding, null, [.. basis, .. judgements[Component.Licences]])
                : new Finding(component, Fulfilment.Unknown, FindingReason.LicenceNotRecorded, null, basis);
        }

        var (fulfilment, reason) = book.Judge(licence) switch
        {
            LicenceClass.OpenSource => (Fulfilment.Fulfilled, FindingReason.Open),
            LicenceClass.OpenContent when need == LicenceNeed.OpenTerms => (Fulfilment.Fulfilled, FindingReason.Open),
            LicenceClass.OpenContent => (Fulfilment.Lacking, FindingReason.LicenceNotForCode),
            LicenceClass.Restricted => (Fulfilment.Lacking, FindingReason.RestrictedLicence),
            _ => (Fulfilment.Unknown, FindingReason.UnclearLicence),
        };
        return new Finding(component, fulfilment, reason, licence, basis);
    }

    // Licences that assessors state differently all have to be kept. A release's own licence is that of its parameters.
    private string? Licence(Component name)
    {
        var stated = judgements[name].Select(judged => judged.Licence).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return stated switch
        {
            [] => name is Component.EndWeights or Component.BaseWeights or Component.IntermediateWeights ? release.Licence : null,
            [var only] => only,
            _ => string.Join(" AND ", stated.Select(licence => licence.Contains(" OR ", StringComparison.Ordinal) ? $"({licence})" : licence)),
        };
    }

    // The index's criterion asks for open licences of everything; papers lie with their publishers. A licence of the release that is known not to
    // be open contradicts it.
    private bool IsCoveredByFinding(Component name) =>
        name is not (Component.Preprint or Component.Paper)
        && LeastOpen(Component.Licences) == Availability.Open
        && (release.Licence is null || book.Judge(release.Licence) <= LicenceClass.OpenContent);

    private static Finding Worst(Finding left, Finding? right) => right is null || Rank(left) >= Rank(right) ? left : right;

    private static Finding Best(Finding left, Finding right) => Preference(left) <= Preference(right) ? left : right;

    private static int Rank(Finding finding) => finding.Fulfilment switch
    {
        Fulfilment.Fulfilled => 0,
        Fulfilment.Unknown => 1,
        _ => 2,
    };

    // Of two that may do, a judgement says more than its absence.
    private static int Preference(Finding finding) => finding switch
    {
        { Fulfilment: Fulfilment.Fulfilled } => 0,
        { Fulfilment: Fulfilment.Unknown, Reason: not FindingReason.NotJudged } => 1,
        { Fulfilment: Fulfilment.Lacking } => 2,
        _ => 3,
    };
}
