using AiPolicyPortal.Core.Totals;
using Microsoft.AspNetCore.Http.Extensions;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>Writes a comparison back into an address; reading it gives the same comparison.</summary>
public static class CompareAddress
{
    public static string Of(CompareQuery query) => "/compare" + new QueryBuilder(TotalAddress.Pairs(query.Total)).ToQueryString().Value;
}
