namespace AiPolicyPortal.Core.Queries;

public enum ParameterKind
{
    Text,
    Code,
    Country,
    Currency,
    Licence,
    Language,
    Reference,
    Number,
    Amount,
    Date,
    Instant,
    Flag,
    List,
}

/// <summary>What a query understands under one name; the public documentation is made from it.</summary>
/// <param name="Choices">The only values it can have, beside those of its kind for countries and numbers; empty when they are not a short list.</param>
/// <param name="Repeats">May stand several times, any value matching, and each may be negated by a leading <c>!</c>.</param>
/// <param name="Required">There is no answer without it.</param>
public sealed record ParameterInfo(string Name, ParameterKind Kind, IReadOnlyList<string> Choices, bool Repeats, bool Required = false)
{
    /// <summary>The smallest and the largest number it can be; null for what is no number.</summary>
    public (int Min, int Max)? Range { get; init; }
}
