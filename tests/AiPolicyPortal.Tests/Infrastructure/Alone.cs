namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>Tests that measure time run while no other test of theirs does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
