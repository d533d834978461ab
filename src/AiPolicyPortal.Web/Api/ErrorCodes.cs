namespace AiPolicyPortal.Web.Api;

/// <summary>
/// Every error code of the API, each with what it means. Codes are stable: one that is documented keeps its meaning. Those of a query's
/// parameters stand in <c>errors</c>, the others in <c>code</c> of the problem.
/// </summary>
public static class ErrorCodes
{
    public const string InvalidRequest = "invalid-request";
    public const string UnknownKey = "unknown-key";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not-found";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NotAcceptable = "not-acceptable";
    public const string Withdrawn = "withdrawn";
    public const string TooLarge = "too-large";
    public const string RateLimited = "rate-limited";
    public const string TooManyDownloads = "too-many-downloads";
    public const string InternalError = "internal-error";
    public const string Unavailable = "unavailable";
    public const string TooSlow = "too-slow";

    /// <summary>Code to meaning, those of parameters first.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new OrderedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["unknown-parameter"] = "This address has no such parameter; the nearest right name is suggested.",
        ["unknown-value"] = "The parameter does not know this value, or it names nothing in the portal; the nearest right one is suggested.",
        ["invalid-value"] = "The value is not of the parameter's form or range.",
        ["repeated"] = "The parameter may stand once, or names the same thing twice.",
        ["missing"] = "The parameter is needed.",
        ["mixed"] = "Parameters exclude each other.",
        ["too-many"] = "More values than can be answered at once.",
        ["not-applicable"] = "The parameter has no meaning for this form of the answer.",
        [InvalidRequest] = "The request cannot be understood.",
        [UnknownKey] = "The API key is unknown or was revoked. Reading works without a key.",
        [Forbidden] = "This needs a right that the request does not have.",
        [NotFound] = "There is nothing at this address, and there never was.",
        [MethodNotAllowed] = "The address does not take this method; Allow lists those it takes.",
        [NotAcceptable] = "The address has no answer of a type that Accept names; detail lists those it has.",
        [Withdrawn] = "The record was published and then withdrawn; detail says why.",
        [TooLarge] = "The request, its address or its headers are too long.",
        [RateLimited] = "The client has used up its share; Retry-After says when there is more, RateLimit how much.",
        [TooManyDownloads] = "The client is downloading as many whole lists as it may at a time.",
        [InternalError] = "The portal failed; the failure was recorded.",
        [Unavailable] = "The portal cannot reach its data; Retry-After says when to ask again.",
        [TooSlow] = "The answer took too long to make; narrow the query or download the whole list.",
    };

    /// <summary>The code of a status that nothing more is known about.</summary>
    public static string Of(int? status) => status switch
    {
        StatusCodes.Status401Unauthorized => UnknownKey,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => NotAcceptable,
        StatusCodes.Status410Gone => Withdrawn,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge => TooLarge,
        StatusCodes.Status429TooManyRequests => RateLimited,
        StatusCodes.Status503ServiceUnavailable => Unavailable,
        >= StatusCodes.Status500InternalServerError => InternalError,
        _ => InvalidRequest,
    };
}
