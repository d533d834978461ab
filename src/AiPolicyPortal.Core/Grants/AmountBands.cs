namespace AiPolicyPortal.Core.Grants;

/// <summary>How large a grant is, in its own currency: each band begins where its name says and ends where the next begins.</summary>
public static class AmountBands
{
    public const string Undisclosed = "undisclosed";

    /// <summary>In order; the one without an amount is last.</summary>
    public static IReadOnlyList<string> All { get; } = ["under-100k", "from-100k", "from-1m", "from-10m", "from-100m", Undisclosed];
}
