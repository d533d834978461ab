using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>Addresses of the account's pages, with the way back.</summary>
public static class AccountAddress
{
    public const string Home = "/admin";
    public const string ReturnUrl = "returnUrl";

    /// <summary>To the sign-in, and from there back to what was asked for; a form that was sent is opened anew.</summary>
    public static string SignIn(HttpRequest request) => With("/account/sign-in", request);

    public static string Of(PendingStep step, HttpRequest request) => With(step == PendingStep.Password ? "/account/password" : "/account/second-factor", request);

    /// <summary>An address of this site to go back to; the home of the administration for any other.</summary>
    public static string Back(string? returnUrl) => PageAddress.Local(returnUrl) ?? Home;

    private static string With(string path, HttpRequest request) =>
        request.PathBase + path + new QueryBuilder { { ReturnUrl, request.PathBase + request.Path + (HttpMethods.IsGet(request.Method) ? request.QueryString.Value : "") } };
}
