using System.Globalization;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Web.Access;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Hosting;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Snapshots;

/// <summary>The files of snapshots, at addresses whose content never changes, and the way to the newest.</summary>
public static class SnapshotRoutes
{
    public const string Latest = "latest";

    private const string ForEver = "public, max-age=31536000, immutable";
    private const string ForAMinute = "public, max-age=60";

    private static readonly string[] Descriptions = [SnapshotManifest.FileName, SnapshotManifest.DataPackageName, SnapshotManifest.ChecksumsName];

    public static IEndpointRouteBuilder MapSnapshots(this IEndpointRouteBuilder routes)
    {
        var data = routes.MapGroup("/data").WithMetadata(ApiMethods.Reading, SentAsItIs.Metadata).TakesNoParameters().ExcludeFromDescription();
        data.MapGet(SnapshotManifest.DataPackageName, PackageOfLatest).WithMetadata(PublicAnswer.Data, new OfSnapshotsAttribute());
        data.MapGet($"{Latest}/{{file}}", (string file, HttpContext context, SnapshotFolder folder) =>
        {
            if (folder.Latest is not { } snapshot || folder.PathOf(snapshot, file) is null)
                return Results.NotFound();
            context.Response.Headers.CacheControl = ForAMinute;
            return Results.Redirect($"{context.Request.PathBase}/data/{snapshot.Name}/{file}", preserveMethod: true);
        });
        foreach (var description in Descriptions)
            data.MapGet($"{{snapshot}}/{description}", (string snapshot, HttpContext context, SnapshotFolder folder) => Answer(context, folder, snapshot, description));
        data.MapGet("{snapshot}/{file}", (string snapshot, string file, HttpContext context, SnapshotFolder folder) => Answer(context, folder, snapshot, file))
            .WithDownloadLimits();
        return routes;
    }

    private static IResult Answer(HttpContext context, SnapshotFolder folder, string name, string file)
    {
        if (folder.Find(name) is not { } snapshot || folder.PathOf(snapshot, file) is not { } path)
            return folder.WasRemoved(name) ? ApiProblems.SnapshotRemoved(name) : Results.NotFound();
        IgnoreWhatAsksForNoPart(context.Request);
        var compressed = path + SnapshotFolder.Compressed;
        var twin = File.Exists(compressed);
        var zipped = twin && TakesGzip(context.Request);
        if (!zipped && !File.Exists(path))
            return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = ForEver;
        if (twin)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (zipped)
            headers.ContentEncoding = "gzip";
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{snapshot.CreatedAt.UtcTicks:x}-{file}{(zipped ? "-gzip" : "")}\"");
        return new Part(Results.File(
            zipped ? compressed : path, MediaTypeOf(snapshot, file), $"ai-policy-portal-{name}-{file}", snapshot.CreatedAt, new EntityTagHeaderValue(tag), enableRangeProcessing: true));
    }

    // What is no part of the file has an answer of its own, which says so and is not kept.
    private sealed class Part(IResult file) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await file.ExecuteAsync(httpContext);
            var response = httpContext.Response;
            if (response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false })
            {
                (response.ContentType, response.ContentLength, response.Headers.ContentDisposition) = (null, null, default);
                response.Headers.ContentEncoding = default;
                response.Headers.CacheControl = "no-store";
            }
        }
    }

    // A part is a part of the file itself, whose length and checksum the manifest names.
    private static bool TakesGzip(HttpRequest request) => request.Headers.Range.Count == 0
        && request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    // A part is asked for by GET alone, and a unit that is not understood is ignored (RFC 9110, 14.2); the framework takes every one for bytes.
    private static void IgnoreWhatAsksForNoPart(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) || (request.GetTypedHeaders().Range is { Unit: var unit } && !unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)))
            request.Headers.Remove(HeaderNames.Range);
    }

    private static string MediaTypeOf(SnapshotManifest snapshot, string file) => file switch
    {
        SnapshotManifest.ChecksumsName => "text/plain; charset=utf-8",
        _ when snapshot.Files.FirstOrDefault(known => known.Name == file) is { } known => known.Format == "csv" ? "text/csv; charset=utf-8" : known.MediaType,
        _ => "application/json",
    };

    // Its files are named relative to the address that was asked for.
    private static async Task<IResult> PackageOfLatest(HttpContext context, SnapshotFolder folder, CancellationToken cancellationToken)
    {
        if (folder.Latest is not { } snapshot)
            return Results.NotFound();
        var package = JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf(snapshot, SnapshotManifest.DataPackageName)!, cancellationToken))!.AsObject();
        package["homepage"] = PageAddress.Root(context) + "/data";
        foreach (var resource in package["resources"]!.AsArray())
            resource!["path"] = $"{snapshot.Name}/{resource["path"]}";
        return Results.Json(package);
    }
}
