using System.Diagnostics;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Web.Accounts;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>Who sends a request, for the audit.</summary>
public static class RequestActor
{
    /// <summary>The account that is signed in, with the request's address and the id that log and error pages show.</summary>
    public static Actor ToActor(this HttpContext context) => new(
        context.User.Id(), context.User.Name(), context.Connection.RemoteIpAddress?.ToString(),
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
}
