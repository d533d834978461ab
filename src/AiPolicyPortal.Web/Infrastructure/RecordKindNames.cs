using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Infrastructure;

public static class RecordKindNames
{
    /// <summary>The noun of a kind of record as the keys of the interface texts name it (<c>Nav.</c>, <c>Count.</c>).</summary>
    public static string Noun(this RecordKind kind) => kind == RecordKind.Governance ? "Governance" : kind + "s";

    /// <summary>The collection's path without its first slash.</summary>
    public static string Path(this RecordKind kind) => kind.Noun().ToLowerInvariant();

    /// <summary>The path of a record's public page.</summary>
    public static string PathOf(this RecordKind kind, string reference) => $"/{kind.Path()}/{Uri.EscapeDataString(reference)}";

    /// <summary>Reads <c>programmes/fr-snia-phase-2</c>; null for any other text.</summary>
    public static (RecordKind Kind, string Reference)? Read(string? path)
    {
        if (path?.Split('/') is not [var collection, { Length: > 0 and <= PublicRecord.ReferenceMaxLength } reference])
            return null;
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            if (kind.Path() == collection)
                return (kind, reference);
        }

        return null;
    }
}
