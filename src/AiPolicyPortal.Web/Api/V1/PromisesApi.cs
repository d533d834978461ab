using AiPolicyPortal.Core.Promises;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class PromisesApi
{
    public static ListQuery<PromiseRow, PromiseFilter> Query { get; } = new(PromiseFilter.SortKeys, PromiseFilter.Read, "promises");

    private static readonly Noun Noun = new(
        "promises",
        "promise",
        "Amounts whose date has passed and of which no later stage is recorded, the longest ago first. They may have been kept unrecorded.");

    public static RouteGroupBuilder MapPromises(this RouteGroupBuilder api) => api
        .MapList<PromiseRow, PromiseFilter, PromiseItem, PromiseItem, PromiseQueries>(Noun, Query)
        .MapFormats<PromiseRow, PromiseFilter, PromiseItem, PromiseItem, PromiseQueries>(Noun, Query, PromiseColumns.Table, Feeds.Promises);
}
