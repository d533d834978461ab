using System.IO.Compression;
using System.Net;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;

namespace AiPolicyPortal.Web.Hosting;

/// <summary>How the portal speaks HTTP: limits, shutdown, compression, and what it believes of a proxy before it.</summary>
/// <remarks>
/// <c>Portal:TrustedProxies</c>: addresses or networks (<c>10.0.0.0/8</c>), separated by spaces, whose <c>X-Forwarded-For</c>,
/// <c>-Proto</c> and <c>-Host</c> are believed; none by default.
/// <c>Portal:RequireHttps</c>: sends plain HTTP on to HTTPS and asks browsers to stay there (HSTS); false by default.
/// </remarks>
public static class WebServer
{
    private const string StaticAssetFallback = "DisableStaticAssetNotFoundRuntimeFallback";
    private const string TrustedProxies = "Portal:TrustedProxies";
    internal const string RequireHttps = "Portal:RequireHttps";

    private const string HttpsPort = "https_port";
    private const int UsualHttpsPort = 443;
    private const int MaxRequestBodyBytes = 1 << 20;
    private const int MaxRequestLineBytes = 16 << 10;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HstsMaxAge = TimeSpan.FromDays(365);

    /// <exception cref="StartupException"><c>Portal:TrustedProxies</c> cannot be read.</exception>
    public static WebApplicationBuilder AddPortalServer(this WebApplicationBuilder builder)
    {
        // Its route takes every path, so that what does not exist would be 405 for all methods but GET.
        builder.Configuration[StaticAssetFallback] = "true";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        AddForwardedHeaders(builder);
        builder.Services.AddHsts(hsts => hsts.MaxAge = HstsMaxAge);
        builder.Services.AddHttpsRedirection(https =>
        {
            https.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;
            // Behind a proxy there is no address of its own to find the port by, and without one nothing would be sent on.
            if (builder.Configuration[HttpsPort] is null && !string.IsNullOrWhiteSpace(builder.Configuration[TrustedProxies]))
                https.HttpsPort = UsualHttpsPort;
        });
        AddCompression(builder.Services);
        return builder;
    }

    /// <summary>Call it before everything else that answers.</summary>
    public static WebApplication UsePortalServer(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseReadableRequests();
        if (app.Configuration.GetValue<bool>(RequireHttps))
        {
            // Probes come from beside the portal, not through the proxy that speaks HTTPS.
            app.UseWhen(context => !context.Request.Path.StartsWithSegments(HealthChecks.Root), readers => readers.UseHsts().UseHttpsRedirection());
        }

        return app;
    }

    /// <summary>Compresses what is rendered. Call it inside of what keeps answers, so that they are compressed once.</summary>
    public static IApplicationBuilder UsePortalCompression(this IApplicationBuilder app) => app.UseWhen(
        context => context.GetEndpoint()?.Metadata.GetMetadata<SentAsItIs>() is null, rendered => rendered.UseResponseCompression());

    private static void AddForwardedHeaders(WebApplicationBuilder builder)
    {
        List<IPAddress> proxies = [];
        List<System.Net.IPNetwork> networks = [];
        foreach (var text in (builder.Configuration[TrustedProxies] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(text, out var address))
            {
                proxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else
            {
                throw new StartupException(
                    $"{TrustedProxies} names '{text}'; it takes addresses such as 10.0.0.1 and networks such as 10.0.0.0/8, separated by spaces.");
            }
        }

        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            // As far as addresses are named; one alone would be believed otherwise, and all readers behind a second would be one client.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            proxies.ForEach(options.KnownProxies.Add);
            networks.ForEach(options.KnownIPNetworks.Add);
            // With nobody named the middleware would believe everybody.
            options.ForwardedHeaders = proxies.Count + networks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        });
    }

    // Over HTTPS a page that mixes a secret with what a reader sent could leak it through its compressed length (BREACH),
    // so only plain HTTP is compressed here; a proxy may compress what holds no secret.
    private static void AddCompression(IServiceCollection services) => services
        .AddResponseCompression(options =>
        {
            options.Providers.Add<ZstandardProvider>();
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/atom+xml", "text/csv", ListFormat.JsonLines.MediaType, "image/svg+xml", "application/ld+json", "text/turtle"];
        })
        // At its fastest Brotli gives more bytes than gzip does.
        .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
}

/// <summary>Marks files that are compressed beforehand or not at all: parts of them can be asked for, and their tags and checksums are of their own bytes.</summary>
public sealed class SentAsItIs
{
    public static SentAsItIs Metadata { get; } = new();
}
