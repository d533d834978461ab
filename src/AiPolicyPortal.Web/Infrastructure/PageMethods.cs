using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>
/// A page takes GET, HEAD and what it has a handler for; another method is 405 with <c>Allow</c>, a handler that it has not is 404, and neither a page
/// without its data.
/// </summary>
public static class PageMethods
{
    public static void Restrict(RazorPagesOptions options) => options.Conventions.AddFolderApplicationModelConvention(
        "/", page => page.Filters.Add(new Filter([HttpMethods.Get, HttpMethods.Head, .. page.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant())])));

    private sealed class Filter(IEnumerable<string> allowed) : IAuthorizationFilter, IPageFilter, IOrderedFilter
    {
        private readonly string[] allowed = [.. allowed.Distinct()];

        // Before anything else can refuse it for another reason.
        public int Order => int.MinValue;

        public void OnAuthorization(AuthorizationFilterContext context)
        {
            var http = context.HttpContext;
            if (allowed.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase) || IsOfError(http))
                return;

            http.Response.Headers.Allow = string.Join(", ", allowed);
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }

        public void OnPageHandlerSelected(PageHandlerSelectedContext context)
        {
        }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            var http = context.HttpContext;
            if (context.HandlerMethod is null && !http.Request.IsReading() && !IsOfError(http))
                context.Result = new NotFoundResult();
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
        {
        }

        private static bool IsOfError(HttpContext http) =>
            http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
    }
}
