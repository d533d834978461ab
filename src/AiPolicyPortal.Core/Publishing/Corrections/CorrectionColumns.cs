using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Publishing.Corrections;

public static class CorrectionColumns
{
    public static Table<CorrectionItem> Table { get; } = new Table<CorrectionItem>("corrections", "Corrections", "One error that a reader reported")
        .Reference("ref", "Public reference of the correction", correction => correction.Ref)
        .Text("state", "open, accepted, not-accepted or already-right", correction => correction.State.Code())
        .Text("record_kind", "Kind of the record", correction => correction.RecordKind.Code())
        .Text("record", "Reference of the record", correction => correction.Record)
        .Text("record_name", "What the record was called when it was reported", correction => correction.RecordName)
        .Text("report", "What is wrong, in the reporter's words", correction => correction.Report)
        .Url("source_url", "Where it can be seen", correction => correction.SourceUrl)
        .Instant("received_at", "When it was reported, UTC", correction => correction.ReceivedAt)
        .Text("answer", "The portal's answer; empty while it is open", correction => correction.Answer)
        .Whole("publication", "Number of the publication that mended the record", correction => correction.Publication)
        .Whole("revision", "Number of the record's revision that mended it", correction => correction.Revision)
        .Instant("updated_at", "When its state became what it is, UTC", correction => correction.UpdatedAt);
}
