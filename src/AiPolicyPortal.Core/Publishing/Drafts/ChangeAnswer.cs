namespace AiPolicyPortal.Core.Publishing.Drafts;

public enum ChangeOutcome
{
    Done,

    /// <summary>There is no such change set, draft or record.</summary>
    Unknown,

    /// <summary>The change set's state does not allow it.</summary>
    WrongState,

    /// <summary>Whoever wrote any of it may not approve or publish it.</summary>
    OwnWork,

    /// <summary>Somebody else saved the draft meanwhile; both versions are there.</summary>
    Conflict,

    /// <summary>A record was published anew since its draft began, and is to be merged first.</summary>
    Moved,

    /// <summary>Something in it is wrong.</summary>
    Faults,

    /// <summary>A text that is needed, or too long.</summary>
    BadText,

    /// <summary>The record is in the change set already, or exists already.</summary>
    Taken,

    /// <summary>It would change nothing.</summary>
    Nothing,

    /// <summary>The record no longer holds.</summary>
    Withdrawn,

    /// <summary>A moment that has passed.</summary>
    Past,

    /// <summary>A moment further away than <see cref="ChangeSet.LongestWait"/>.</summary>
    TooFar,

    /// <summary>What is to take a record's place is not another record of its kind.</summary>
    UnknownReplacement,
}

/// <summary>What became of something asked of a change set; unless it was done, nothing changed.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="ChangeSet">As it is now, with its drafts; null when unknown.</param>
public sealed record ChangeAnswer(ChangeOutcome Outcome, ChangeSet? ChangeSet)
{
    /// <summary>The draft that was made or saved or, in a conflict, the one that is stored.</summary>
    public Draft? Draft { get; init; }

    public IReadOnlyList<DraftFault> Faults { get; init; } = [];

    /// <summary>The drafts whose records were published anew meanwhile.</summary>
    public IReadOnlyList<Draft> Moved { get; init; } = [];

    /// <summary>Values that both a draft and a publication changed; the draft's stay.</summary>
    public IReadOnlyList<FieldDifference> Conflicts { get; init; } = [];

    public Publication? Publication { get; init; }

    public bool Succeeded => Outcome == ChangeOutcome.Done;
}
