using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Promises;

/// <summary>The outstanding promises that a filter asks for, with their amounts in its currency.</summary>
internal sealed class PromiseSelection
{
    private readonly KnownMoney money;
    private readonly Converter converter;

    private PromiseSelection(MoneySnapshot snapshot, PromiseFilter filter, DateOnly today)
    {
        money = snapshot.Known(snapshot.SettledAt);
        converter = money.ConverterTo(new ConversionTarget(filter.Currency));
        var members = money.Tree.Members(ProgrammeSet.Of(filter.Country, filter.Theme, filter.Programme));
        Rows = [.. snapshot.PromisesOn(today)
            .Where(promise => Matches(filter.Stage, promise.Figure.Stage) && Matches(filter.Funders, promise.Figure.FunderType)
                && Matches(filter.Evidence, promise.Evidence)
                && !(promise.FirstStatedOn.LastDay < filter.Stated.From) && !(promise.FirstStatedOn.LastDay > filter.Stated.To))
            .Select(promise => (Promise: promise, Programme: money.Tree.NumberOf(promise.Figure.Programme)))
            .Where(pair => pair.Programme != ProgrammeTree.None && members[pair.Programme])
            .Select(pair => Row(pair.Promise, money.Tree[pair.Programme]))
            .Where(row => !(row.OutstandingSince < filter.UpdatedSince))];
    }

    public IReadOnlyList<PromiseRow> Rows { get; }

    /// <exception cref="InvalidQueryException">A country, programme or currency is unknown.</exception>
    public static PromiseSelection Of(MoneySnapshot snapshot, PromiseFilter filter, DateOnly today)
    {
        List<ParameterError> errors =
        [
            .. TotalAsk.Unknown("country", ParameterKind.Country, filter.Country, snapshot.Countries.Keys),
            .. TotalAsk.Unknown("programme", ParameterKind.Reference, filter.Programme, snapshot.ProgrammeNames.Keys),
            .. TotalAsk.Unknown("currency", ParameterKind.Currency, new AnyOf<string>([filter.Currency], []), snapshot.Facts.Tables.MinorUnits.Keys),
        ];
        return errors.Count > 0 ? throw new InvalidQueryException(errors) : new PromiseSelection(snapshot, filter, today);
    }

    private PromiseRow Row(Promise promise, TotalProgramme programme)
    {
        var candidate = Candidate.Judge(money, money.NumberOf(promise.Figure.Reference)!.Value, converter);
        return new PromiseRow(
            promise, programme.Country ?? "", programme.Themes, candidate.High is null ? null : candidate.Conversion, candidate.Low, candidate.High);
    }

    private static bool Matches<T>(AnyOf<T> asked, T value) =>
        (asked.Included.Count == 0 || asked.Included.Contains(value)) && !asked.Excluded.Contains(value);
}
