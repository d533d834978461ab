using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>How a data folder is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>Who imports, for the audit.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Why, for the audit.</summary>
    public required string Reason { get; init; }

    /// <summary>Lets rows undo what was edited in the portal since the last import.</summary>
    public bool OverwriteEdits { get; init; }

    /// <summary>Whether the folder puts right what was wrong, so that what it changes reads as corrected.</summary>
    public bool IsCorrection { get; init; }
}

/// <summary>What became of an import: with a fault nothing changed.</summary>
/// <param name="Faults">Everything wrong with the folder.</param>
/// <param name="Files">What was done with each file's rows; with faults, what would have been done.</param>
/// <param name="Publication">Null when there were faults or nothing to change.</param>
public sealed record ImportResult(IReadOnlyList<Fault> Faults, IReadOnlyList<FileCounts> Files, Publication? Publication)
{
    public bool Succeeded => Faults.Count == 0;
}
