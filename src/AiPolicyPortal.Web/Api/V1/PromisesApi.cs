using AiPolicyPortal.Core.Promises;

namespace AiPolicyPortal.Web.Api.V1;

internal static class PromisesApi
{
    public static ListQuery<PromiseRow, PromiseFilter> Query { get; } = new(PromiseFilter.SortKeys, PromiseFilter.Read, "promises");

    public static RouteGroupBuilder MapPromises(this RouteGroupBuilder api) =>
        api.MapList<PromiseRow, PromiseFilter, PromiseItem, PromiseItem, PromiseQueries>(
            new Noun(
                "promises",
                "promise",
                "Amounts whose date has passed and of which no later stage is recorded, the longest ago first. They may have been kept unrecorded."),
            Query);
}
