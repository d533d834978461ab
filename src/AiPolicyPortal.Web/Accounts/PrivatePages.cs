using AiPolicyPortal.Web.Caching;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>Marks a page whose answer is for whoever asked alone: neither this portal nor anybody on the way keeps it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PrivateAnswerAttribute : Attribute;

/// <summary>The pages of the administration and of accounts: who may open them, and that their answers are nobody else's.</summary>
public static class PrivatePages
{
    private const string Admin = "/Admin";
    private const string Account = "/Account";

    // How somebody comes to be signed in.
    private static readonly string[] ForAnybody = ["/Account/SignIn", "/Account/SecondStep", "/Account/Recovery", "/Account/Invitation"];

    /// <summary>Every page below Pages/Admin is for contributors at least, and below Pages/Account for who is signed in; a page may ask for more.</summary>
    public static void Protect(RazorPagesOptions options)
    {
        foreach (var folder in new[] { Admin, Account })
            options.Conventions.AddFolderApplicationModelConvention(folder, page => page.EndpointMetadata.Add(new PrivateAnswerAttribute()));
        options.Conventions.AuthorizeFolder(Admin, Policies.Contributor);
        options.Conventions.AuthorizeFolder(Account, Policies.SignedIn);
        foreach (var page in ForAnybody)
            options.Conventions.AllowAnonymousToPage(page);
    }

    /// <summary>Marks every other page as a public answer.</summary>
    public static TBuilder WithPublicAnswers<TBuilder>(this TBuilder pages)
        where TBuilder : IEndpointConventionBuilder
    {
        pages.Finally(endpoint =>
        {
            if (!endpoint.Metadata.OfType<PrivateAnswerAttribute>().Any())
                endpoint.Metadata.Add(PublicAnswer.Page);
        });
        return pages;
    }

    /// <summary>Call it after routing and before what refuses.</summary>
    public static IApplicationBuilder UsePrivateAnswers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PrivateAnswerAttribute>() is not null)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
                context.Response.Headers.Remove("Pragma");
                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
