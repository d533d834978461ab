using System.Security.Claims;
using AiPolicyPortal.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Web.Accounts;

internal sealed class PrincipalFactory : IUserClaimsPrincipalFactory<PortalUser>
{
    public Task<ClaimsPrincipal> CreateAsync(PortalUser user) => Task.FromResult(SignedInUser.ToPrincipal(AccountState.Of(user), method: null, session: null));
}
