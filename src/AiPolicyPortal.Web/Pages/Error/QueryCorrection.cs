using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Pages.Error;

/// <summary>A faulty query that the reader can mend and send again.</summary>
/// <param name="Path">Where it was sent.</param>
/// <param name="Fields">What is wrong in it.</param>
/// <param name="Kept">What is not, to be sent again as it was.</param>
public sealed record QueryCorrection(string Path, IReadOnlyList<FaultyField> Fields, IReadOnlyList<(string Name, string Value)> Kept)
{
    public static QueryCorrection Of(string path, IQueryCollection query, IReadOnlyList<ParameterError> faults)
    {
        // A parameter that does not exist here cannot be mended; one with two faults has one field.
        List<FaultyField> fields = [.. faults.Index()
            .Where(fault => fault.Item.Code != "unknown-parameter")
            .DistinctBy(fault => fault.Item.Parameter)
            .Select(fault => new FaultyField(fault.Index, fault.Item.Parameter, Value(query, fault.Item)))];
        return new QueryCorrection(path, fields, [.. query
            .Where(pair => faults.All(fault => fault.Parameter != pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => (pair.Key, value ?? ""))]);
    }

    // Several values of one parameter mean any of them, as those between commas do.
    private static string Value(IQueryCollection query, ParameterError fault) =>
        fault.Code == "repeated" ? query[fault.Parameter].FirstOrDefault() ?? "" : string.Join(',', query[fault.Parameter].ToArray());
}

/// <param name="At">The place of its fault among the faults.</param>
/// <param name="Value">As it was sent.</param>
public sealed record FaultyField(int At, string Name, string Value);
