using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Traces;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>The framework by which the openness of publicly funded releases is shown.</summary>
/// <param name="Code">As the query writes it, and as the list of releases is filtered by it.</param>
public sealed record OpenFramework(string Code, Func<OpenCounts, IReadOnlyList<OpenFramework.Result>> Of)
{
    /// <summary>How many releases have one result, and their share of those publicly funded; null when there is none.</summary>
    public sealed record Result(Enum Value, int Releases, double? Share);

    public const string Parameter = "framework";

    /// <summary>The first is the usual one.</summary>
    public static IReadOnlyList<OpenFramework> All { get; } =
        [new("osaid", counts => Results(counts.Osaid)), new("mof", counts => Results(counts.Mof)), new("grid", counts => Results(counts.Grid))];

    public static OpenFramework Read(QueryParameters parameters)
    {
        var code = parameters.Choice(Parameter, [.. All.Select(framework => framework.Code)]);
        return All.FirstOrDefault(framework => framework.Code == code) ?? All[0];
    }

    /// <summary>The publicly funded releases with a result.</summary>
    /// <param name="countries">As a query writes them; all where there are none.</param>
    public string Releases(Enum result, params IEnumerable<string> countries) =>
        $"/releases?funded=true&{Code}={CodeExtensions.CodeOf(result)}{string.Concat(countries.Select(country => $"&country={country}"))}";

    private static IReadOnlyList<Result> Results<T>(IReadOnlyList<ResultCount<T>> counts)
        where T : struct, Enum => [.. counts.Select(count => new Result(count.Result, count.Releases, count.Share))];
}
