using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>One programme of an outline.</summary>
/// <param name="Slug">Its reference.</param>
/// <param name="Depth">0 for one with no other of the outline above it.</param>
/// <param name="Sums">Its own public total and that of all within it, at each of the outline's stages; null where nothing is known.</param>
/// <param name="CountedWith">
/// At each stage, the programme with whose figure all of the money of this one that has an amount is counted in the whole, neither above nor within this
/// one; null where there is none, or more than one.
/// </param>
public sealed record OutlinedProgramme(string Slug, int Depth, IReadOnlyList<TotalSum?> Sums, IReadOnlyList<string?> CountedWith);

/// <summary>
/// The programmes of one country that any money is known of, parents before their parts, each with its public totals. A programme's total holds
/// its parts', so the rows are not to be added; and the parts may add up to more than the whole, whose own figure then stands.
/// </summary>
/// <param name="Currency">ISO 4217.</param>
public sealed record ProgrammeOutline(string Country, string Currency, IReadOnlyList<Stage> Stages, IReadOnlyList<OutlinedProgramme> Programmes)
{
    public static IReadOnlyList<Stage> Usual { get; } = [Stage.Announced, Stage.Committed, Stage.Awarded];

    /// <param name="country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</param>
    /// <param name="currency">ISO 4217.</param>
    public static ProgrammeOutline Of(KnownMoney money, string country, string currency)
    {
        var question = new TotalQuestion
        {
            Stage = Stage.Announced,
            Programmes = new ProgrammeSet { Countries = [country] },
            Target = new ConversionTarget(currency),
            AsOf = money.AsOf,
            StatedTo = money.StatedTo,
            GroupBy = TotalGrouping.Programme,
        };
        var programmes = Ordered(money, question).ToList();
        if (programmes.Count == 0)
            return new ProgrammeOutline(country, currency, Usual, []);
        // A part may be of another country.
        question = question with { Programmes = new ProgrammeSet { Programmes = [.. programmes.Select(programme => programme.Slug)] } };
        List<TotalAnswer> answers = [.. Usual.Select(stage => Total.Answer(money, question with { Stage = stage }))];
        List<Dictionary<string, TotalSum>> byStage = [.. answers.Select(answer => answer.Groups.ToDictionary(group => group.Key, group => group.Sum, StringComparer.Ordinal))];
        List<Dictionary<string, string>> standing = [.. answers.Select(answer => StandingElsewhere(money, answer.Total))];
        return new ProgrammeOutline(country, currency, Usual, [.. programmes.Select(programme =>
        {
            List<TotalSum?> sums = [.. byStage.Select(sums => sums.GetValueOrDefault(programme.Slug))];
            return new OutlinedProgramme(programme.Slug, programme.Depth, sums, [.. sums.Zip(standing, (sum, others) => CountedWith(sum, others))]);
        })]);
    }

    /// <summary>By reference of a figure that is left out as money of another one: the programme of the figure counted in the end, unless it is of the same branch.</summary>
    private static Dictionary<string, string> StandingElsewhere(KnownMoney money, TotalSum whole)
    {
        var elsewhere = new Dictionary<string, string>(StringComparer.Ordinal);
        var ends = new CountedInTheEnd(whole);
        foreach (var left in whole.LeftOut.Where(left => left.Reason is LeftOutReason.Restated or LeftOutReason.Contradicted or LeftOutReason.Inside))
        {
            if (ends.For(left.Figure.Reference) is not { } end)
                continue;
            var (own, other) = (money.ProgrammeOf(money.NumberOf(left.Figure.Reference)!.Value), money.ProgrammeOf(money.NumberOf(end)!.Value));
            if (!money.Tree.SelfAndAncestors(own).Contains(other) && !money.Tree.SelfAndAncestors(other).Contains(own))
                elsewhere.Add(left.Figure.Reference, money.Tree[other].Slug);
        }

        return elsewhere;
    }

    private static string? CountedWith(TotalSum? sum, Dictionary<string, string> elsewhere)
    {
        var others = (sum?.Counted ?? []).Where(figure => figure.Figure.Disclosed).Select(figure => elsewhere.GetValueOrDefault(figure.Figure.Reference)).Distinct().ToList();
        return others is [var one] ? one : null;
    }

    private static IEnumerable<(string Slug, int Depth)> Ordered(KnownMoney money, TotalQuestion question)
    {
        var tree = money.Tree;
        var members = tree.Members(question.Programmes);
        var funders = question with { FunderTypes = Enum.GetValues<FunderType>() };
        var wanted = Enum.GetValues<Stage>().SelectMany(stage => Total.Asked(money, funders with { Stage = stage }))
            .SelectMany(figure => tree.SelfAndAncestors(money.ProgrammeOf(figure))).Where(programme => members[programme]).ToHashSet();
        var children = wanted.Order().ToLookup(programme => tree.SelfAndAncestors(tree.ParentOf(programme)).Where(wanted.Contains).DefaultIfEmpty(ProgrammeTree.None).First());
        return Below(ProgrammeTree.None, 0);

        IEnumerable<(string Slug, int Depth)> Below(int parent, int depth) =>
            children[parent].SelectMany(programme => Below(programme, depth + 1).Prepend((tree[programme].Slug, depth)));
    }
}
