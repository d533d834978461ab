using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Openness;

/// <summary>How open a release is by three frameworks, worked out from its components: each with its reasons, none of them typed in.</summary>
/// <param name="Findings">What is found of each component of the Model Openness Framework.</param>
/// <param name="Assessed">The newest of the judgements that it rests on; null when none is dated.</param>
public sealed record ReleaseOpenness(
    MofAssessment Mof, OsaidAssessment Osaid, OpennessGrid Grid, LicenceClass? Licence, IReadOnlyList<Finding> Findings, PartialDate? Assessed)
{
    /// <param name="release">What is known of it.</param>
    /// <param name="book">What licences there are and what they allow.</param>
    public static ReleaseOpenness Of(KnownRelease release, LicenceBook book)
    {
        var findings = new ComponentFindings(release, book);
        return new ReleaseOpenness(
            MofAssessment.Of(findings),
            OsaidAssessment.Of(findings),
            OpennessGrid.Of(findings),
            release.Licence is { } licence ? book.Judge(licence) : null,
            findings.All,
            release.Judgements.Where(judged => judged.Availability != Availability.Unknown).Select(judged => judged.Assessed).OfType<PartialDate>().OrderBy(date => date.LastDay).ThenBy(date => date.Precision)
                .Select(date => (PartialDate?)date).LastOrDefault());
    }
}
