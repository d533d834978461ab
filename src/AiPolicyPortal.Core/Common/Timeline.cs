namespace AiPolicyPortal.Core.Common;

/// <summary>From when until when the portal held something to be so; instants in UTC, the end excluded.</summary>
public readonly record struct Timeline(DateTimeOffset RecordedAt, DateTimeOffset? WithdrawnAt = null)
{
    public bool Holds(DateTimeOffset asOf) => RecordedAt <= asOf && !(WithdrawnAt <= asOf);
}
