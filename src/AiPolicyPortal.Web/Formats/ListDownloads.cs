using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Web.Access;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Formats;

internal static class ListDownloads
{
    /// <summary>Maps the formats that hold a whole selection, <c>grants.csv</c> and the like, onto a noun's queries.</summary>
    public static RouteGroupBuilder MapDownloads<TRow, TFilter, TItem, TDetail, TQueries>(
        this RouteGroupBuilder api, Noun noun, ListQuery<TRow, TFilter> query, Table<TItem> table)
        where TDetail : class
        where TQueries : IStreamedQueries<TFilter, TItem, TDetail>
    {
        foreach (var format in ListFormat.Downloads)
        {
            var hasGroups = format == ListFormat.Csv && query.Groupings.Count > 0;
            api.MapAnswer<TQueries>($"{noun.Path}.{format.Ending}", async (context, queries) =>
                {
                    var cancellationToken = context.RequestAborted;
                    var (filter, order, groups, asOf) = query.ReadSelection(context.Request.Query, hasGroups);
                    if (groups is not null && queries is IGroupedQueries<TFilter> grouped)
                    {
                        await context.ReadAsOfAsync(asOf, cancellationToken);
                        return GroupsCsv.Answer($"{noun.Path}-by-{string.Join('-', groups.By)}", groups.Of(await grouped.GroupAsync(filter, groups.By, cancellationToken)));
                    }

                    if (await context.Need<DownloadQueue>().WaitAsync(context) is { } refusal)
                        return refusal;
                    await context.ReadAsOfAsync(asOf, cancellationToken);
                    if (format == ListFormat.Xlsx
                        && (await queries.ListAsync(filter, new PageRequest(order, 1, null, Count: true), cancellationToken)).Count is > XlsxTable.MaxRows and var count)
                    {
                        return ApiProblems.TooManyRows(noun, count, XlsxTable.MaxRows);
                    }

                    var items = await queries.StreamAsync(filter, order, cancellationToken);
                    // What is begun is read to its end, whoever wants it.
                    if (!HttpMethods.IsHead(context.Request.Method))
                        items = await items.StartAsync(cancellationToken);
                    return await DownloadFiles.AnswerAsync(context, format, table, SelectionOf(context, noun, table, Instant.Now(context.Need<TimeProvider>()), query.HasPast), items);
                })
                .WithName($"{format.Ending}-{noun.Path}").WithTags(noun.Path)
                .WithSummary($"The whole selection as {Titles[format.Ending]}; the same filters and order as the list, without pages.")
                .WithDescription(OperationTexts.Of(OperationTexts.Download + (hasGroups ? OperationTexts.Groups : ""), query.HasPast))
                .WithMetadata(query.DescribeSelection(hasGroups))
                .Produces(StatusCodes.Status200OK, format.IsText ? typeof(string) : typeof(Stream), format.MediaType)
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .WithDownloadLimits();
        }

        return api;
    }

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["csv"] = "CSV",
        ["xlsx"] = "an Excel workbook",
        ["zip"] = "CSV with description, licence, citation and data package",
        ["jsonl"] = "JSON Lines",
        ["parquet"] = "Parquet",
    };

    private static Selection SelectionOf(HttpContext context, Noun noun, Table table, DateTimeOffset at, bool hasPast)
    {
        var past = context.Past();
        var filter = string.Join(" ", context.Request.Query.SelectMany(pair => pair.Value, (pair, value) => $"{pair.Key}={value}"));
        var query = PageAddress.QueryWith(context, (PastReading.Parameter, hasPast ? past?.Written ?? Instant.WriteInFull(at) : null));
        return new Selection(table, $"{PageAddress.Root(context)}/{noun.Path}{query}", filter, at, past?.Instant ?? at) { IsLive = !hasPast };
    }
}
