using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>Documents the errors that operations can answer with, and the headers of their answers, each written once and referred to.</summary>
internal sealed class CommonAnswers : IOperationFilter, IDocumentFilter
{
    private const string Problem = "application/problem+json";

    private static readonly (string Status, string Name, string Text, bool ComesBack)[] All =
    [
        ("400", "InvalidQuery", "A parameter is unknown or its value faulty; errors names each with what would be right.", false),
        ("401", "UnknownKey", "The API key is unknown or was revoked; reading works without one.", false),
        ("404", "NotFound", "There is no such record, or there was none at the instant of asOf.", false),
        ("406", "NotAcceptable", "Accept names no type that the list has.", false),
        ("410", "Gone", "The record was withdrawn; detail says why, replacedBy what took its place. Or the snapshot is no longer kept.", false),
        ("429", "TooManyRequests", "Too many requests from one address, or with one key; ask again after Retry-After.", true),
        ("503", "Unavailable", "The database is away and the answer is not held in memory, too many whole lists are being downloaded, or the answer took too long; ask again after Retry-After where it is given.", true),
    ];

    private const string NotModified = "NotModified";

    private static readonly OrderedDictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["ETag"] = "Names this answer; If-None-Match asks whether it is still the same.",
        ["Last-Modified"] = "When something was last published; where they came later, midnight (UTC) or the start of this version.",
        ["Cache-Control"] = "For how long it may be used again.",
        ["RateLimit-Policy"] = "How many requests a client has in how many seconds.",
        ["RateLimit"] = "How many are left, and in how many seconds all are back.",
        ["Link"] = "The links of the answer: self, next and prev, or the record's page.",
    };

    // The others are said only where the operation says so itself.
    private static readonly string[] OfAll = ["400", "401", "429", "503"];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        var isAsked = operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true;
        var responses = operation.Responses;
        foreach (var (status, name, _, _) in All.Where(answer => responses.ContainsKey(answer.Status) || (OfAll.Contains(answer.Status) && (isAsked || answer.Status != "400"))))
            operation.Responses[status] = new OpenApiResponseReference(name, context.Document);
        if (operation.Responses.GetValueOrDefault("200") is not OpenApiResponse answer)
            return;
        operation.Responses["304"] = new OpenApiResponseReference(NotModified, context.Document);
        var isPaged = answer.Content?.ContainsKey("application/json") == true;
        answer.Headers = Headers.Keys.Where(header => isPaged || header != "Link").ToDictionary(header => header, header => (IOpenApiHeader)new OpenApiHeaderReference(header, context.Document));
    }

    public void Apply(Microsoft.OpenApi.OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components ??= new OpenApiComponents();
        swaggerDoc.Components.Headers = Headers.ToDictionary(header => header.Key, header => (IOpenApiHeader)new OpenApiHeader
        {
            Description = header.Value,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        swaggerDoc.Components.Responses = All.ToDictionary(answer => answer.Name, answer => (IOpenApiResponse)new OpenApiResponse
        {
            Description = $"{answer.Text} {CodesOf(answer.Status)}",
            Headers = answer.ComesBack ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = RetryAfter() } : null,
            Content = new Dictionary<string, IOpenApiMediaType> { [Problem] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemDetails), context.SchemaRepository), Examples = AnswerExamples.Of(answer.Name) } },
        });
        swaggerDoc.Components.Responses[NotModified] = new OpenApiResponse { Description = "Nothing changed since the answer whose ETag If-None-Match names, or since If-Modified-Since." };
    }

    private static string CodesOf(string status)
    {
        List<string> codes = [.. ErrorCodes.All.Where(code => code.Value.Status.Split(", ").Contains(status)).Select(code => $"`{code.Key}`")];
        return codes.Count == 1 ? $"Code: {codes[0]}." : $"Codes: {string.Join(", ", codes)}.";
    }

    private static OpenApiHeader RetryAfter() => new()
    {
        Description = "Seconds to wait.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" },
    };
}
