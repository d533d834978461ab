using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiPolicyPortal.Core.Accounts;

public static class AccountServices
{
    private const int HashIterations = 210_000;

    /// <summary>Registers accounts on the store that is registered beside them.</summary>
    public static IdentityBuilder AddPortalAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<AuditLog>();
        services.AddScoped<NewAccounts>().AddScoped<AccountLinks>().AddScoped<AccountAdministration>().AddScoped<Passkeys>().AddScoped<UserSessions>().AddScoped<IUserStore<PortalUser>, PortalUserStore>()
            .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
        // Identity's own validator would say each fault of length a second time.
        services.AddScoped<IPasswordValidator<PortalUser>, PasswordRules>();
        return services.AddIdentityCore<PortalUser>(Configure).AddTokenProvider<OneTimeCodeProvider>(TokenOptions.DefaultAuthenticatorProvider);
    }

    /// <summary>Accounts on a context of the caller's own, outside any container; dispose it.</summary>
    public static ServiceProvider Open(PortalDbContext context, TimeProvider clock)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(context).AddSingleton(clock);
        services.AddPortalAccounts();
        return services.BuildServiceProvider();
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.Password.RequiredLength = PasswordRules.MinLength;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
    }
}
