using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What a total needs to know of a grant. A grant with several recipients is one grant.</summary>
/// <param name="Programme">The slug of its programme; null when none is known.</param>
/// <param name="Amount">In units of the currency; null when undisclosed.</param>
/// <param name="Awarded">Null when unknown.</param>
/// <param name="Start">Whose rate it has where the date of award is unknown; null when that is unknown too.</param>
public sealed record TotalGrant(
    string Reference, string? Programme, Stage Stage, FunderType FunderType, decimal? Amount, string Currency, PartialDate? Awarded, Timeline Known, PartialDate? Start = null);

/// <summary>The grants of a programme beside its awarded figures; the two are never added.</summary>
/// <param name="Figures">The awarded total by its figures alone.</param>
/// <param name="Low">What was awarded: by the figures, or built from the grants when no figure gives an amount; null when neither does.</param>
/// <param name="BuiltFromGrants">Whether <paramref name="Low"/> and <paramref name="High"/> are the grants' sum.</param>
/// <param name="Grants">The sum of the grants, each rounded after conversion; null when none has an amount.</param>
/// <param name="GrantCount">How many are in that sum.</param>
/// <param name="NotConvertedCount">Grants with an amount and no rate, or in another currency and without a date.</param>
/// <param name="CoveredLow">The grants in percent of the figures' high amount, not rounded; null without both or when built from grants.</param>
/// <param name="CoveredHigh">The grants in percent of the figures' low amount.</param>
public sealed record GrantCoverage(
    TotalSum Figures,
    decimal? Low,
    decimal? High,
    bool BuiltFromGrants,
    decimal? Grants,
    int GrantCount,
    int UndisclosedCount,
    int NotConvertedCount,
    decimal? CoveredLow,
    decimal? CoveredHigh)
{
    /// <param name="question">About the awarded stage.</param>
    /// <param name="grants">Any grants; those known at the instant, awarded by the day and in the years, and of the asked programmes and funders are taken.</param>
    /// <exception cref="ArgumentException">The question is about another stage, instant or day.</exception>
    public static GrantCoverage Of(KnownMoney money, TotalQuestion question, IEnumerable<TotalGrant> grants)
    {
        if (question.Stage != Stage.Awarded)
            throw new ArgumentException("Grants stand beside what was awarded.", nameof(question));
        var figures = Total.Answer(money, question with { GroupBy = null }).Total;
        var taken = Taken(money, question, grants);
        var converter = Total.ConverterFor(money, question);
        List<decimal> amounts = [.. taken.Select(grant => Converted(grant, money, converter)).OfType<decimal>()];
        var undisclosed = taken.Count(grant => grant.Amount is null);
        decimal? sum = amounts.Count == 0 ? null : amounts.Sum();
        var built = figures.Low is null && sum is not null;
        return new GrantCoverage(
            figures,
            built ? sum : figures.Low,
            built ? sum : figures.High,
            built,
            sum,
            amounts.Count,
            undisclosed,
            taken.Count - undisclosed - amounts.Count,
            Percent(sum, figures.High),
            Percent(sum, figures.Low));
    }

    private static List<TotalGrant> Taken(KnownMoney money, TotalQuestion question, IEnumerable<TotalGrant> grants)
    {
        var members = money.Tree.Members(question.Programmes);
        return [.. grants
            .Where(grant => grant.Stage == Stage.Awarded && grant.Known.Holds(question.AsOf) && question.FunderTypes.Contains(grant.FunderType))
            .Where(grant => question.StatedTo is not { } last || grant.Awarded <= last)
            .Where(grant => question.Years.Holds(grant.Awarded))
            .Where(grant => question.Programmes.IsAll || (money.Tree.NumberOf(grant.Programme) is var at and not ProgrammeTree.None && members[at]))
            .DistinctBy(grant => grant.Reference, StringComparer.Ordinal)];
    }

    private static decimal? Converted(TotalGrant grant, KnownMoney money, Conversion.Converter converter)
    {
        if (grant.Amount is not { } amount)
            return null;
        var programme = money.Tree.NumberOf(grant.Programme);
        var country = programme == ProgrammeTree.None ? null : money.Tree[programme].Country;
        var rate = (grant.Awarded ?? grant.Start) is { } day ? converter.Find(grant.Currency, day, country) : converter.WithoutDate(grant.Currency);
        return rate?.Apply(amount) is { } converted ? converter.Round(converted) : null;
    }

    private static decimal? Percent(decimal? part, decimal? whole) => whole > 0 ? part * 100 / whole : null;
}
