using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Promises;

/// <summary>An outstanding promise in a few words.</summary>
/// <param name="Ref">Of the figure.</param>
/// <param name="Country">Null when unknown.</param>
/// <param name="Due">When it was to be.</param>
public sealed record PromiseOutline(string Ref, Money Money, Stage Stage, RecordLabel Programme, CountryLabel? Country, PartialDate Due)
{
    internal static PromiseOutline Of(PromiseRow row, MoneySnapshot snapshot)
    {
        var figure = row.Promise.Figure;
        return new PromiseOutline(
            figure.Reference,
            figure.MoneyIn(snapshot.Facts.Tables),
            figure.Stage,
            new RecordLabel(figure.Programme, snapshot.ProgrammeNames[figure.Programme]),
            snapshot.Countries.GetValueOrDefault(row.Country),
            row.Promise.Due);
    }
}
