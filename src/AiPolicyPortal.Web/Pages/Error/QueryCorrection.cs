using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Pages.Error;

/// <summary>A faulty query that the reader can mend and send again.</summary>
/// <param name="Path">Where it was sent.</param>
/// <param name="Fields">What is wrong in it: one for each value of a faulty parameter.</param>
/// <param name="Kept">What is not, to be sent again as it was.</param>
public sealed record QueryCorrection(string Path, IReadOnlyList<FaultyField> Fields, IReadOnlyList<(string Name, string Value)> Kept)
{
    // A parameter that does not exist here cannot be mended, nor a place in a list that it did not give: the list begins anew without it.
    private static readonly string[] Dropped = ["cursor"];

    public static QueryCorrection Of(string path, IQueryCollection query, IReadOnlyList<ParameterError> faults)
    {
        List<FaultyField> fields = [.. faults.Index()
            .Where(fault => fault.Item.Code != "unknown-parameter")
            .SelectMany(fault => Names(fault.Item), (fault, name) => (fault.Index, Name: name))
            .Where(place => !Dropped.Contains(place.Name))
            .DistinctBy(place => place.Name)
            .SelectMany(place => Values(query, place.Name), (place, value) => new FaultyField(place.Index, place.Name, value))];
        return new QueryCorrection(path, fields, [.. query
            .Where(pair => faults.All(fault => fault.Parameter != pair.Key) && fields.TrueForAll(field => field.Name != pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => (pair.Key, value ?? ""))]);
    }

    // A range that ends before it begins has two ends that may be wrong.
    private static IEnumerable<string> Names(ParameterError fault) => fault.Code != "reversed" ? [fault.Parameter]
        : [fault.Parameter, .. Ends.Where(ends => fault.Parameter.EndsWith(ends.One, StringComparison.Ordinal)).Select(ends => fault.Parameter[..^ends.One.Length] + ends.Other)];

    private static IEnumerable<string> Values(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.Count > 0 ? values.Select(value => value ?? "") : [""];

    private static readonly (string One, string Other)[] Ends = [("Min", "Max"), ("Max", "Min"), ("From", "To"), ("To", "From")];
}

/// <param name="At">The place of its fault among the faults.</param>
/// <param name="Value">As it was sent.</param>
public sealed record FaultyField(int At, string Name, string Value);
