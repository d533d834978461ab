using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using Microsoft.AspNetCore.Mvc;

namespace AiPolicyPortal.Web.Pages.Totals;

/// <summary>Why so much was said and so much of it new: every announcement behind both amounts. The same query as its API twin.</summary>
public sealed class NewMoneyModel(TotalQueries totals, TotalCriteria criteria, GroupLabels labels) : ExplanationPage
{
    public NewMoneyReport Report { get; private set; } = null!;

    public ReferenceTables Tables => Report.Snapshot.Facts.Tables;

    /// <summary>What narrows the amounts, in words.</summary>
    public IEnumerable<(string Name, string Value)> Criteria => criteria.Of(Report.Query, Report.Snapshot, Report.AsOf);

    /// <summary>The groups that hold anything, or the whole as one without a name.</summary>
    public IEnumerable<(string Key, string? Name, NewMoneySum Sum)> Groups => Report.Query.GroupBy is null
        ? [("all", null, Report.Answer.Total)]
        : Report.Answer.Groups.Where(group => group.Sum.Announcements.Count + group.Sum.LeftOut.Count > 0)
            .Select(group => (group.Key, (string?)labels.Of(Report.Snapshot, Report.Query.GroupBy, group.Key), group.Sum));

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        AnswerAsync(TotalQuery.ReadNewMoney, async query => Report = await totals.NewMoneyAsync(query, cancellationToken));
}
