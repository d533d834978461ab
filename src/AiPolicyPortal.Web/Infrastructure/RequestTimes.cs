using AiPolicyPortal.Web.Api;
using Microsoft.AspNetCore.Http.Timeouts;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>How long an answer may take before it is given up, its query with it, and 503 said instead.</summary>
/// <remarks><c>Portal:RequestSeconds</c> for pages and the API, <c>Portal:DownloadSeconds</c> for whole lists.</remarks>
public static class RequestTimes
{
    /// <summary>Name of the policy for downloads.</summary>
    public const string Download = "download";

    private const int DefaultSeconds = 30;
    private const int DefaultDownloadSeconds = 3600;

    public static WebApplicationBuilder AddRequestTimes(this WebApplicationBuilder builder)
    {
        builder.Services.AddRequestTimeouts(options =>
        {
            options.DefaultPolicy = After(builder.Configuration.GetValue("Portal:RequestSeconds", DefaultSeconds));
            options.AddPolicy(Download, After(builder.Configuration.GetValue("Portal:DownloadSeconds", DefaultDownloadSeconds)));
        });
        return builder;
    }

    private static RequestTimeoutPolicy After(int seconds) => new()
    {
        Timeout = TimeSpan.FromSeconds(seconds),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context =>
        {
            // What was given up is the answer's making; without this its refusal would be given up too.
            context.RequestAborted = CancellationToken.None;
            return context.IsForPage() ? Task.CompletedTask : ApiProblems.TooSlow(seconds).ExecuteAsync(context);
        },
    };
}
