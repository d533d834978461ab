using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Api.V1;

internal static class ChangesApi
{
    public static ListQuery<Revision, ChangeFilter> Query { get; } = new(ChangeFilter.SortKeys, ChangeFilter.Read, "changes");

    public static RouteGroupBuilder MapChanges(this RouteGroupBuilder api) =>
        api.MapList<Revision, ChangeFilter, ChangeItem, ChangeItem, ChangeQueries>(
            new Noun(
                "changes",
                "change",
                "What was published, the oldest first: records created, changed with what changed, merged and withdrawn. "
                + "Walk to the end, keep the last publication's number, and ask later for what came after it."),
            Query);
}
