using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class CorrectionsApi
{
    public static ListQuery<Correction, CorrectionFilter> Query { get; } = new(CorrectionFilter.SortKeys, CorrectionFilter.Read, "corrections", hasPast: false);

    private static readonly Noun Noun = new(
        "corrections", "correction", "Errors that readers reported, with the portal's answers, what changed last first. A report is listed once an editor took it.");

    public static RouteGroupBuilder MapCorrections(this RouteGroupBuilder api) => api
        .MapList<Correction, CorrectionFilter, CorrectionItem, CorrectionItem, CorrectionQueries>(Noun, Query)
        .MapFormats<Correction, CorrectionFilter, CorrectionItem, CorrectionItem, CorrectionQueries>(Noun, Query, CorrectionColumns.Table, Feeds.Corrections);
}
