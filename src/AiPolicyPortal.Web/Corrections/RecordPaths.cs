using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Corrections;

/// <summary>The address of a record's page by its kind.</summary>
public static class RecordPaths
{
    /// <summary>The collection, such as <c>programmes</c>.</summary>
    public static string Collection(this RecordKind kind) => kind == RecordKind.Governance ? "governance" : kind.Code() + "s";

    public static string PathOf(this RecordKind kind, string reference) => $"/{kind.Collection()}/{reference}";

    /// <summary>Reads <c>programmes/fr-snia-phase-2</c>; null for any other text.</summary>
    public static (RecordKind Kind, string Reference)? Read(string? text)
    {
        if (text?.Split('/') is not [var collection, { Length: > 0 and <= PublicRecord.ReferenceMaxLength } reference])
            return null;
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            if (kind.Collection() == collection)
                return (kind, reference);
        }

        return null;
    }
}
