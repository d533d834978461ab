namespace AiPolicyPortal.Core.Publishing;

/// <summary>Who publishes, by which way, and why.</summary>
/// <param name="Kind">An import, or editors in the portal.</param>
/// <param name="Actor">For the audit; never shown to the public.</param>
/// <param name="Reason">In a sentence.</param>
public sealed record PublicationRequest(PublicationKind Kind, Actor Actor, string Reason)
{
    /// <summary>What else the audit entry says; null when there is nothing more.</summary>
    public IReadOnlyDictionary<string, string>? Detail { get; init; }

    /// <summary>Whether it puts right what was wrong, so that what it changes reads as corrected.</summary>
    public bool IsCorrection { get; init; }
}
