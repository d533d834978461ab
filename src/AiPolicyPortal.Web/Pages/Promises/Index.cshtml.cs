using AiPolicyPortal.Core.Promises;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Promises;

public sealed class IndexModel(PromiseQueries promises, ReleaseQueries releases)
    : ListPage<PromiseRow, PromiseFilter, PromiseItem, PromiseItem>(promises, PromisesApi.Query)
{
    private readonly PromiseQueries promises = promises;

    public PromiseCounts Counts { get; private set; } = null!;

    /// <summary>What the records that are asked for are called.</summary>
    public RecordNames Names { get; private set; } = null!;

    /// <summary>Releases without a date of release.</summary>
    public int UnreleasedCount { get; private set; }

    public int CountOf(PromiseEvidence evidence) => Counts.Shown.GetValueOrDefault(evidence);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await promises.CountAsync(Filter, cancellationToken);
        Names = await promises.NamesAsync(Filter, cancellationToken);
        var first = PageRequest.Read(new QueryParameters([]), ReleaseFilter.SortKeys);
        UnreleasedCount = (await releases.ListAsync(new ReleaseFilter { IsReleased = false }, first with { Limit = 1 }, cancellationToken)).Count ?? 0;
    }
}
