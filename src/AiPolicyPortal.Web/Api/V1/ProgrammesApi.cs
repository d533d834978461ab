using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class ProgrammesApi
{
    public static ListQuery<Programme, ProgrammeFilter> Query { get; } = new(ProgrammeFilter.SortKeys, ProgrammeFilter.Read);

    public static RouteGroupBuilder MapProgrammes(this RouteGroupBuilder api) =>
        api.MapNoun<Programme, ProgrammeFilter, ProgrammeItem, ProgrammeDetail, ProgrammeQueries>(
            new Noun("programmes", "programme", "Funding programmes, by name."), Query, ProgrammeColumns.Table, Feeds.Programmes);
}
