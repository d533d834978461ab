using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api;

/// <summary>What answers of one whole, which have no pages, share: a filter and the instant of the portal's knowledge.</summary>
internal static class Reports
{
    /// <summary>The filter that is asked for; the past that is asked for is then read.</summary>
    /// <exception cref="InvalidQueryException">A parameter is unknown or its value faulty.</exception>
    public static async Task<TFilter> ReadReportAsync<TFilter>(this HttpContext context, Func<QueryParameters, TFilter> read, CancellationToken cancellationToken)
    {
        var parameters = context.Request.Query.ToParameters();
        var (filter, asOf) = (read(parameters), PastReading.Read(parameters));
        parameters.ThrowIfInvalid();
        await context.ReadAsOfAsync(asOf, cancellationToken);
        return filter;
    }

    /// <summary>Names the operation and what it understands, for the documentation.</summary>
    public static RouteHandlerBuilder DescribeReport<TFilter>(
        this RouteHandlerBuilder route, string tag, string name, string summary, Func<QueryParameters, TFilter> read, params IReadOnlyList<string> sortKeys)
    {
        var parameters = new QueryParameters([]);
        read(parameters);
        PastReading.Read(parameters);
        return route.WithName(name).WithTags(tag).WithSummary(summary).WithDescription(OperationTexts.Report)
            .WithMetadata(new QueryDescription(parameters.Known, sortKeys))
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }
}
