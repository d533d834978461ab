using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>What became of a record that is no longer shown. <paramref name="Reason"/> is shown as written; <paramref name="ReplacedBy"/> is a local address.</summary>
public sealed record Withdrawal(string Reason, string? ReplacedBy);

/// <summary>The address is of a snapshot that is no longer kept.</summary>
public sealed record RemovedSnapshot;

/// <summary>Since when a record is recorded, UTC, that was not at the instant asked for.</summary>
public sealed record LaterRecord(DateTimeOffset Since);

/// <summary>Answers 400, 404 and 410 whose error page tells the reader why.</summary>
public static class RequestFaults
{
    /// <summary>Refuses the request: status 400, and an error page that lists <paramref name="faults"/>.</summary>
    public static IResult Refuse(this HttpContext context, params IReadOnlyList<ParameterError> faults)
    {
        context.Features.Set(faults);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
    }

    /// <summary>Says that the record was withdrawn: status 410, and an error page with the reason and the replacement.</summary>
    public static IResult Gone(this HttpContext context, Withdrawal withdrawal)
    {
        context.Features.Set(withdrawal);
        context.Response.StatusCode = StatusCodes.Status410Gone;
        return TypedResults.StatusCode(StatusCodes.Status410Gone);
    }

    /// <summary>Says that the record was not there at the instant asked for: status 404, and an error page that says since when it is.</summary>
    public static IActionResult NotYet(this PageModel page, DateTimeOffset since)
    {
        page.HttpContext.Features.Set(new LaterRecord(since));
        return page.StatusCode(StatusCodes.Status404NotFound);
    }

    /// <summary>Says that the snapshot is no longer kept: status 410, and an error page that leads to those that are.</summary>
    public static IActionResult Removed(this PageModel page)
    {
        page.HttpContext.Features.Set(new RemovedSnapshot());
        return page.StatusCode(StatusCodes.Status410Gone);
    }

    /// <inheritdoc cref="Refuse(HttpContext, IReadOnlyList{ParameterError})"/>
    public static IActionResult Refuse(this PageModel page, params IReadOnlyList<ParameterError> faults)
    {
        page.HttpContext.Refuse(faults);
        return page.StatusCode(StatusCodes.Status400BadRequest);
    }

    /// <inheritdoc cref="Gone(HttpContext, Withdrawal)"/>
    public static IActionResult Gone(this PageModel page, Withdrawal withdrawal)
    {
        page.HttpContext.Gone(withdrawal);
        return page.StatusCode(StatusCodes.Status410Gone);
    }
}
