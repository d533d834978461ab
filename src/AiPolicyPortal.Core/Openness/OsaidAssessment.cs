using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Openness;

/// <summary>Whether a release is open source AI as the Open Source Initiative defines it.</summary>
public enum OsaidVerdict
{
    Yes,
    No,
    CannotTell,
}

/// <summary>What the definition asks for.</summary>
public enum OsaidElement
{
    /// <summary>Information on the training data, detailed enough for a skilled person to build a substantially equivalent system.</summary>
    DataInformation,

    /// <summary>The complete source code used to train and run the system.</summary>
    Code,

    /// <summary>The parameters.</summary>
    Parameters,
}

/// <summary>One element with what it rests on.</summary>
public sealed record OsaidFinding(OsaidElement Element, OsaidVerdict Verdict, IReadOnlyList<Finding> Findings)
{
    /// <summary>The same as of a component: one element alone makes nothing open source.</summary>
    public Fulfilment Fulfilment => Verdict switch
    {
        OsaidVerdict.Yes => Fulfilment.Fulfilled,
        OsaidVerdict.No => Fulfilment.Lacking,
        _ => Fulfilment.Unknown,
    };
}

/// <summary>The verdict of the Open Source AI Definition 1.0 (28 October 2024), with how it came about.</summary>
/// <param name="Elements">In the definition's order.</param>
public sealed record OsaidAssessment(Framework Framework, OsaidVerdict Verdict, IReadOnlyList<OsaidFinding> Elements)
{
    public static OsaidAssessment Of(ComponentFindings findings)
    {
        OsaidFinding[] elements =
        [
            DataInformation(findings),
            All(OsaidElement.Code, [.. Code.Select(component => findings[component])]),
            All(OsaidElement.Parameters, [findings[MofComponent.FinalParameters]]),
        ];
        return new OsaidAssessment(Framework.Osaid, Worst(elements.Select(element => element.Verdict)), elements);
    }

    // What the definition names and every system has; libraries and evaluation are asked for "if used".
    private static readonly MofComponent[] Code =
        [MofComponent.PreprocessingCode, MofComponent.TrainingCode, MofComponent.InferenceCode, MofComponent.Architecture];

    /// <summary>
    /// A data card that is judged open describes the data; so does training data of which all is documented and available. Data that may not be
    /// shared can be described, so closed data alone decides nothing while nobody has judged the description.
    /// </summary>
    private static OsaidFinding DataInformation(ComponentFindings findings)
    {
        var card = findings[MofComponent.DataCard];
        var data = Described(findings);
        var verdict = Either(Of(card.Fulfilment), Of(data.Fulfilment));
        return new OsaidFinding(OsaidElement.DataInformation, verdict, [card, data]);
    }

    // Unlike the framework's data sets, what is said of the data needs terms of its own; base data went into every model, judged or not.
    private static Finding Described(ComponentFindings findings)
    {
        var names = new[] { Component.BaseData, Component.EndData }.Where(name => name == Component.BaseData || findings.LeastOpen(name) is not null);
        return names.Select(name => findings.Judge(MofComponent.Datasets, name, LicenceNeed.OpenTerms))
            .OrderByDescending(part => part.Fulfilment == Fulfilment.Lacking).ThenByDescending(part => part.Fulfilment == Fulfilment.Unknown).First();
    }

    private static OsaidVerdict Either(OsaidVerdict card, OsaidVerdict data) =>
        card == OsaidVerdict.Yes || data == OsaidVerdict.Yes ? OsaidVerdict.Yes
        : card == OsaidVerdict.No && data == OsaidVerdict.No ? OsaidVerdict.No
        : OsaidVerdict.CannotTell;

    private static OsaidFinding All(OsaidElement element, IReadOnlyList<Finding> findings) =>
        new(element, Worst(findings.Select(finding => Of(finding.Fulfilment))), findings);

    private static OsaidVerdict Of(Fulfilment fulfilment) => fulfilment switch
    {
        Fulfilment.Fulfilled => OsaidVerdict.Yes,
        Fulfilment.Lacking => OsaidVerdict.No,
        _ => OsaidVerdict.CannotTell,
    };

    private static OsaidVerdict Worst(IEnumerable<OsaidVerdict> verdicts)
    {
        var all = verdicts.ToList();
        return all.Contains(OsaidVerdict.No) ? OsaidVerdict.No : all.Contains(OsaidVerdict.CannotTell) ? OsaidVerdict.CannotTell : OsaidVerdict.Yes;
    }
}
