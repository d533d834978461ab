using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Grants;

public sealed class DetailsModel(GrantQueries grants, RecordFates fates)
    : DetailPage<Grant, GrantFilter, GrantItem, GrantDetail>(grants, fates, "/grants")
{
    public bool HasShares => Record.Recipients.Any(recipient => recipient.Share is not null);

    /// <summary>The sources of the grant and of its payments.</summary>
    public IReadOnlyList<SourceLabel> Sources =>
        [.. Record.Disbursements.Select(disbursement => disbursement.Source).Prepend(Record.Source).OfType<SourceLabel>().DistinctBy(source => source.Ref)];
}
