namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>A file that could not be fetched: which, why, and what to do.</summary>
public sealed class RateDownloadException(Uri address, string reason)
    : Exception($"{address.GetLeftPart(UriPartial.Path)}: {reason}");
