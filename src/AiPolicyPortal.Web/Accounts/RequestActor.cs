using System.Diagnostics;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>Who acts in a request, for the audit.</summary>
public static class RequestActor
{
    /// <summary>Whoever is signed in, with the address and the id of the request as the log and error pages give it.</summary>
    public static Actor Actor(this HttpContext context) => context.Actor(context.User.Id(), context.User.Name());

    /// <summary>Somebody whose sign-in this request is.</summary>
    public static Actor ActorAs(this HttpContext context, PortalUser user) => context.Actor(user.Id, user.DisplayName);

    private static Actor Actor(this HttpContext context, Guid id, string name) => new(
        id, name, context.Connection.RemoteIpAddress?.ToString(), Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
}
