using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Changes;

public static class ChangeColumns
{
    public static Table<ChangeItem> Table { get; } = new Table<ChangeItem>("changes", "Changes", "What one publication did to one record, and why") { Key = ["publication", "kind", "ref"] }
        .Instant("published_at", "When it was published, UTC", change => change.PublishedAt)
        .Whole("publication", "Number of the publication that did it", change => change.Publication)
        .Code<RecordKind>("kind", "What the record is", change => change.Kind)
        .Text("ref", "Public reference of the record", change => change.Ref)
        .Text("name", "The record's name now; a figure has its programme's", change => change.Name)
        .Code<RevisionChange>("change", "What was done to it", change => change.Change)
        .Whole("revision", "The record's revision number since then, from 1", change => change.Revision)
        .Texts("fields", "Columns of the data folder that changed; none for a created record", change => [.. change.Fields.Select(field => field.Field)])
        .Text("from_to", "Each of those with its value before and after", change => change.Fields.Count == 0 ? null : string.Join('\n', change.Fields.Select(field => $"{field.Field}: {field.Before ?? "(empty)"} → {field.After ?? "(empty)"}")))
        .Text("reason", "Why it was published", change => change.Reason)
        .Text("withdrawn_reason", "Why the record was withdrawn; empty while it holds", change => change.WithdrawnReason)
        .Text("replaced_by", "Reference of the record that took its place", change => change.ReplacedBy);
}
