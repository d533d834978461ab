using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPolicyPortal.Tests.Web;

/// <summary>The pages that need no data, behind the same middleware in the same order as the real host, with a few routes that fail on purpose.</summary>
public sealed class InterfaceHost : IAsyncLifetime
{
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "AiPolicyPortal.Web", EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddPortalLocalization().AddPortalErrorPages().AddRazorPages();

        app = builder.Build();
        app.UseSecurityHeaders();
        app.UsePortalErrorPages();
        app.UsePortalLocalization();
        app.MapThemeSwitch();
        app.MapRazorPages();
        app.MapGet("/fails", Fail);
        app.MapGet("/api/v1/fails", Fail);
        app.MapGet("/refused", (HttpContext context) => context.Refuse(new ParameterError("contry", "unknown-parameter", "There is no parameter 'contry' here.", "FR") { Suggestion = "country" }));
        app.MapGet("/refused-query", (HttpContext context) => context.Refuse(
            new ParameterError("limit", "invalid-value", "'limit' cannot be 'ten'; it is a whole number from 1 to 9.", "ten", "1–9") { Form = ParameterKind.Number },
            new ParameterError("cursor", "invalid-value", "'cursor' is not one that this list gave."),
            new ParameterError("q", "invalid-value", "'q' contains a null character; leave it out.")));
        app.MapGet("/withdrawn", (HttpContext context) => context.Gone(new Withdrawal("Entered twice.", "/figures/f-fr-001")));
        await app.StartAsync();
    }

    public HttpClient CreateClient(string acceptLanguage = "en")
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(acceptLanguage);
        return client;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static IResult Fail() => throw new InvalidOperationException("secret detail");
}
