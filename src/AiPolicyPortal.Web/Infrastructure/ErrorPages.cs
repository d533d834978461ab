using System.Diagnostics;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Errors as pages for readers and as <c>application/problem+json</c> (RFC 9457) for machines; never a stack trace.</summary>
public static class ErrorPages
{
    public static IServiceCollection AddPortalErrorPages(this IServiceCollection services) =>
        services.AddSingleton<IProblemDetailsWriter, MachineProblems>().AddProblemDetails(options => options.CustomizeProblemDetails = NameFault).AddExceptionHandler<MachineExceptionHandler>();

    /// <summary>Call it after the security headers and before localisation, so that error pages have both.</summary>
    public static IApplicationBuilder UsePortalErrorPages(this IApplicationBuilder app)
    {
        if (!app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsDevelopment())
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error/500",
                // What a machine was answered is in the log as well, with its reason.
                SuppressDiagnosticsCallback = _ => false,
            });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        return app.UseWhen(context => !context.IsForPage(), machines => machines.UseStatusCodePages());
    }

    // Every problem says what is wrong with the request: what made it has said so, or it is the one thing that its code names.
    private static void NameFault(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey(ApiProblems.Errors))
            return;
        problem.Extensions.TryAdd("code", ErrorCodes.Of(problem.Status));
        if (problem.Detail is { } detail)
            problem.Extensions[ApiProblems.Errors] = new[] { new ApiFault(null, (string)problem.Extensions["code"]!, detail) };
    }

    // Whatever a machine accepts, it is told what is wrong in the one form that is documented.
    private sealed class MachineProblems(IStringLocalizer<Interface> texts, EndpointDataSource endpoints) : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => !context.HttpContext.IsForPage();

        public ValueTask WriteAsync(ProblemDetailsContext context)
        {
            var problem = context.ProblemDetails;
            problem.Status ??= context.HttpContext.Response.StatusCode;
            problem.Type ??= "about:blank";
            problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
            problem.Detail ??= DetailOf(context.HttpContext, problem.Status.Value);
            problem.Extensions.TryAdd("traceId", Activity.Current?.Id ?? context.HttpContext.TraceIdentifier);
            NameFault(context);
            return new(context.HttpContext.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.HttpContext.RequestAborted));
        }

        private string DetailOf(HttpContext context, int status) => status switch
        {
            StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not a method of this address. Ask with {context.Response.Headers.Allow}.",
            StatusCodes.Status415UnsupportedMediaType => "Send JSON in UTF-8, with Content-Type: application/json.",
            StatusCodes.Status404NotFound when ApiAddresses.NearestTo(context.Request.Path, endpoints) is { } near =>
                $"{texts[$"ErrorMeaning.{ErrorCodes.NotFound}"]} {texts["ErrorMend.near", near]}",
            _ => $"{texts[$"ErrorMeaning.{ErrorCodes.Of(status)}"]} {texts[$"ErrorMend.{ErrorCodes.Of(status)}"]}",
        };
    }

    private sealed class MachineExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            // The request already points at the error page here.
            var errorPage = httpContext.Request.Path;
            httpContext.Request.Path = httpContext.Features.GetRequiredFeature<IExceptionHandlerPathFeature>().Path;
            var handled = !httpContext.IsForPage() && await problems.TryWriteAsync(new() { HttpContext = httpContext });
            if (!handled)
                httpContext.Request.Path = errorPage;
            return handled;
        }
    }
}
