using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api.V1;

internal static class ChangesApi
{
    private static readonly Noun Noun = new(
        "changes",
        "change",
        "What was published, the oldest first: records created, changed or corrected with what changed, merged and withdrawn. "
        + "Walk to the end, keep the last publication's number, and ask later for what came after it.");

    public static ListQuery<Revision, ChangeFilter> Query { get; } = new(ChangeFilter.SortKeys, ChangeFilter.Read, Noun.Path);

    /// <summary>The same with the newest first by default.</summary>
    public static ListQuery<Revision, ChangeFilter> QueryOfPage { get; } = new(ChangeFilter.SortKeysOfPage, ChangeFilter.Read, Noun.Path);

    /// <summary>What a record's own revisions are asked by: nothing but order and page.</summary>
    public static ListQuery<Revision, ChangeFilter> OfRecord { get; } = new(ChangeFilter.SortKeys, _ => new ChangeFilter(), "changes");

    /// <summary>Maps what was published of each record of a noun.</summary>
    public static RouteGroupBuilder MapRevisions<TRecord>(this RouteGroupBuilder api, Noun noun)
        where TRecord : PublicRecord
    {
        api.MapAnswer<ChangeQueries>(noun.Path + "/{reference}/revisions", async (context, queries) =>
            {
                var (reference, fates, answers, cancellationToken) = (context.RoutePart("reference"), context.Need<RecordFates>(), context.Need<ApiAnswers>(), context.RequestAborted);
                FieldSelection? fields = null;
                var (filter, page, asOf) = OfRecord.Read(context.Request.Query, parameters => fields = answers.Fields<ChangeItem>(parameters));
                await context.ReadAsOfAsync(asOf, cancellationToken);
                return await fates.KeyAsync<TRecord>(reference, cancellationToken) is { } id
                    ? answers.List(context, await queries.ListAsync(filter with { Kind = new AnyOf<RecordKind>([RecordKinds.Of<TRecord>()], []), RecordId = id }, page, cancellationToken), fields)
                    : await fates.MissingAsync<TRecord>(context, noun, reference, cancellationToken);
            })
            .WithName($"revisions-{noun.Path}").WithTags(noun.Path)
            .WithSummary($"What was published of one {noun.Name}, the oldest first, also after it was withdrawn or merged. The record as it was then: asOf with publishedAt.")
            .WithDescription(OperationTexts.Revisions)
            .WithMetadata(OfRecord.Describe(parameters => parameters.List(FieldSelection.Parameter), FieldSelection.Example(typeof(ChangeItem))))
            .WithMetadata(new OtherAnswer(typeof(ListAnswer<SelectedFields>)))
            .Produces<ListAnswer<ChangeItem>>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return api;
    }

    public static RouteGroupBuilder MapChanges(this RouteGroupBuilder api) => api
        .MapList<Revision, ChangeFilter, ChangeItem, ChangeItem, ChangeQueries>(Noun, Query)
        .MapFormats<Revision, ChangeFilter, ChangeItem, ChangeItem, ChangeQueries>(Noun, Query, ChangeColumns.Table, Feeds.Changes);
}
