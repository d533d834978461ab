using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Pages.Error;

/// <summary>A faulty query that the reader can mend and send again.</summary>
/// <param name="Path">Where it was sent.</param>
/// <param name="Fields">What is wrong in it; empty where nothing can be mended.</param>
/// <param name="Kept">What is not, to be sent again as it was. A mended list begins anew, so its place is not among them.</param>
public sealed record QueryCorrection(string Path, IReadOnlyList<FaultyField> Fields, IReadOnlyList<(string Name, string Value)> Kept)
{
    private const string Place = "cursor";

    private static readonly (string One, string Other)[] Ends = [("Min", "Max"), ("Max", "Min"), ("From", "To"), ("To", "From")];

    public static QueryCorrection Of(string path, IQueryCollection query, IReadOnlyList<ParameterError> faults)
    {
        // A parameter that does not exist here cannot be mended.
        var unknown = faults.Where(fault => fault.Code == "unknown-parameter").Select(fault => fault.Parameter).ToHashSet();
        List<FaultyField> fields = [.. faults.Index()
            .SelectMany(fault => Names(fault.Item), (fault, name) => (fault.Index, fault.Item, Name: name))
            .Where(place => !unknown.Contains(place.Name) && place.Name != Place)
            .SelectMany(place => Values(query, place.Name, place.Item), (place, value) => new FaultyField(place.Index, place.Name, value))
            .DistinctBy(field => (field.Name, field.Value))];
        return new QueryCorrection(path, fields, [.. query
            .Where(pair => pair.Key != Place && !unknown.Contains(pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => (Name: pair.Key, Value: value ?? ""))
            .Where(given => !fields.Exists(field => (field.Name, field.Value) == given))]);
    }

    // A range that ends before it begins has two ends that may be wrong.
    private static IEnumerable<string> Names(ParameterError fault) => fault.Code != "reversed" ? [fault.Parameter]
        : [fault.Parameter, .. Ends.Where(ends => fault.Parameter.EndsWith(ends.One, StringComparison.Ordinal)).Select(ends => fault.Parameter[..^ends.One.Length] + ends.Other)];

    // The value at fault alone, where the fault names one of those that were sent.
    private static List<string> Values(IQueryCollection query, string name, ParameterError fault)
    {
        List<string> given = query.TryGetValue(name, out var values) ? [.. values.Select(value => value ?? "")] : [];
        return given.Count == 0 ? [""] : fault.Value is { } value && given.Contains(value) ? [value] : given;
    }
}

/// <param name="At">The place of its fault among the faults.</param>
/// <param name="Value">As it was sent.</param>
public sealed record FaultyField(int At, string Name, string Value);
