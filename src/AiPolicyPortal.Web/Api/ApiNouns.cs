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
    public static QueryDescription DescribeRecord<TDetail>()
    {
        var parameters = new QueryParameters([]);
        parameters.List(FieldSelection.Parameter);
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
        api.MapGet(noun.Path + "/{reference}", async (
                string reference, HttpContext context, TQueries queries, RecordFates fates, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var fields = await answers.ReadRecordAsync<TDetail>(context, cancellationToken);
                if (await queries.FindAsync(reference, cancellationToken) is { } record)
                {
                    return answers.Record(context, record, context.InPast($"/{noun.Path}/{reference}"), fields);
                }

                return await fates.FindAsync<TRecord>(reference, cancellationToken) switch
                {
                    null => await fates.MissingAsync<TRecord>(context, noun, reference, cancellationToken),
                    { MovedTo: { } other } => Results.Redirect(
                        $"{context.Request.PathBase}/api/v1/{noun.Path}/{other}{context.Request.QueryString}", permanent: true),
                    var fate => ApiProblems.Gone(noun, reference, fate.Reason, fate.ReplacedBy),
                };
            })
            .WithName($"get-{noun.Path}").WithTags(noun.Path).WithSummary($"One {noun.Name} by its public reference or id.")
            .WithMetadata(DescribeRecord<TDetail>(), new OtherAnswer(typeof(RecordAnswer<SelectedFields>)))
            .Produces<RecordAnswer<TDetail>>()
            .Produces(StatusCodes.Status301MovedPermanently)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
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
        var route = api.MapGet(noun.Path, async (HttpContext context, TQueries queries, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                FieldSelection? fields = null;
                IReadOnlyList<string>? by = null;
                var (filter, page, asOf) = query.Read(context.Request.Query, parameters =>
                    (fields, by) = (answers.Fields<TItem>(parameters), ReadGrouping(parameters, query.Groupings)));
                await context.ReadAsOfAsync(asOf, cancellationToken);
                return by is not null && queries is IGroupedQueries<TFilter> grouped
                    ? TypedResults.Ok(answers.Record(context, await grouped.GroupAsync(filter, by, cancellationToken), "/" + noun.Path + PageAddress.QueryWith(context, (Grouping.Parameter, null))))
                    : answers.List(context, await queries.ListAsync(filter, page, cancellationToken), fields);
            })
            .WithName($"list-{noun.Path}").WithTags(noun.Path).WithSummary(noun.Summary)
            .WithMetadata(query.Describe(parameters =>
            {
                parameters.List(FieldSelection.Parameter);
                ReadGrouping(parameters, query.Groupings);
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

    /// <summary>Maps the other formats of a list: its downloads and its feed.</summary>
    public static RouteGroupBuilder MapFormats<TRow, TFilter, TItem, TDetail, TQueries>(
        this RouteGroupBuilder api, Noun noun, ListQuery<TRow, TFilter> query, Table<TItem> table, Feed<TItem> feed)
        where TDetail : class
        where TQueries : IStreamedQueries<TFilter, TItem, TDetail> =>
        api.MapDownloads<TRow, TFilter, TItem, TDetail, TQueries>(noun, query, table).MapFeed<TRow, TFilter, TItem, TDetail, TQueries>(noun, query, feed);

    private static IReadOnlyList<string>? ReadGrouping(QueryParameters parameters, IReadOnlyCollection<string> groupings) =>
        groupings.Count == 0 ? null : Grouping.Read(parameters, groupings);
}
