using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>How the data folder names the kinds of records.</summary>
internal static class RecordNames
{
    public static string Of(RecordKind kind) => kind == RecordKind.GovernanceMeasure ? "governance" : kind.Code();

    public static string WithArticle(RecordKind kind) => kind switch
    {
        RecordKind.GovernanceMeasure => "a governance measure",
        RecordKind.Organisation or RecordKind.Announcement => "an " + Of(kind),
        _ => "a " + Of(kind),
    };

    public static bool TryParse(string? name, out RecordKind kind)
    {
        kind = RecordKind.GovernanceMeasure;
        return name == Of(kind)
            || (name is not null && name != RecordKind.GovernanceMeasure.Code() && Codes<RecordKind>.TryParse(name, out kind));
    }

    public static RecordKind Parse(string name) =>
        TryParse(name, out var kind) ? kind : throw new FormatException($"'{name}' is no kind of record.");
}
