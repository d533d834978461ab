using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Web.Access;
using AiPolicyPortal.Web.Caching;
using Microsoft.OpenApi;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>The OpenAPI 3.1 description at <c>/api/v1/openapi.json</c> and its reader at <c>/api/docs</c>.</summary>
public static class OpenApiDocument
{
    private const string Key = "apiKey";

    public static IServiceCollection AddPortalOpenApi(this IServiceCollection services) => services
        .AddEndpointsApiExplorer()
        .AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "AI Policy Portal",
                Version = "v1",
                Description = "Public money for artificial intelligence, from announcement to programme to grant to open release. "
                    + "Reading needs no key. Amounts are decimal strings; null is not disclosed, or a range whose ends are low and high, never zero. Never add amounts across stages."
                    + "\n\nErrors are problems (RFC 9457), each with `errors`: one for each thing that is wrong, with its code:\n\n"
                    + string.Join('\n', ErrorCodes.All.Select(code => $"- `{code.Key}`: {code.Value.Meaning}")),
                License = new OpenApiLicense { Name = ApiAnswers.Licence, Url = new Uri(ApiAnswers.LicenceUrl) },
            });
            options.AddSecurityDefinition(Key, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyChecking.Header,
                Description = "Not needed for reading; with one, more may be asked for in a minute. Authorization: Bearer takes the same key.",
            });
            options.AddSecurityRequirement(_ => []);
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] });
            options.DocInclusionPredicate((_, route) => !HttpMethods.IsHead(route.HttpMethod ?? ""));
            options.SupportNonNullableReferenceTypes();
            options.IncludeXmlComments(typeof(PublicRecord).Assembly);
            options.IncludeXmlComments(typeof(OpenApiDocument).Assembly);
            options.SchemaFilter<AnswerSchemas>();
            options.OperationFilter<QueryParameterFilter>();
            options.OperationFilter<OtherAnswerFilter>();
            options.OperationFilter<RecordAddressFilter>();
            options.OperationFilter<CommonAnswers>();
            options.OperationFilter<AnswerExamples>();
            options.DocumentFilter<CommonAnswers>();
            options.MapType<decimal>(() => ValueSchemas.Amount());
            options.MapType<SelectedFields>(() => new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The fields that the query names, as the whole record has them." });
            foreach (var code in typeof(PublicRecord).Assembly.GetTypes().Where(type => type is { IsEnum: true, IsPublic: true }))
            {
                options.MapType(code, () => ValueSchemas.Choice(CodesOf(code)));
            }
        });

    public static WebApplication UsePortalOpenApi(this WebApplication app)
    {
        // As a route, and not as a middleware of its own, it is kept and validated like any other answer.
        app.MapSwagger("api/{documentName}/openapi.json", options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1)
            .WithMetadata(ApiMethods.Reading, PublicAnswer.Data);
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "api/docs";
            options.DocumentTitle = "AI Policy Portal API";
            // Without scripts there is nothing to see here; the documentation in words is.
            options.HeadContent = """<meta name="viewport" content="width=device-width, initial-scale=1"><noscript><meta http-equiv="refresh" content="0; url=/api"></noscript>""";
            options.SwaggerEndpoint("/api/v1/openapi.json", "v1");
        });
        return app;
    }

    private static IReadOnlyList<string> CodesOf(Type code) =>
        (IReadOnlyList<string>)typeof(Codes<>).MakeGenericType(code).GetProperty(nameof(Codes<DatePrecision>.All))!.GetValue(null)!;
}
