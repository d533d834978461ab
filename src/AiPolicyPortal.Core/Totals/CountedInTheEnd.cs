namespace AiPolicyPortal.Core.Totals;

/// <summary>Follows the causes in a total: a figure may be left out for one that is itself left out for another.</summary>
internal sealed class CountedInTheEnd(TotalSum sum)
{
    private readonly Dictionary<string, string> causes = sum.LeftOut.Where(left => left.Because is not null)
        .ToDictionary(left => left.Figure.Reference, left => left.Because!, StringComparer.Ordinal);

    private readonly HashSet<string> counted = [.. sum.Counted.Select(figure => figure.Figure.Reference)];

    /// <param name="reference">A figure that is left out.</param>
    /// <returns>Null where the causes lead to none that is counted.</returns>
    public string? For(string reference)
    {
        var last = reference;
        for (var steps = 0; steps <= causes.Count && causes.TryGetValue(last, out var next); steps++)
            last = next;
        return last != reference && counted.Contains(last) ? last : null;
    }
}
