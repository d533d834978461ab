using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using AiPolicyPortal.Web.Snapshots;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Catalogue;

/// <summary>The DCAT-AP catalogue as JSON-LD and as Turtle: the same statements in both.</summary>
public static class CatalogueRoutes
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var data = routes.MapGroup("/data").WithMetadata(ApiMethods.Reading, PublicAnswer.Data, new OfSnapshotsAttribute()).TakesNoParameters(Localization.Parameter).ExcludeFromDescription();
        data.MapGet("catalogue.jsonld", (HttpContext context, SnapshotFolder folder, IStringLocalizer<Interface> texts) =>
            Results.Text(Of(context, folder, texts).ToJsonLd().ToJsonString(Json), "application/ld+json", Encoding.UTF8));
        data.MapGet("catalogue.ttl", (HttpContext context, SnapshotFolder folder, IStringLocalizer<Interface> texts) =>
            Results.Text(Of(context, folder, texts).ToTurtle(), "text/turtle", Encoding.UTF8));
        return routes;
    }

    private static RdfGraph Of(HttpContext context, SnapshotFolder folder, IStringLocalizer<Interface> texts) =>
        new DcatCatalogue(PageAddress.Root(context), texts["Data.Description"], folder.Latest).Describe();
}
