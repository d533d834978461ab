using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Mail;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>Tells the owner of an account where to choose a password.</summary>
public sealed class Invitations(Mailer mailer, IStringLocalizer<Interface> words)
{
    public const string Path = "/account/invitation";

    /// <summary>Sends the link in the language of whoever invites.</summary>
    /// <returns>Null when it was sent; else the link, to be passed on by other means.</returns>
    public async Task<string?> SendAsync(HttpContext context, string email, string name, string secret, CancellationToken cancellationToken)
    {
        // In the query, which is in no log.
        var link = PageAddress.Root(context) + Path + new QueryBuilder { { "secret", secret } };
        return await mailer.SendAsync(email, words["Mail.Invitation.Subject"], words["Mail.Invitation.Text", name, link], cancellationToken) ? null : link;
    }
}
