namespace AiPolicyPortal.Core.Fetching;

/// <summary>Why an address could not be fetched.</summary>
public enum FetchProblem
{
    /// <summary>It is no http or https address on its usual port, or has a name and password in it.</summary>
    Address,

    /// <summary>Its host has no address.</summary>
    UnknownHost,

    /// <summary>Its host, or one it leads on to, is not on the public internet.</summary>
    NotPublic,

    /// <summary>No connection, or it broke off.</summary>
    Unreachable,

    TooSlow,

    TooLong,

    /// <summary>It leads on and on.</summary>
    Redirects,

    /// <summary>The server answered with an error; the detail has its number.</summary>
    Status,

    /// <summary>It is no page of text; the detail has what it is.</summary>
    ContentType,
}

/// <param name="detail">A number or a word of the answer, for the message.</param>
public sealed class FetchException(FetchProblem problem, Uri address, string? detail = null, Exception? inner = null)
    : Exception($"{address} could not be fetched: {problem}{(detail is null ? "" : $" ({detail})")}.", inner)
{
    public FetchProblem Problem { get; } = problem;

    public Uri Address { get; } = address;

    public string? Detail { get; } = detail;
}
