using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Publishing.Corrections;

/// <summary>Which corrections are asked for; the same on the page and in the API.</summary>
public sealed record CorrectionFilter
{
    public AnyOf<CorrectionState> State { get; init; } = AnyOf<CorrectionState>.Everything;

    public AnyOf<RecordKind> Kind { get; init; } = AnyOf<RecordKind>.Everything;

    /// <summary>References of the records that are corrected.</summary>
    public AnyOf<string> Record { get; init; } = AnyOf<string>.Everything;

    /// <summary>Only those received or answered since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Correction> SortKeys { get; } = new SortKeys<Correction>(correction => correction.Id, "-updatedAt")
        .Add("updatedAt", correction => correction.UpdatedAt)
        .Add("received", correction => correction.ReceivedAt);

    public static CorrectionFilter Read(QueryParameters parameters) => new()
    {
        State = parameters.Codes<CorrectionState>("state"),
        Kind = parameters.Codes<RecordKind>("kind"),
        Record = parameters.References("record"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
