using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api;

/// <summary>What the API says of one noun: where it lives and what it is called.</summary>
/// <param name="Path">Its collection, the same below <c>/</c> and below <c>/api/v1/</c>.</param>
/// <param name="Name">One record of it, in English.</param>
/// <param name="Summary">What its list gives, a sentence.</param>
public sealed record Noun(string Path, string Name, string Summary);

internal static class ApiNouns
{
    /// <summary>What the query of one record understands.</summary>
    public static QueryDescription DescribeRecord<TDetail>(bool hasAmounts = false)
    {
        var parameters = new QueryParameters([]);
        parameters.List(FieldSelection.Parameter);
        if (hasAmounts)
            RecordCurrency.Read(parameters);
        PastReading.Read(parameters);
        return new QueryDescription(parameters.Known, [])
        {
            Examples = { [FieldSelection.Parameter] = FieldSelection.Example(typeof(TDetail)) },
        };
    }

    /// <summary>Maps the list and the record of a noun onto its queries.</summary>
    public static RouteGroupBuilder MapNoun<TRecord, TFilter, TItem, TDetail, TQueries>(
        this RouteGroupBuilder api, Noun noun, ListQuery<TRecord, TFilter> query, Table<TItem> table, Feed<TItem> feed)
        where TRecord : PublicRecord
        where TDetail : class
        where TQueries : IStreamedQueries<TFilter, TItem, TDetail>
    {
        api.MapList<TRecord, TFilter, TItem, TDetail, TQueries>(noun, query);
        api.MapFormats<TRecord, TFilter, TItem, TDetail, TQueries>(
            noun, query, table, feed with { Gone = (fates, token) => fates.LatestGoneAsync<TRecord>(Feed<TItem>.MostDeleted, token) });
        var hasAmounts = RecordCurrency.Of<TDetail, TQueries>();
        var route = api.MapAnswer<TQueries>(noun.Path + "/{reference}", async (context, queries) =>
            {
                var (reference, fates, answers, cancellationToken) = (context.RoutePart("reference"), context.Need<RecordFates>(), context.Need<ApiAnswers>(), context.RequestAborted);
                var (fields, currency) = await answers.ReadRecordAsync<TDetail>(context, hasAmounts, cancellationToken);
                if (await queries.FindAsync(reference, cancellationToken) is { } record)
                {
                    record = await RecordCurrency.InAsync(queries, record, currency, cancellationToken);
                    return answers.Record(context, record, context.InPast(RecordCurrency.AddTo($"/{noun.Path}/{reference}", currency)), fields);
                }

                return await fates.FindAsync<TRecord>(reference, cancellationToken) switch
                {
                    null => await fates.MissingAsync<TRecord>(context, noun, reference, cancellationToken),
                    { MovedTo: { } other } => Results.Redirect(
                        $"{context.Request.PathBase}/api/v1/{noun.Path}/{other}{context.Request.QueryString}", permanent: true),
                    var fate => ApiProblems.Gone(noun, reference, fate.Reason, fate.ReplacedBy),
                };
            })
            .WithName($"get-{noun.Path}").WithTags(noun.Path).WithSummary($"One {noun.Name} by its public reference or id.").WithDescription(OperationTexts.Record)
            .WithMetadata(DescribeRecord<TDetail>(hasAmounts), new OtherAnswer(typeof(RecordAnswer<SelectedFields>)))
            .Produces<RecordAnswer<TDetail>>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
        if (RecordFates.Merges<TRecord>())
            route.Produces(StatusCodes.Status301MovedPermanently);
        return api.MapRevisions<TRecord>(noun);
    }

    /// <summary>The answer where a record is not known: not yet at the instant asked for, or not at all.</summary>
    public static async Task<IResult> MissingAsync<TRecord>(
        this RecordFates fates, HttpContext context, Noun noun, string reference, CancellationToken cancellationToken)
        where TRecord : PublicRecord =>
        await fates.RecordedLaterAsync<TRecord>(reference, cancellationToken) is { } since
            ? ApiProblems.NotYetRecorded(noun, reference, context.Past()!.Instant, since)
            : ApiProblems.NotFound(noun, reference);

    /// <summary>Maps the list of a noun onto its queries.</summary>
    public static RouteGroupBuilder MapList<TRow, TFilter, TItem, TDetail, TQueries>(
        this RouteGroupBuilder api, Noun noun, ListQuery<TRow, TFilter> query)
        where TDetail : class
        where TQueries : IRecordQueries<TFilter, TItem, TDetail>
    {
        var route = api.MapAnswer<TQueries>(noun.Path, async (context, queries) =>
            {
                var (answers, cancellationToken) = (context.Need<ApiAnswers>(), context.RequestAborted);
                FieldSelection? fields = null;
                GroupOrder? groups = null;
                var (filter, page, asOf) = query.Read(context.Request.Query, parameters =>
                    (fields, groups) = (answers.Fields<TItem>(parameters), query.ReadGroups(parameters)));
                await context.ReadAsOfAsync(asOf, cancellationToken);
                return groups is not null && queries is IGroupedQueries<TFilter> grouped
                    ? TypedResults.Ok(answers.Groups(context, groups.Of(await grouped.GroupAsync(filter, groups.By, cancellationToken)), PageOfGroups(context, noun)))
                    : answers.List(context, await queries.ListAsync(filter, page, cancellationToken), fields);
            })
            .WithName($"list-{noun.Path}").WithTags(noun.Path).WithSummary(noun.Summary).WithDescription(OperationTexts.Of(OperationTexts.List, query.HasPast))
            .WithMetadata(query.Describe(parameters =>
            {
                parameters.List(FieldSelection.Parameter);
                query.ReadGroups(parameters);
            }, FieldSelection.Example(typeof(TItem))))
            .WithMetadata(new OtherAnswer(typeof(ListAnswer<SelectedFields>)))
            .Produces<ListAnswer<TItem>>().ProducesProblem(StatusCodes.Status400BadRequest);
        if (ListAddresses.IsNegotiated(noun.Path))
            route.ProducesProblem(StatusCodes.Status406NotAcceptable);
        if (query.Groupings.Count > 0)
        {
            route.WithMetadata(new OtherAnswer(typeof(RecordAnswer<GroupedSelection>)));
        }

        return api;
    }

    // The page of the same selection has no groups.
    private static string PageOfGroups(HttpContext context, Noun noun) =>
        "/" + noun.Path + PageAddress.QueryWith(context, (Grouping.Parameter, null), (GroupOrder.SortParameter, null), (GroupOrder.LimitParameter, null));

    /// <summary>Maps the other formats of a list: its downloads and its feed.</summary>
    public static RouteGroupBuilder MapFormats<TRow, TFilter, TItem, TDetail, TQueries>(
        this RouteGroupBuilder api, Noun noun, ListQuery<TRow, TFilter> query, Table<TItem> table, Feed<TItem> feed)
        where TDetail : class
        where TQueries : IStreamedQueries<TFilter, TItem, TDetail> =>
        api.MapDownloads<TRow, TFilter, TItem, TDetail, TQueries>(noun, query, table).MapFeed<TRow, TFilter, TItem, TDetail, TQueries>(noun, query, feed);
}
