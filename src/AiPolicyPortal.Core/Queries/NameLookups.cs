namespace AiPolicyPortal.Core.Queries;

/// <summary>Looks up what a filter names, one after the other, so that all that names nothing is refused at once.</summary>
internal sealed class NameLookups
{
    private readonly List<ParameterError> errors = [];

    /// <param name="lookup">Throws an <see cref="InvalidQueryException"/> where a name is nothing.</param>
    public async Task RequireAsync(Task lookup)
    {
        try
        {
            await lookup;
        }
        catch (InvalidQueryException exception)
        {
            errors.AddRange(exception.Errors);
        }
    }

    /// <inheritdoc cref="RequireAsync"/>
    /// <returns>Everything where a name is nothing: call <see cref="ThrowIfAnyMissing"/> before it is used.</returns>
    public async Task<AnyOf<Guid>> ResolveAsync(Task<AnyOf<Guid>> lookup)
    {
        await RequireAsync(lookup);
        return lookup.IsCompletedSuccessfully ? await lookup : AnyOf<Guid>.Everything;
    }

    /// <exception cref="InvalidQueryException">A name is nothing.</exception>
    public void ThrowIfAnyMissing()
    {
        if (errors.Count > 0)
            throw new InvalidQueryException(errors);
    }
}
