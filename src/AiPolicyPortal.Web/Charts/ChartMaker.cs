using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Charts;

/// <summary>Makes one chart from a query, for the page where it stands, its embedded twin and its CSV alike.</summary>
public interface IChartMaker
{
    string Name { get; }

    /// <summary>
    /// Whether it reads <c>asOf</c> itself, as totals do, which are worked out from all that was ever known. Of every other chart the context is put into the
    /// past, as of a list.
    /// </summary>
    bool ReadsAsOf => true;

    /// <returns>The chart in the language of the request, or null when there is nothing it could show.</returns>
    /// <exception cref="InvalidQueryException">The query names what the portal does not know.</exception>
    Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken);
}
