namespace AiPolicyPortal.Core.Queries;

/// <summary>What is wrong with one parameter of a query, and how to mend it.</summary>
/// <param name="Parameter">The parameter's name as the client wrote it.</param>
/// <param name="Code">A stable code: <c>unknown-parameter</c>, <c>unknown-value</c>, <c>invalid-value</c>, <c>repeated</c>, <c>missing</c>, <c>mixed</c>, <c>too-many</c> or <c>not-applicable</c>.</param>
/// <param name="Message">An English sentence naming the value and what was expected.</param>
/// <param name="Value">The value that was refused; null when the parameter itself is unknown.</param>
/// <param name="Expected">What would be right, as it can be written into the address; null when nothing is near.</param>
public sealed record ParameterError(string Parameter, string Code, string Message, string? Value = null, string? Expected = null);

/// <summary>A query that cannot be answered as asked. Nothing of it was ignored.</summary>
public sealed class InvalidQueryException(IReadOnlyList<ParameterError> errors)
    : Exception(string.Join(" ", errors.Select(error => error.Message)))
{
    public IReadOnlyList<ParameterError> Errors { get; } = errors;
}
