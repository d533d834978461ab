using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AiPolicyPortal.Web.Api;

/// <summary>Errors of the API as RFC 9457 problems, each naming what is wrong and how to mend it.</summary>
public static class ApiProblems
{
    /// <summary>The member of a problem with what is wrong, one <see cref="ApiFault"/> each.</summary>
    internal const string Errors = "errors";

    private const string Reference = "reference";

    /// <summary>A refused query, with every fault in <c>errors</c>.</summary>
    public static IResult InvalidQuery(InvalidQueryException exception) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "The query cannot be answered as asked.",
        detail: "Nothing was ignored; mend what errors names and ask again.",
        extensions: new Dictionary<string, object?>
        {
            [Errors] = exception.Errors.Select(error => new ApiFault(error.Parameter, error.Code, error.Message)),
        });

    /// <param name="parameter">Of the path, that names it.</param>
    public static IResult NotFound(Noun noun, string reference, string parameter = Reference) => OfParameter(
        StatusCodes.Status404NotFound,
        parameter,
        ErrorCodes.NotFound,
        $"There is no {noun.Name} '{reference}'.",
        $"References are as in /api/v1/{noun.Path}; /api/v1/search?q= finds records by words.");

    /// <param name="asOf">The instant asked for, UTC.</param>
    /// <param name="since">When it was recorded, UTC.</param>
    public static IResult NotYetRecorded(Noun noun, string reference, DateTimeOffset asOf, DateTimeOffset since) => OfParameter(
        StatusCodes.Status404NotFound,
        PastReading.Parameter,
        ErrorCodes.NotYetRecorded,
        $"The {noun.Name} '{reference}' was not yet recorded on {asOf.UtcDateTime:yyyy-MM-dd}.",
        $"It was not known at {Instant.WriteInFull(asOf)}; it is recorded since {Instant.WriteInFull(since)}. Ask without asOf, or with a later one.");

    /// <param name="rows">Of the selection.</param>
    /// <param name="most">That a sheet holds below its heading.</param>
    public static IResult TooManyRows(Noun noun, int rows, int most) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "The selection does not fit into a workbook.",
        detail: $"It has {rows} rows and a sheet holds {most} below its heading. Narrow it, or take /{noun.Path}.csv with the same query.",
        extensions: Code(ErrorCodes.TooManyRows));

    /// <param name="types">Media types that there are.</param>
    public static IResult NotAcceptable(IEnumerable<string> types) => TypedResults.Problem(
        statusCode: StatusCodes.Status406NotAcceptable,
        title: "There is no such format of this list.",
        detail: $"Accept names none of {string.Join(", ", types)}.",
        extensions: Code(ErrorCodes.NotAcceptable));

    /// <param name="reason">Why the record was withdrawn.</param>
    /// <param name="replacement">Reference of the record that took its place; null when none did.</param>
    public static IResult Gone(Noun noun, string reference, string? reason, string? replacement) => OfParameter(
        StatusCodes.Status410Gone,
        Reference,
        ErrorCodes.Withdrawn,
        $"The {noun.Name} '{reference}' was withdrawn.",
        (reason ?? "No reason was recorded.") + (replacement is null ? "" : $" /api/v1/{noun.Path}/{replacement} took its place."),
        replacement is null ? [] : new() { ["replacedBy"] = replacement });

    /// <param name="name">Of a snapshot that is no longer kept.</param>
    public static IResult SnapshotRemoved(string name) => TypedResults.Problem(
        statusCode: StatusCodes.Status410Gone,
        title: $"The snapshot {name} is no longer kept.",
        detail: "The newest stay, and the first of each month for good; /data lists them. /data/latest/ and the name of a file lead to the newest.",
        extensions: Code(ErrorCodes.Removed));

    public static IResult UnknownKey() => TypedResults.Problem(
        statusCode: StatusCodes.Status401Unauthorized,
        title: "This API key is unknown or was revoked.",
        detail: "Ask without a key, which is enough for reading, or ask whoever runs the portal for a new one.",
        extensions: Code(ErrorCodes.UnknownKey));

    /// <param name="limit">Requests a minute.</param>
    public static IResult TooManyRequests(int limit) => TypedResults.Problem(
        statusCode: StatusCodes.Status429TooManyRequests,
        title: $"More than {limit} requests a minute.",
        detail: "Wait as long as Retry-After says. To take everything, download whole lists; a free API key has a higher limit.",
        extensions: Code(ErrorCodes.RateLimited));

    /// <param name="limit">Downloads at a time.</param>
    public static IResult TooManyDownloads(int limit) => TypedResults.Problem(
        statusCode: StatusCodes.Status429TooManyRequests,
        title: $"More than {limit} downloads at a time.",
        detail: "Ask again when one has ended.",
        extensions: Code(ErrorCodes.TooManyDownloads));

    public static IResult TooManyWaiting() => TypedResults.Problem(
        statusCode: StatusCodes.Status503ServiceUnavailable,
        title: "Too many downloads are waiting.",
        detail: "Ask again after as many seconds as Retry-After says, or take the files of /data.",
        extensions: Code(ErrorCodes.Unavailable));

    public static IResult Unavailable() => TypedResults.Problem(
        statusCode: StatusCodes.Status503ServiceUnavailable,
        title: "The portal cannot reach its data.",
        detail: "Nothing is lost. Ask again after as many seconds as Retry-After says.",
        extensions: Code(ErrorCodes.Unavailable));

    /// <param name="seconds">After which it was given up.</param>
    public static IResult TooSlow(int seconds) => TypedResults.Problem(
        statusCode: StatusCodes.Status503ServiceUnavailable,
        title: $"The answer was given up after {seconds} seconds.",
        detail: "Narrow the query, or leave out the count with count=none.",
        extensions: Code(ErrorCodes.TooSlow));

    private static Dictionary<string, object?> Code(string code) => new() { ["code"] = code };

    private static ProblemHttpResult OfParameter(int status, string parameter, string code, string title, string detail, Dictionary<string, object?>? extensions = null) => TypedResults.Problem(
        statusCode: status, title: title, detail: detail,
        extensions: new Dictionary<string, object?>(extensions ?? []) { ["code"] = code, [Errors] = new[] { new ApiFault(parameter, code, detail) } });
}

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Parameter">Of the query or the path; null where none is at fault.</param>
/// <param name="Code">One of <see cref="ErrorCodes.All"/>.</param>
/// <param name="Message">For people, in English.</param>
internal sealed record ApiFault([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameter, string Code, string Message);
