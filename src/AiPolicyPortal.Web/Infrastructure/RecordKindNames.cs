using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Infrastructure;

public static class RecordKindNames
{
    /// <summary>The noun of a kind of record as the keys of the interface texts name it (<c>Nav.</c>, <c>Count.</c>).</summary>
    public static string Noun(this RecordKind kind) => kind == RecordKind.Governance ? "Governance" : kind + "s";

    /// <summary>The collection's path without its first slash.</summary>
    public static string Path(this RecordKind kind) => kind.Noun().ToLowerInvariant();
}
