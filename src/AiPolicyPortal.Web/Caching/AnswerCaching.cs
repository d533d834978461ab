using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Web.Access;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Caching;

/// <summary>
/// Validators, <c>Cache-Control</c>, 304 and the memory of answers. Memory is keyed by the publication, so nothing stale is served
/// after one; while the database is away it goes on answering, with <see cref="StaleSince"/>.
/// </summary>
public static class AnswerCaching
{
    /// <summary>Header of an answer given while the database is away: the instant since when it has been, UTC.</summary>
    public const string StaleSince = "Portal-Stale-Since";

    private const string Kept = "Caching:Answers";
    private const string Memory = "Caching:MemoryMegabytes";
    private const string Largest = "Caching:LargestAnswerKilobytes";
    private const long DefaultMegabytes = 64;
    private const long DefaultKilobytes = 1024;

    private static readonly string[] OfBody =
        [HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentEncoding, HeaderNames.ContentDisposition, HeaderNames.ContentLanguage];

    public static WebApplicationBuilder AddPortalCaching(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        builder.Services
            .AddSingleton(provider => AppVersion.Of(AppContext.BaseDirectory, provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<Editions>()
            .AddOutputCache(options =>
            {
                options.SizeLimit = settings.GetValue(Memory, DefaultMegabytes) << 20;
                options.MaximumBodySize = settings.GetValue(Largest, DefaultKilobytes) << 10;
                if (settings.GetValue(Kept, true))
                    options.AddBasePolicy(new AnswerCachePolicy());
            });
        return builder;
    }

    /// <summary>Errors are never kept, and only whole answers carry validators. Call it before everything that answers.</summary>
    public static IApplicationBuilder UseCachingHeaders(this IApplicationBuilder app)
    {
        var latest = app.ApplicationServices.GetRequiredService<LatestPublication>();
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Finish(context, latest);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>Answers 304 and from memory. Call it after whatever sets the language and refuses, and before compression.</summary>
    public static IApplicationBuilder UseAnswerCaching(this IApplicationBuilder app)
    {
        var editions = app.ApplicationServices.GetRequiredService<Editions>();
        return app.Use((context, next) =>
            {
                if (AnswerVariant.Of(context, editions) is { } variant)
                    return Answer(context, variant, next);
                // Made for whoever asked with cookies of its own.
                if (context.GetEndpoint()?.Metadata.GetMetadata<PublicAnswer>() is { IsPage: true })
                    context.Response.Headers.CacheControl = "private, no-cache";
                return next(context);
            })
            .UseOutputCache();
    }

    /// <summary>
    /// An answer whose reader went away while it was written, or that was given up, is no whole one and not kept: what writes it may end as if it were
    /// (dotnet/aspnetcore 66877). Call it within the limits of time.
    /// </summary>
    public static IApplicationBuilder UseWholeAnswers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        context.RequestAborted.ThrowIfCancellationRequested();
    });

    private static Task Answer(HttpContext context, AnswerVariant variant, RequestDelegate next)
    {
        context.Features.Set(variant);
        var headers = context.Response.Headers;
        headers.ETag = variant.Validator;
        headers.LastModified = HeaderUtilities.FormatDate(variant.Edition.ModifiedAt);
        headers.CacheControl = variant.CacheControl;
        if (!variant.IsPage)
            headers.Vary = HeaderNames.Accept;
        if (variant.IsHeldIfAny(context.Request))
            return AnswerWhetherThereIsAny(context, next);
        if (!variant.IsHeldBy(context.Request))
            return HttpMethods.IsHead(context.Request.Method) && !IsDownload(context) ? AnswerUnseenAsync(context, HttpMethods.Get, Stream.Null, next) : next(context);

        SayNotModified(context.Response);
        return Task.CompletedTask;
    }

    /// <summary>Whether it asks for a whole list, which is neither kept nor made for HEAD.</summary>
    internal static bool IsDownload(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<DownloadLimits>() is not null;

    // What GET has in memory answers HEAD too: nobody gets the body.
    private static async Task AnswerUnseenAsync(HttpContext context, string method, Stream body, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        var asked = (request.Method, response.Body);
        (request.Method, response.Body) = (method, body);
        try
        {
            await next(context);
        }
        finally
        {
            (request.Method, response.Body) = asked;
        }
    }

    // Whether there is an answer is known only when it is made, or in memory. Nobody gets its body; that of a download, which is not kept, is not made.
    private static async Task AnswerWhetherThereIsAny(HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        using var made = new MemoryStream();
        await AnswerUnseenAsync(context, IsDownload(context) ? HttpMethods.Head : HttpMethods.Get, made, next);
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
        {
            SayNotModified(response);
        }
        else
        {
            made.Position = 0;
            await made.CopyToAsync(response.Body, context.RequestAborted);
        }
    }

    private static void SayNotModified(HttpResponse response)
    {
        var headers = response.Headers;
        foreach (var ofBody in OfBody)
            headers.Remove(ofBody);
        SayCoded(headers);
        response.StatusCode = StatusCodes.Status304NotModified;
    }

    // The coding depends on what is accepted also where nothing was said of it: a proxy must not keep the plain answer for everybody.
    private static void SayCoded(IHeaderDictionary headers)
    {
        if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.AcceptEncoding))
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
    }

    private static void Finish(HttpContext context, LatestPublication latest)
    {
        var (status, headers) = (context.Response.StatusCode, context.Response.Headers);
        // Memory is this server's own: to everybody else the answer is as fresh as if it had just been made.
        headers.Remove(HeaderNames.Age);
        headers.Remove(HeaderNames.Date);
        if (status >= StatusCodes.Status400BadRequest)
            headers.CacheControl = "no-store";
        if (context.Features.Get<AnswerVariant>() is null)
            return;

        if (status is not (StatusCodes.Status200OK or StatusCodes.Status304NotModified))
        {
            headers.Remove(HeaderNames.ETag);
            headers.Remove(HeaderNames.LastModified);
        }
        else
        {
            SayCoded(headers);
            if (latest.AwaySince is { } since)
                headers[StaleSince] = Instant.Write(since);
        }
    }
}
