using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Traces;

/// <summary>Whose releases and programmes are asked for; the same on the page and in the API.</summary>
public sealed record OpenFilter
{
    /// <summary>Countries of the releases' developers, and of the programmes.</summary>
    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    public AnyOf<OpenSourceCommitment> Commitment { get; init; } = AnyOf<OpenSourceCommitment>.Everything;

    public static OpenFilter Read(QueryParameters parameters) => new()
    {
        Country = parameters.CountryCodes("country"),
        Programme = parameters.References("programme"),
        Commitment = parameters.Codes<OpenSourceCommitment>("openSource"),
    };
}
