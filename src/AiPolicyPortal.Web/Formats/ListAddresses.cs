using System.Collections.Frozen;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Formats;

/// <summary>
/// The other addresses of the API's lists: <c>/grants.csv</c> and <c>/api/v1/grants.csv</c> are one answer, and so is
/// <c>/grants</c> or <c>/api/v1/grants</c> asked for with <c>Accept: text/csv</c>. Reports such as <c>/open</c> have their data beside them too.
/// </summary>
public static class ListAddresses
{
    /// <summary>Key of the page's data: the order in force where links have to name it, as <c>sort</c> writes it.</summary>
    public const string Order = "Order";

    private const string Api = "/api/v1/";

    private static readonly FrozenSet<string> Lists = new[]
    {
        "programmes", "figures", "announcements", "grants", "organisations", "releases", "governance", "sources", "changes", "corrections", "promises", "countries",
    }.ToFrozenSet();

    // Pages that are one report: beside them as the API has them, at the same address but for one.
    private static readonly FrozenDictionary<string, string> Reports =
        new[] { "compare", "coverage", "open", "governance/overview", "search", "totals/explain", "totals/new-money" }
            .ToFrozenDictionary(page => page, page => page == "totals/new-money" ? "new-money" : page);

    private static readonly FrozenSet<string> OtherData = Reports.Values.Append("totals").ToFrozenSet();

    /// <summary>The order that a page's links have to name, as a change of their address; none where it is the usual one everywhere.</summary>
    public static (string Name, string? Value)[] OrderOf(ViewDataDictionary view) => view[Order] is string order ? [("sort", order)] : [];

    /// <summary>Whether it is a list that has other formats, among which <c>Accept</c> chooses too.</summary>
    public static bool IsNegotiated(string list) => Lists.Contains(list);

    /// <summary>The feed of the selection that a list's page shows, in the page's language; it has its own order.</summary>
    public static string FeedOf(HttpContext context, string list) =>
        $"/{list}.{ListFormat.Atom.Ending}{PageAddress.QueryWith(context, ("cursor", null), ("limit", null), ("count", null), ("sort", null), ("all", null), (RecordCurrency.Parameter, null), (Localization.Parameter, Localization.Named))}";

    /// <summary>Call it before routing.</summary>
    public static IApplicationBuilder UseListAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value ?? "";
        var isApi = path.StartsWith(Api, StringComparison.Ordinal);
        var name = isApi ? path[Api.Length..] : path is ['/', .. var rest] ? rest : path;
        if (Lists.Contains(name))
        {
            return context.Request.IsReading() ? NegotiateAsync(context, name, isApi, next) : next(context);
        }

        var dot = name.LastIndexOf('.');
        if (dot > 0 && IsRecord(name[..dot]) && name[dot..] == ".json")
        {
            // A record's page has one other form.
            RewriteTo(context, Api + name[..dot], isApi);
        }
        else if (dot > 0 && !isApi && Reports.TryGetValue(name[..dot], out var report) && (name[dot..] == ".json" || (name[dot..] == ".csv" && report != "search")))
        {
            RewriteTo(context, Api + report + (name[dot..] == ".csv" ? ".csv" : ""), isApi);
        }
        else if (dot > 0 && isApi && OtherData.Contains(name[..dot]) && name[dot..] == ".json")
        {
            RewriteTo(context, Api + name[..dot], isApi);
        }
        else if (dot > 0 && FormatsOf(name[..dot]).FirstOrDefault(format => format.Ending == name[(dot + 1)..]) is { } asked)
        {
            Rewrite(context, name[..dot], asked, isApi);
        }

        return next(context);
    });

    private static bool IsRecord(string name) => name.Split('/') is [var list, { Length: > 0 }] && Lists.Contains(list) && list is not ("promises" or "changes");

    private static IReadOnlyList<ListFormat> FormatsOf(string list) => Lists.Contains(list) ? ListFormat.All : [];

    private static Task NegotiateAsync(HttpContext context, string list, bool isApi, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (headers.Vary != HeaderNames.Accept && !headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.Accept))
            {
                headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.Accept);
            }

            return Task.CompletedTask;
        });
        if (context.Request.Headers.Accept.Count == 0)
        {
            return next(context);
        }

        var accepted = context.Request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return next(context);
        }

        var usual = isApi ? ListFormat.Json.MediaType : "text/html";
        List<(ListFormat? Format, string MediaType)> forms = [(null, usual), .. FormatsOf(list).Select(format => (format, format.MediaType))];
        var best = forms.Select(form => (form.Format, Wish: WishFor(form.MediaType, accepted))).Where(form => form.Wish.Quality > 0)
            .OrderByDescending(form => form.Wish.Quality).ThenBy(form => form.Wish.Place).ToList();
        if (best.Count > 0)
        {
            if (best[0].Format is { } format)
                Rewrite(context, list, format, isApi);
            return next(context);
        }

        // As an endpoint like any other it counts, and tells scripts of other sites.
        var refusal = ApiProblems.NotAcceptable(FormatsOf(list).Select(format => format.MediaType).Prepend(usual).Distinct());
        context.SetEndpoint(new Endpoint(refusal.ExecuteAsync, EndpointMetadataCollection.Empty, "406"));
        return next(context);
    }

    // The most exact of the types that name it counts (RFC 9110, 12.5.1). Parameters such as header=present say nothing that would rule a form out,
    // and application/xml, which browsers send, names no feed.
    private static (double Quality, int Place) WishFor(string mediaType, IList<MediaTypeHeaderValue> accepted)
    {
        var place = Enumerable.Range(0, accepted.Count).Where(at => Names(accepted[at])).OrderBy(at => accepted[at].MatchesAllTypes ? 2 : accepted[at].MatchesAllSubTypes ? 1 : 0)
            .DefaultIfEmpty(-1).First();
        return place < 0 ? (0, place) : (accepted[place].Quality ?? 1, place);

        bool Names(MediaTypeHeaderValue type) => type.MatchesAllTypes || type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            || (type.MatchesAllSubTypes && mediaType.StartsWith($"{type.Type}/", StringComparison.OrdinalIgnoreCase));
    }

    private static void Rewrite(HttpContext context, string list, ListFormat format, bool isApi) =>
        RewriteTo(context, format == ListFormat.Json ? Api + list : $"{Api}{list}.{format.Ending}", isApi || format == ListFormat.Atom);

    private static void RewriteTo(HttpContext context, string path, bool keepsLanguage)
    {
        context.Request.Path = path;
        // A page's address may name its language; of data only feeds have one, and what is no language is refused.
        if (!keepsLanguage && context.Request.Query.TryGetValue(Localization.Parameter, out var language)
            && language.All(one => string.IsNullOrWhiteSpace(one) || Localization.Languages.ContainsKey(one)))
        {
            context.Request.QueryString = new QueryBuilder(context.Request.Query
                .Where(pair => pair.Key != Localization.Parameter)
                .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))).ToQueryString();
        }
    }
}
