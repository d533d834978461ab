using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Totals of public money by the portal's rules, each with what explains it.</summary>
public static class Total
{
    public static TotalAnswer Answer(MoneyFacts facts, TotalQuestion question) =>
        Answer(new KnownMoney(facts, question.AsOf, question.StatedTo), question);

    /// <exception cref="ArgumentException">The question is about another instant or day than what is known.</exception>
    public static TotalAnswer Answer(KnownMoney money, TotalQuestion question)
    {
        var converter = ConverterFor(money, question);
        var asked = Asked(money, question);
        var total = Sum(money, asked, converter);
        if (question.GroupBy is not { } grouping)
            return new TotalAnswer(converter.Decimals, total, [], null);
        List<TotalGroup> groups = [.. new Partition(money, question, grouping).Of(asked)
            .Select(group => new TotalGroup(group.Key, Sum(money, group.Figures, converter)))];
        return new TotalAnswer(converter.Decimals, total, groups, TotalOverlap.Of(total, groups));
    }

    internal static Converter ConverterFor(KnownMoney money, TotalQuestion question) =>
        (money.AsOf, money.StatedTo) == (question.AsOf, question.StatedTo)
            ? money.ConverterTo(question.Target)
            : throw new ArgumentException("The question is about another instant or day than what is known.", nameof(question));

    /// <summary>The figures at the asked stage, of the asked funders, programmes and years, in the order of their references.</summary>
    internal static List<int> Asked(KnownMoney money, TotalQuestion question)
    {
        var members = question.Programmes.IsAll ? null : money.Tree.Members(question.Programmes);
        var funders = question.FunderTypes.ToHashSet();
        var asked = new List<int>();
        for (var figure = 0; figure < money.Count; figure++)
        {
            if (money[figure].Stage == question.Stage && funders.Contains(money[figure].FunderType) && question.Years.Holds(money.StatedOn(figure))
                && (members is null || (money.ProgrammeOf(figure) is var programme and not ProgrammeTree.None && members[programme])))
                asked.Add(figure);
        }

        return asked;
    }

    /// <summary>Rules 4 to 6: what is not counted is left out, with its reason.</summary>
    /// <param name="candidates">As rule 3 judged them.</param>
    internal static void Settle(KnownMoney money, IEnumerable<Candidate> candidates)
    {
        var standing = Representative.Choose(money, [.. candidates.Where(candidate => candidate.Reason is null)]);
        InsideRule.Apply(money, standing);
        ParentRule.Apply(money, standing);
    }

    /// <summary>
    /// The figures of one stage and kind of funder, of all programmes, as the rules settle them when amounts stay in their own currencies,
    /// so that none is left out for want of a rate.
    /// </summary>
    internal static List<Candidate> Settled(KnownMoney money, Stage stage, FunderType funder)
    {
        List<Candidate> candidates = [.. Enumerable.Range(0, money.Count)
            .Where(figure => money[figure].Stage == stage && money[figure].FunderType == funder)
            .Select(figure => Candidate.Judge(money, figure, null))];
        Settle(money, candidates);
        return candidates;
    }

    internal static decimal? Overlap(decimal? total, IEnumerable<decimal?> parts)
    {
        var known = parts.OfType<decimal>().ToList();
        return total is null && known.Count == 0 ? null : (total ?? 0) - known.Sum();
    }

    internal static TotalSum Sum(KnownMoney money, IReadOnlyCollection<int> figures, Converter converter)
    {
        List<Candidate> candidates = [.. figures.Select(figure => Candidate.Judge(money, figure, converter))];
        Settle(money, candidates);

        List<CountedFigure> counted = [.. candidates.Where(candidate => candidate.Reason is null).Select(candidate => new CountedFigure(
            candidate.Figure, money.StatedOn(candidate.Number), candidate.Figure.Years ?? 1, candidate.Low, candidate.High, candidate.Conversion))];
        List<LeftOutFigure> leftOut = [.. candidates.Where(candidate => candidate.Reason is not null).Select(candidate => new LeftOutFigure(
            candidate.Figure,
            money.StatedOn(candidate.Number),
            candidate.Reason!.Value,
            candidate.Because is { } because ? money[because].Reference : null,
            candidate.Criterion))];
        var disclosed = counted.Where(figure => figure.ConvertedLow is not null).ToList();
        return disclosed.Count == 0
            ? new TotalSum(null, null, counted, leftOut)
            : new TotalSum(disclosed.Sum(figure => figure.ConvertedLow), disclosed.Sum(figure => figure.ConvertedHigh), counted, leftOut);
    }
}
