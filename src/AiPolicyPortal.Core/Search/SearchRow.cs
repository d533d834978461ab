using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Search;

/// <summary>What the search needs of a record, whatever its kind.</summary>
internal sealed class SearchRow
{
    public required string Ref { get; init; }

    public required string Name { get; init; }

    public string? NameFr { get; init; }

    /// <summary>What readers know it by, written alike or not.</summary>
    public required string Names { get; init; }

    public string? Body { get; init; }

    public PartialDate? Date { get; init; }

    public Money? Money { get; init; }
}
