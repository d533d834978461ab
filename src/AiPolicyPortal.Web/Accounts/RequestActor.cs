using System.Diagnostics;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>Who acts in a request, for the audit.</summary>
public static class RequestActor
{
    /// <summary>Whoever is signed in, with the address and the id of the request as the log and error pages give it.</summary>
    public static Actor Actor(this HttpContext context) => new(
        context.User.Id(), context.User.Name(), context.Connection.RemoteIpAddress?.ToString(),
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
}
