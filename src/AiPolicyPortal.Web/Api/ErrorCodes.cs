namespace AiPolicyPortal.Web.Api;

/// <param name="Status">That it comes with, or several.</param>
/// <param name="Meaning">A sentence or two, in English.</param>
public sealed record ErrorCode(string Status, string Meaning);

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
    public const string NotYetRecorded = "not-yet-recorded";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NotAcceptable = "not-acceptable";
    public const string Withdrawn = "withdrawn";
    public const string PreconditionFailed = "precondition-failed";
    public const string RangeNotSatisfiable = "range-not-satisfiable";
    public const string TooLarge = "too-large";
    public const string TooManyRows = "too-many-rows";
    public const string Removed = "removed";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string RateLimited = "rate-limited";
    public const string TooManyDownloads = "too-many-downloads";
    public const string InternalError = "internal-error";
    public const string Unavailable = "unavailable";
    public const string TooSlow = "too-slow";

    /// <summary>Code to what is said of it, those of parameters first.</summary>
    public static IReadOnlyDictionary<string, ErrorCode> All { get; } = new OrderedDictionary<string, ErrorCode>(StringComparer.Ordinal)
    {
        ["unknown-parameter"] = new("400", "This address has no such parameter; the nearest right name is suggested."),
        ["unknown-value"] = new("400", "The parameter does not know this value, or it names nothing in the portal; the nearest right one is suggested."),
        ["invalid-value"] = new("400", "The value is not of the parameter's form or range."),
        ["reversed"] = new("400", "The range ends before it begins."),
        ["repeated"] = new("400", "The parameter may stand once, or names the same thing twice."),
        ["missing"] = new("400", "The parameter is needed."),
        ["mixed"] = new("400", "Parameters exclude each other."),
        ["too-many"] = new("400", "More values than can be answered at once."),
        ["not-applicable"] = new("400", "The parameter has no meaning for this form of the answer."),
        [InvalidRequest] = new("400", "The request cannot be understood."),
        [UnknownKey] = new("401", "The API key is unknown or was revoked. Reading works without a key."),
        [Forbidden] = new("403", "This needs a right that the request does not have."),
        [NotFound] = new("404", "There is nothing at this address, and there never was."),
        [NotYetRecorded] = new("400, 404", "The record is there, but was not yet recorded at the instant of asOf; detail says since when, or the parameter that names it."),
        [MethodNotAllowed] = new("405", "The address does not take this method; Allow lists those it takes."),
        [NotAcceptable] = new("406", "The address has no answer of a type that Accept names; detail lists those it has."),
        [Withdrawn] = new("410", "The record was published and then withdrawn; detail says why, replacedBy which record took its place."),
        [Removed] = new("410", "The snapshot of /data was made and is no longer kept; the newest and the first of each month are."),
        [PreconditionFailed] = new("412", "What If-Match or If-Unmodified-Since asks of a file of /data no longer holds."),
        [RangeNotSatisfiable] = new("416", "The file ends before the part that Range asks for; Content-Range says how long it is."),
        [TooLarge] = new("413, 414, 431", "The request, its address or its headers are too long."),
        [TooManyRows] = new("400", "The selection has more rows than a file of this format holds; narrow it, or take CSV."),
        [UnsupportedMediaType] = new("415", "What was sent is of another type than the address takes; detail says which."),
        [RateLimited] = new("429", "The client has used up its share; Retry-After says when there is more, RateLimit how much."),
        [TooManyDownloads] = new("429", "The client is downloading as many whole lists as it may at a time."),
        [InternalError] = new("500", "The portal failed; the failure was recorded."),
        [Unavailable] = new("503", "The portal cannot reach its data, or too many whole lists are being downloaded by everybody; Retry-After says when to ask again."),
        [TooSlow] = new("503", "The answer took too long to make; narrow the query or download the whole list."),
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
        StatusCodes.Status412PreconditionFailed => PreconditionFailed,
        StatusCodes.Status416RangeNotSatisfiable => RangeNotSatisfiable,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge => TooLarge,
        StatusCodes.Status429TooManyRequests => RateLimited,
        StatusCodes.Status503ServiceUnavailable => Unavailable,
        >= StatusCodes.Status500InternalServerError => InternalError,
        _ => InvalidRequest,
    };
}
