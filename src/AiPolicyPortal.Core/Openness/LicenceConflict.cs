namespace AiPolicyPortal.Core.Openness;

/// <summary>Why a licence is not for whoever builds on another release to give.</summary>
public enum ConflictReason
{
    /// <summary>The base's terms go with whatever is built on it, and the licence given does not carry them.</summary>
    TermsDropped,

    /// <summary>The base may not be shared in changed form at all.</summary>
    NoDerivatives,
}

/// <summary>A licence that a base does not allow.</summary>
/// <param name="BaseLicence">The licence of the base that is broken.</param>
/// <param name="Licence">The licence that the release gives.</param>
public sealed record LicenceConflict(ConflictReason Reason, LicenceFacts BaseLicence, string Licence)
{
    /// <summary>
    /// The conflicts between a release's licence and that of the release it was built from. Only what is certain: both licences are known, the base
    /// says what becomes of derivatives, and the licence given is an open one without the base's terms.
    /// </summary>
    /// <param name="licence">SPDX expression of the release; null where it is not known.</param>
    /// <param name="baseLicence">The same of the release it was built from.</param>
    /// <param name="book">What licences there are and what they allow.</param>
    public static IReadOnlyList<LicenceConflict> Between(string? licence, string? baseLicence, LicenceBook book)
    {
        if (licence is null || baseLicence is null || book.Read(licence).Expression is not { } given || book.Read(baseLicence).Expression is not { } held
            || book.Judge(given) == LicenceClass.Unclear)
        {
            return [];
        }

        // Of a choice the derivative may take the freer one.
        if (held is LicenceOr)
        {
            return [];
        }

        return
        [
            .. held.Identifiers.Select(book.Find).OfType<LicenceFacts>().Where(facts => !given.Identifiers.Contains(facts.Identifier)).SelectMany(facts =>
                facts.Derivatives switch
                {
                    DerivativeTerms.Forbidden => new[] { new LicenceConflict(ConflictReason.NoDerivatives, facts, licence) },
                    DerivativeTerms.SameTerms when facts.Restrictions.Count > 0 && book.Judge(given) <= LicenceClass.OpenContent =>
                        [new LicenceConflict(ConflictReason.TermsDropped, facts, licence)],
                    _ => [],
                }),
        ];
    }
}
