using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>The kinds of records in the sentences of a fault.</summary>
internal static class RecordNames
{
    public static string WithArticle(RecordKind kind) => kind switch
    {
        RecordKind.Governance => "a governance measure",
        RecordKind.Organisation or RecordKind.Announcement => "an " + kind.Code(),
        _ => "a " + kind.Code(),
    };
}
