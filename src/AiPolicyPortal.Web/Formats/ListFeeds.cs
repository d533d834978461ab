using System.Globalization;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace AiPolicyPortal.Web.Formats;

internal static class ListFeeds
{
    /// <summary>Maps a noun's feed, <c>grants.atom</c> and the like, onto its queries.</summary>
    public static RouteGroupBuilder MapFeed<TRow, TFilter, TItem, TDetail, TQueries>(
        this RouteGroupBuilder api, Noun noun, ListQuery<TRow, TFilter> query, Feed<TItem> feed)
        where TDetail : class
        where TQueries : IRecordQueries<TFilter, TItem, TDetail>
    {
        api.MapAnswer<TQueries>($"{noun.Path}.atom", async (context, queries) =>
            {
                var cancellationToken = context.RequestAborted;
                var (filter, request, asOf, language) = query.ReadFeed(context.Request.Query, feed.Order, feed.Refused);
                await context.ReadAsOfAsync(asOf, cancellationToken);
                var page = await queries.ListAsync(filter, request with { Count = false }, cancellationToken);
                // The past is not read again, and later pages are read after the first.
                var gone = feed.Gone is null || request.Cursor is not null || asOf is not null ? [] : await feed.Gone(context.Need<RecordFates>(), cancellationToken);
                context.Speak(language);
                var at = context.Features.Get<AnswerVariant>()?.Edition.ModifiedAt ?? context.Need<TimeProvider>().GetUtcNow();
                return Results.Bytes(FeedOf(context, noun, context.Need<FeedWords>(), page, gone, feed, at).ToBytes(), "application/atom+xml; charset=utf-8");
            })
            .WithName($"atom-{noun.Path}").WithTags(noun.Path)
            .WithSummary("The selection as an Atom feed, what changed last first; the same filters as the list. " + (feed.Gone is null ? "" : "Its first page names the records of the noun that were withdrawn or merged last as deleted entries (RFC 6721), whatever the filters. ") + "lang chooses its language; the ids of the feed and of its entries are the same in each.")
            .WithDescription(OperationTexts.Of(OperationTexts.Feed, query.HasPast))
            .WithMetadata(query.DescribeFeed(feed.Order, feed.Refused))
            .Produces<string>(contentType: ListFormat.Atom.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return api;
    }

    private static AtomFeed FeedOf<TItem>(HttpContext context, Noun noun, FeedWords words, Page<TItem> page, IReadOnlyList<Tombstone> gone, Feed<TItem> feed, DateTimeOffset at)
    {
        var (site, root) = (PageAddress.Site(context), PageAddress.Root(context));
        // Who follows several selections tells them apart by their titles.
        var title = $"{words.List(noun.Path)}{SelectionWords.Of(context.Request.Query, "cursor", "limit", Localization.Parameter)} – {words.Site}";
        string? At(string? cursor) => cursor is null ? null : site + PageAddress.With(context, ("cursor", cursor));
        return new AtomFeed(
            CultureInfo.CurrentUICulture.Name, title, site + PageAddress.With(context, ("cursor", null), (Localization.Parameter, null)), site + PageAddress.Current(context),
            $"{root}/{noun.Path}{PageAddress.QueryWith(context, ("cursor", null), ("limit", null))}", At(page.NextCursor), At(page.PreviousCursor), at, root,
            [.. page.Items.Select(item => feed.Entry(item, words)).OfType<FeedEntry>().Select(entry => entry with { Address = InLanguage(context, context.InPast(entry.Address)) })],
            [.. gone.Select(record => new DeletedEntry(record.Id, InLanguage(context, $"/{noun.Path}/{record.Ref}"), record.GoneAt, Feeds.Gone(record, words)))]);
    }

    // Who follows a feed in a language reads its pages in it.
    private static string InLanguage(HttpContext context, string address) =>
        context.Request.Query[Localization.Parameter] is [{ Length: > 0 } language] ? QueryHelpers.AddQueryString(address, Localization.Parameter, language) : address;
}
