using System.Diagnostics;
using System.Globalization;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Error;

/// <summary>Says what went wrong and where to go from here, for every error status and every method.</summary>
[IgnoreAntiforgeryToken]
public sealed class StatusModel : PageModel
{
    private static readonly int[] WithOwnText = [400, 401, 403, 404, 405, 410, 429, 503];

    /// <summary>From the address itself: a form that could not be read binds nothing.</summary>
    public int Code => int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);

    public string TextKey => Unsent is not null && Code == StatusCodes.Status400BadRequest ? "unsent" : IsRemovedSnapshot ? "removed" : WithOwnText.Contains(Code) ? $"{Code}" : Code < 500 ? "4xx" : "5xx";

    public IReadOnlyList<ParameterError>? Faults => HttpContext.Features.Get<IReadOnlyList<ParameterError>>();

    public Withdrawal? Withdrawal => HttpContext.Features.Get<Withdrawal>();

    public bool IsRemovedSnapshot => HttpContext.Features.Get<RemovedSnapshot>() is not null;

    /// <summary>The record is there now, but was not at the instant asked for.</summary>
    public LaterRecord? Later => HttpContext.Features.Get<LaterRecord>();

    public string RequestId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>The methods that the address takes; null where another answer is given, or none is known.</summary>
    public string? Allowed => Code == StatusCodes.Status405MethodNotAllowed && Response.Headers.Allow is { Count: > 0 } allow ? allow.ToString() : null;

    /// <summary>The words of the address that was not found, for the search box.</summary>
    public string SearchWords => Code != 404 ? ""
        : string.Join(' ', PageAddress.Current(HttpContext).Split('?')[0].Split('/', '-').Skip(2).Where(word => word.Length > 0));

    /// <summary>The query as a form, in which what is wrong can be mended beside its fault and nothing else is lost; null where it was not asked for by its address.</summary>
    public QueryCorrection? Correction() =>
        HttpMethods.IsGet(Request.Method) && !HttpContext.IsEmbedded() ? QueryCorrection.Of(PageAddress.Path(HttpContext), PageAddress.Query(HttpContext), Faults!) : null;

    public string AddressWithoutFaults() => PageAddress.With(HttpContext, [.. Faults!.Select(fault => (fault.Parameter, (string?)null))]);

    /// <summary>The code of the role that the page asks for beyond that of a contributor; null where it asks for none.</summary>
    public string? NeededRole => Code != StatusCodes.Status403Forbidden ? null
        : HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Select(asked => asked.Policy).LastOrDefault(policy => policy is Policies.Editor or Policies.Administrator);

    /// <summary>What was typed and could not be taken; null when nothing was.</summary>
    public UnsentForm? Unsent { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Response.StatusCode = Code;
        Response.Headers.CacheControl = "no-store";
        Unsent = await UnsentForm.OfAsync(HttpContext, Code);
        await next();
    }
}
