using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>Where the public page of a record is.</summary>
public static class RecordLinks
{
    public static string To(RecordKind kind, string reference) => $"/{Folder(kind)}/{Uri.EscapeDataString(reference)}";

    private static string Folder(RecordKind kind) => kind switch
    {
        RecordKind.Organisation => "organisations",
        RecordKind.Programme => "programmes",
        RecordKind.Source => "sources",
        RecordKind.Announcement => "announcements",
        RecordKind.Figure => "figures",
        RecordKind.Grant => "grants",
        RecordKind.Release => "releases",
        _ => "governance",
    };
}
