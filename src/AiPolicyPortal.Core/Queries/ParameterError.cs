namespace AiPolicyPortal.Core.Queries;

/// <summary>What is wrong with one parameter of a query, and how to mend it.</summary>
/// <param name="Parameter">The parameter's name as the client wrote it.</param>
/// <param name="Code">A stable code: <c>unknown-parameter</c>, <c>unknown-value</c>, <c>invalid-value</c> or <c>repeated</c>.</param>
/// <param name="Message">A sentence naming the value and what was expected.</param>
public sealed record ParameterError(string Parameter, string Code, string Message);

/// <summary>A query that cannot be answered as asked. Nothing of it was ignored.</summary>
public sealed class InvalidQueryException(IReadOnlyList<ParameterError> errors)
    : Exception(string.Join(" ", errors.Select(error => error.Message)))
{
    public IReadOnlyList<ParameterError> Errors { get; } = errors;
}
