using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Promises;

/// <summary>Which outstanding promises are asked for; the same on the page and in the API.</summary>
public sealed record PromiseFilter
{
    private const string Euro = "EUR";

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<Theme> Theme { get; init; } = AnyOf<Theme>.Everything;

    /// <summary>With everything within them.</summary>
    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    public AnyOf<Stage> Stage { get; init; } = AnyOf<Stage>.Everything;

    /// <summary>Public money where nothing is asked.</summary>
    public AnyOf<FunderType> FunderType { get; init; } = AnyOf<FunderType>.Everything;

    public AnyOf<FunderType> Funders => FunderType.IsEverything ? new AnyOf<FunderType>([Figures.FunderType.Public], []) : FunderType;

    public AnyOf<PromiseEvidence> Evidence { get; init; } = AnyOf<PromiseEvidence>.Everything;

    /// <summary>When the money was first stated at its stage.</summary>
    public DateRange Stated { get; init; } = DateRange.Open;

    /// <summary>Only promises that have been outstanding since then or later, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>What amounts are also expressed in, ISO 4217.</summary>
    public string Currency { get; init; } = Euro;

    /// <summary>Without an amount in the asked currency, a promise comes last by amount, whichever way.</summary>
    public static SortKeys<PromiseRow> SortKeys { get; } = new SortKeys<PromiseRow>(row => row.Promise.Figure.Reference, "-age")
        .Add("age", row => -row.Promise.Due.LastDay.DayNumber)
        .Add("amount", row => row.High ?? 0, row => row.High == null ? 1 : 0)
        .Add("country", row => row.Country)
        .Add("stage", row => (int)row.Promise.Figure.Stage)
        .Add("statedOn", row => row.Promise.FirstStatedOn.LastDay)
        .Add("outstandingSince", row => row.OutstandingSince);

    public static PromiseFilter Read(QueryParameters parameters) => new()
    {
        Country = parameters.CountryCodes("country"),
        Theme = parameters.Codes<Theme>("theme"),
        Programme = parameters.References("programme"),
        Stage = parameters.Codes<Stage>("stage"),
        FunderType = parameters.Codes<FunderType>("funderType"),
        Evidence = parameters.Codes<PromiseEvidence>("evidence"),
        Stated = parameters.Dates("stated"),
        UpdatedSince = parameters.Since("updatedSince"),
        Currency = parameters.CurrencyCode("currency") ?? Euro,
    };
}
