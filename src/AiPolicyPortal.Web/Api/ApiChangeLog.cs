using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Api;

/// <summary>A change of the API itself, of which whoever programs against it should hear.</summary>
/// <param name="Id">Never changes; what it says is the text <c>ApiChange.Id</c>.</param>
/// <param name="On">When it came, UTC.</param>
/// <param name="Removal">What it announces the end of; null where nothing ends.</param>
public sealed record ApiChange(string Id, DateOnly On, ApiRemoval? Removal = null);

/// <summary>An operation that is to go.</summary>
/// <param name="Path">Its path without the ending of a format, such as <c>/api/v1/promises</c>; what lies below it goes as well.</param>
/// <param name="Sunset">The first day without it, UTC; at least twelve months after it was announced.</param>
public sealed record ApiRemoval(string Path, DateOnly Sunset);

/// <summary>What changed in the API, on its page and as a feed. A removal is announced here at least twelve months ahead (decision 0025).</summary>
public static class ApiChangeLog
{
    private const string Path = "/api/changelog.atom";

    /// <summary>Of the feed, in the language of the request.</summary>
    public static string Address => InLanguage(Path);

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<ApiChange> All { get; } =
    [
        new("removed-snapshots", new DateOnly(2026, 12, 1)),
        new("rate-through", new DateOnly(2026, 12, 1)),
        new("several-economies", new DateOnly(2026, 12, 1)),
        new("payments-for-releases", new DateOnly(2026, 11, 30)),
        new("payers-of-releases", new DateOnly(2026, 11, 30)),
        new("inexact-groups", new DateOnly(2026, 11, 30)),
        new("no-empty-values", new DateOnly(2026, 11, 30)),
        new("inexact-counts", new DateOnly(2026, 11, 30)),
        new("one-snapshot", new DateOnly(2026, 11, 30)),
        new("paying-country", new DateOnly(2026, 11, 30)),
        new("also-counted", new DateOnly(2026, 11, 30)),
        new("countries-of-searches", new DateOnly(2026, 11, 30)),
        new("errors-of-all", new DateOnly(2026, 11, 30)),
        new("programmes-within", new DateOnly(2026, 11, 30)),
        new("rate-of-start", new DateOnly(2026, 11, 30)),
        new("year-of-figures", new DateOnly(2026, 11, 30)),
        new("unknown-of-releases", new DateOnly(2026, 11, 30)),
        new("verdict-of-announcements", new DateOnly(2026, 11, 29)),
        new("order-of-groups", new DateOnly(2026, 11, 29)),
        new("counting-of-figures", new DateOnly(2026, 11, 29)),
        new("questions", new DateOnly(2026, 11, 29)),
        new("new-money-of-announcements", new DateOnly(2026, 11, 29)),
        new("names-once", new DateOnly(2026, 11, 29)),
        new("change-log", new DateOnly(2026, 11, 29)),
        new("groups-as-csv", new DateOnly(2026, 11, 29)),
        new("parts-of-grants", new DateOnly(2026, 11, 29)),
        new("currency-of-records", new DateOnly(2026, 11, 28)),
        new("order-of-coming", new DateOnly(2026, 11, 28)),
        new("deleted-entries", new DateOnly(2026, 11, 28)),
        new("sums-in-a-currency", new DateOnly(2026, 11, 27)),
        new("the-past", new DateOnly(2026, 11, 26)),
        new("first-version", new DateOnly(2026, 11, 24)),
    ];

    /// <summary>What the change is, in the language of the request.</summary>
    public static string ApiChangeText(this IStringLocalizer<Interface> texts, ApiChange change) => texts[$"ApiChange.{change.Id}"];

    public static IEndpointRouteBuilder MapApiChangeLog(this IEndpointRouteBuilder routes)
    {
        routes.MapAnswer<IStringLocalizer<Interface>>(Path, (context, texts) =>
        {
            var parameters = context.Request.Query.ToParameters();
            var language = parameters.Choice(Localization.Parameter, [.. Localization.Languages.Keys]);
            parameters.ThrowIfInvalid();
            context.Speak(language);
            return Task.FromResult(Results.Bytes(FeedOf(context, texts).ToBytes(), $"{ListFormat.Atom.MediaType}; charset=utf-8"));
        }).WithMetadata(ApiMethods.Reading, PublicAnswer.Data).ExcludeFromDescription();
        return routes;
    }

    private static AtomFeed FeedOf(HttpContext context, IStringLocalizer<Interface> texts)
    {
        var (site, root) = (PageAddress.Site(context), PageAddress.Root(context));
        var page = InLanguage("/api");
        return new AtomFeed(
            texts["Language"], $"{texts["Api.ChangeLog"]} – {texts["Site.Name"]}", root + Path, site + PageAddress.Current(context), root + page, null, null, At(All[0]), root,
            [.. All.Select(change => new FeedEntry(FeedEntry.IdOf("api-change", change.Id), texts.ApiChangeText(change), $"{page}#change-{change.Id}", At(change), texts.ApiChangeText(change)))], []);
    }

    private static string InLanguage(string path) => Localization.Named is { } language ? $"{path}?{Localization.Parameter}={language}" : path;

    private static DateTimeOffset At(ApiChange change) => new(change.On.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
