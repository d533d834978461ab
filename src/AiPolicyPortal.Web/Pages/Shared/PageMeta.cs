using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>What a page tells search engines, feed readers and whoever shows a link to it. Addresses are absolute.</summary>
/// <param name="Canonical">The one address of what the page shows; null for what is not to be found, such as errors.</param>
/// <param name="Languages">The page in each language by its code, and under <c>x-default</c> in the reader's own.</param>
/// <param name="Image">The picture that a link to the page is shown with.</param>
/// <param name="Feed">The Atom feed of the same selection; null where the list has none.</param>
public sealed record PageMeta(
    string Title, string Description, string? Canonical, IReadOnlyList<(string Language, string Address)> Languages, string Image, string? Feed)
{
    /// <summary>Key of the view data for a path other than the one asked for.</summary>
    public const string CanonicalPath = "Canonical";

    public const int ImageWidth = 1200;

    public const int ImageHeight = 630;

    // Search engines and link previews show about as much.
    private const int LongestDescription = 300;

    public static PageMeta Of(HttpContext context, ViewDataDictionary view, IStringLocalizer<Interface> words)
    {
        var root = PageAddress.Site(context);
        var isError = context.Response.StatusCode >= StatusCodes.Status400BadRequest;
        var list = context.Request.Path.Value!.TrimStart('/');
        return new PageMeta(
            view["Title"] as string ?? words["Site.Name"],
            Shorten(view["Description"] as string ?? words["Site.Description"]),
            isError ? null : root + CanonicalOf(context, view),
            [
                .. Localization.Languages.Keys.Select(language => (language, root + PageAddress.With(context, (Localization.Parameter, language)))),
                ("x-default", root + PageAddress.With(context, (Localization.Parameter, null))),
            ],
            $"{root}{context.Request.PathBase}/card.png",
            !isError && ListAddresses.IsNegotiated(list) ? root + context.Request.PathBase + ListAddresses.FeedOf(context, list) : null);
    }

    // Another order or length of a list's first page shows the same selection; after a cursor both belong to the place. A record in a currency is the record.
    private static string CanonicalOf(HttpContext context, ViewDataDictionary view)
    {
        List<(string, string?)> left = context.Request.Query.ContainsKey("cursor") ? [] : [("limit", null), ("count", null), ("sort", null)];
        if (view[RecordCurrency.Parameter] is not null)
            left.Add((RecordCurrency.Parameter, null));
        return view[CanonicalPath] is not string path ? PageAddress.With(context, left) : context.Request.PathBase + path + PageAddress.QueryWith(context, left);
    }

    private static string Shorten(string text)
    {
        if (text.Length <= LongestDescription)
            return text;
        var end = text.LastIndexOf(' ', LongestDescription - 1);
        return text[..(end > 0 ? end : LongestDescription - 1)].TrimEnd(' ', ',', ';', ':') + "…";
    }
}
