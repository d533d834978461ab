using System.Net;

namespace AiPolicyPortal.Core.Fetching;

/// <summary>What a server answered at the end of its redirects.</summary>
/// <param name="Address">Where the answer came from.</param>
/// <param name="ContentType">Media type in lower case, without parameters; null when not said.</param>
/// <param name="Charset">As the answer's header has it.</param>
/// <param name="Body">Unpacked; cut at the limit when <paramref name="IsCut"/>.</param>
public sealed record FetchedAnswer(
    Uri Address, HttpStatusCode Status, string? ContentType, string? Charset, byte[] Body, bool IsCut, string? ETag, DateTimeOffset? LastModified)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>What is known of a page from before, so that a server need not send it again.</summary>
public sealed record KnownVersion(string? ETag, DateTimeOffset? LastModified);
