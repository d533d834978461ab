using System.Xml.Linq;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Tests.Publishing.Privacy;

/// <summary>
/// Addresses of a portal for everything that it shows to anybody, made from its own routes: what is asked for by a name is asked for by all of
/// them or, of records, by the first, the last and one that somebody is changing. A route that is not known here fails.
/// </summary>
internal sealed class PublicAddresses(SecretPortal portal)
{
    private const string Api = "/api/v1";

    /// <summary>What must be asked besides the address itself.</summary>
    private static readonly Dictionary<string, string> Needed = new()
    {
        [Api + "/compare"] = "?stage=announced&country=FR",
        [Api + "/search"] = "?q=" + SecretPortal.Lure,
        [Api + "/totals"] = "?stage=announced",
        [Api + "/totals.csv"] = "?stage=announced",
        [Api + "/totals/explain"] = "?stage=announced",
        [Api + "/totals/explain.csv"] = "?stage=announced",
        ["/totals/explain"] = "?stage=announced",
        ["/corrections/new"] = "?record=figures/f-fr-044",
        ["/search"] = "?q=" + SecretPortal.Lure,
        ["compare"] = "?country=FR&country=DE&stage=announced",
        ["compare-years"] = "?country=FR&country=DE&stage=announced",
        ["grants-by-year"] = "?country=FR",
        ["stage-history"] = "?programme=" + SecretPortal.PublicRecord,
        ["statements"] = "?programme=" + SecretPortal.PublicRecord,
    };

    private static readonly string[] Lists =
        ["programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources", "changes", "corrections", "promises", "countries"];

    private static readonly string[] WithWords = ["programmes", "announcements", "grants", "organisations", "releases", "governance", "sources"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<string>> ListAsync()
    {
        var maps = await LocationsAsync("/sitemap.xml");
        var pages = new List<string>();
        foreach (var map in maps)
        {
            pages.AddRange(await LocationsAsync(map));
        }

        var addresses = new List<string>();
        foreach (var route in portal.Routes.Where(route => !IsPrivate(route)))
        {
            addresses.AddRange(Fill(route, maps, pages));
        }

        addresses.AddRange(Lists.Select(list => $"/{list}.json"));
        addresses.AddRange(Lists.SelectMany(list => (string[])[$"/{list}?lang=fr", $"{Api}/{list}?limit=200"]));
        addresses.AddRange(WithWords.SelectMany(list => (string[])[$"/{list}?q={SecretPortal.Lure}", $"{Api}/{list}?q={SecretPortal.Lure}", $"/{list}.csv?q={SecretPortal.Lure}"]));
        addresses.AddRange(pages.Where(page => page.Count(letter => letter == '/') == 1));
        addresses.AddRange([Api + "/changes?sort=-published&limit=200", "/api/docs/index.html"]);
        return [.. addresses.Distinct()];
    }

    // The administration has its own table of who may open what, the tools are asked by their protocol, and the design's page is of Development alone.
    private static bool IsPrivate(string route) => route.Split('/')[1] is "admin" or "account" or "mcp" or "_design";

    private IEnumerable<string> Fill(string route, IReadOnlyList<string> maps, IReadOnlyList<string> pages)
    {
        if (!route.Contains('{', StringComparison.Ordinal))
        {
            return [route + Needed.GetValueOrDefault(route)];
        }

        var noun = (route.StartsWith(Api, StringComparison.Ordinal) ? route[Api.Length..] : route).Split('/')[1];
        return route switch
        {
            "/charts/{name}.csv" => portal.Charts.Select(name => $"/charts/{name}.csv{Needed.GetValueOrDefault(name)}"),
            "/embed/{name}" => portal.Charts.Select(name => $"/embed/{name}{Needed.GetValueOrDefault(name)}"),
            "/sitemap/{name}.xml" => maps,
            "/api/{documentName}/openapi.json" => [Api + "/openapi.json"],
            "/error/{code:int:range(400,599)}" => ["/error/404"],
            "/data/{snapshot?}" => ["/data", "/data/" + portal.Snapshot.Name],
            "/data/{snapshot}/{file}" => portal.Snapshot.Files.Select(file => $"/data/{portal.Snapshot.Name}/{file.Name}"),
            // Files of style and script, and what leads to an address that is asked for itself.
            "/{**path:file}" or "/data/latest/{file}" or "/api/v1/exports/{snapshot}/{file}" => [],
            _ when route.StartsWith("/data/{snapshot}/", StringComparison.Ordinal) || route.EndsWith("/exports/{snapshot}", StringComparison.Ordinal) => [route.Replace("{snapshot}", portal.Snapshot.Name, StringComparison.Ordinal)],
            _ when route.EndsWith("/countries/{code}", StringComparison.Ordinal) => [route.Replace("{code}", "FR", StringComparison.Ordinal), route.Replace("{code}", "US", StringComparison.Ordinal)],
            _ when route.Contains("{reference}", StringComparison.Ordinal) => Records(noun, pages).Select(reference => route.Replace("{reference}", reference, StringComparison.Ordinal)),
            _ => throw new InvalidOperationException($"Say how {route} is asked, so that it is known to show nothing private."),
        };
    }

    private IEnumerable<string> Records(string noun, IReadOnlyList<string> pages)
    {
        var all = pages.Where(page => page.StartsWith($"/{noun}/", StringComparison.Ordinal)).Select(page => page[(noun.Length + 2)..]).ToList();
        var kind = Enum.GetValues<RecordKind>().Single(kind => kind.PathOf("x") == $"/{noun}/x");
        return [all[0], all[^1], portal.Edited[kind], .. kind == RecordKind.Programme ? (string[])[SecretPortal.PublicRecord] : []];
    }

    private async Task<IReadOnlyList<string>> LocationsAsync(string address)
    {
        using var answer = await portal.Reader.GetAsync(address, Cancel);
        return [.. XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Descendants().Where(element => element.Name.LocalName == "loc")
            .Select(element => new Uri(element.Value).PathAndQuery)];
    }
}
