using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Access;

/// <summary>Marks an endpoint that gives a whole list: few at a time for each client, long to finish, never kept in memory.</summary>
public sealed class DownloadLimits
{
    private DownloadLimits()
    {
    }

    internal static DownloadLimits Instance { get; } = new();
}

public static class DownloadLimitsExtensions
{
    /// <summary>Limits how many of these a client downloads at a time (<c>RateLimits:Downloads</c>) and gives each the time of a download.</summary>
    public static TBuilder WithDownloadLimits<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithRequestTimeout(RequestTimes.Download);
        return builder.WithMetadata(DownloadLimits.Instance);
    }
}
