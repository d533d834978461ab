using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Changes;

/// <summary>What one publication did to one record, and why; never by whom.</summary>
public sealed record ChangeItem
{
    public required Guid Id { get; init; }

    public required RecordKind Kind { get; init; }

    /// <summary>The record's public reference.</summary>
    public required string Ref { get; init; }

    /// <summary>The record's name now; a figure has its programme's.</summary>
    public required string Name { get; init; }

    public required RevisionChange Change { get; init; }

    /// <summary>The record's revision number since then, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Columns of the data folder that changed, in the order of their names; empty for a created record.</summary>
    public required IReadOnlyList<ChangedField> Fields { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The number of the publication that did it.</summary>
    public required long Publication { get; init; }

    /// <summary>Why it was published.</summary>
    public required string Reason { get; init; }

    /// <summary>Why the record was withdrawn; null while it holds.</summary>
    public required string? WithdrawnReason { get; init; }

    /// <summary>Reference of the record that took its place; null when none did.</summary>
    public required string? ReplacedBy { get; init; }
}

/// <param name="Field">A column of the data folder; one of a further file is written <c>file[key].column</c>.</param>
/// <param name="Before">As the data folder writes it; null when it was empty.</param>
/// <param name="After">Null when it is empty since.</param>
public sealed record ChangedField(string Field, string? Before, string? After);
