namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Fonts carry their version in their name (the style sheet cannot know a fingerprint), so a browser may keep them.</summary>
public static class FontCaching
{
    public static IApplicationBuilder UseFontCaching(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/dist/fonts"))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode == StatusCodes.Status200OK)
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
