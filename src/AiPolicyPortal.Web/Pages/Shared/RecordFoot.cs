namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>What stands under every record: its reference, when it was last published, and its API twin.</summary>
public sealed record RecordFoot(string Path, string Ref, int Revision, DateTimeOffset UpdatedAt);
