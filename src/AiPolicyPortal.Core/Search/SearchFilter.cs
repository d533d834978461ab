using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Search;

/// <summary>What is looked for, and among which kinds of records.</summary>
/// <param name="Words">Null when nothing was asked yet.</param>
public sealed record SearchFilter(string? Words, AnyOf<SearchKind> Kind)
{
    public static SearchFilter Read(QueryParameters parameters) => new(parameters.Text("q"), parameters.Codes<SearchKind>("kind"));

    /// <summary>The kinds asked for.</summary>
    public IEnumerable<SearchKind> Kinds => Enum.GetValues<SearchKind>()
        .Where(kind => (Kind.Included.Count == 0 || Kind.Included.Contains(kind)) && !Kind.Excluded.Contains(kind));
}
