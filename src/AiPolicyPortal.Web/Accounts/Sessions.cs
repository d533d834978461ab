using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Web.Hosting;
using AiPolicyPortal.Web.Mail;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>
/// Accounts, their sessions and what protects them: cookies that scripts cannot read and other sites do not get, form tokens, and keys in the
/// database that all nodes share. With <c>Portal:RequireHttps</c> the cookies are the host's alone (<c>__Host-</c>) and travel encrypted only.
/// </summary>
public static class Sessions
{
    /// <summary>The name of the portal's host that passkeys are made for; without it the name that was asked for.</summary>
    private const string PasskeyDomain = "Portal:PasskeyDomain";

    private static readonly TimeSpan SecondStep = TimeSpan.FromMinutes(10);

    public static WebApplicationBuilder AddPortalAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var isHttps = builder.Configuration.GetValue<bool>(WebServer.RequireHttps);
        services.AddPortalAccounts().AddSignInManager<PortalSignInManager>();
        services.AddScoped<IUserClaimsPrincipalFactory<PortalUser>, PrincipalFactory>().AddScoped<SessionEvents>()
            .AddScoped<IPasskeyHandler<PortalUser>, PasskeyHandler<PortalUser>>().AddScoped<PasskeyStep>().AddScoped<RecoverySet>()
            .AddSingleton<SignInThrottle>().AddSingleton<DevelopmentCodes>()
            .AddSingleton(MailSettings.Read(builder.Configuration)).AddSingleton<Mailer>().AddScoped<Invitations>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = builder.Configuration[PasskeyDomain] is { Length: > 0 } domain ? domain : null;
            // Whoever holds the device also shows it a face, finger or number: the device alone opens nothing.
            passkeys.UserVerificationRequirement = "required";
        });
        services.AddDataProtection().SetApplicationName("AiPolicyPortal").PersistKeysToDbContext<PortalDbContext>();
        services.AddAuthorization(Policies.Add);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(options =>
            {
                Restrict(options.Cookie, "session", SameSiteMode.Lax, isHttps);
                options.ExpireTimeSpan = UserSession.Idle;
                options.SlidingExpiration = true;
                options.EventsType = typeof(SessionEvents);
            });
            cookies.TwoFactorUserIdCookie!.Configure(options =>
            {
                Restrict(options.Cookie, "second-step", SameSiteMode.Strict, isHttps);
                options.ExpireTimeSpan = SecondStep;
            });
        });
        services.AddAntiforgery(options => Restrict(options.Cookie, "form", SameSiteMode.Strict, isHttps));
        return builder;
    }

    /// <summary>Call it inside of what answers when the database is away, and before everything that answers.</summary>
    public static IApplicationBuilder UsePortalAccounts(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    private static void Restrict(CookieBuilder cookie, string name, SameSiteMode sites, bool isHttps)
    {
        cookie.Name = isHttps ? "__Host-" + name : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = sites;
        cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }
}
