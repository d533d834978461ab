using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Governance;

public sealed class DetailsModel(GovernanceQueries governance, RecordFates fates)
    : DetailPage<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail>(governance, fates, "/governance");
