namespace AiPolicyPortal.Core.Queries;

/// <summary>What is wrong with one parameter of a query, and how to mend it: as an English sentence, and in parts that can be said in any language.</summary>
/// <param name="Parameter">The parameter's name as the client wrote it.</param>
/// <param name="Code">A stable code: <c>unknown-parameter</c>, <c>unknown-value</c>, <c>invalid-value</c>, <c>reversed</c>, <c>repeated</c>, <c>missing</c>, <c>mixed</c>, <c>too-many</c>, <c>not-applicable</c> or <c>not-yet-recorded</c>.</param>
/// <param name="Message">An English sentence naming the value and what was expected.</param>
/// <param name="Value">The value that was refused; null when the parameter itself is unknown.</param>
/// <param name="Expected">An example or the range of what would be right; null where the other parts say it.</param>
public sealed record ParameterError(string Parameter, string Code, string Message, string? Value = null, string? Expected = null)
{
    /// <summary>The nearest right name or value, as it can be written into the address; null when nothing is near.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The names or values that are right, beside those of <see cref="Form"/>; empty when they are many.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>What a right value is like; null where <see cref="Known"/> has them all, or where the value is not at fault.</summary>
    public ParameterKind? Form { get; init; }

    /// <summary>Whether the parts say what would be right, so that the sentence adds nothing.</summary>
    public bool IsToldInParts => Suggestion is not null || Known.Count > 0 || Form is not null;
}

/// <summary>A query that cannot be answered as asked. Nothing of it was ignored.</summary>
public sealed class InvalidQueryException(IReadOnlyList<ParameterError> errors)
    : Exception(string.Join(" ", errors.Select(error => error.Message)))
{
    public IReadOnlyList<ParameterError> Errors { get; } = errors;
}
