using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>One stage of a programme's money.</summary>
/// <param name="Grants">The recorded grants beside what was awarded; null at other stages and where none is recorded.</param>
public sealed record LadderRung(Stage Stage, TotalSum Sum, GrantCoverage? Grants)
{
    /// <summary>The figures' total or, where no awarded figure gives an amount, that of the grants.</summary>
    public decimal? Low => Grants?.Low ?? Sum.Low;

    public decimal? High => Grants?.High ?? Sum.High;
}

/// <summary>The public money of a programme and all within it, one number for each stage that has any; the numbers are never added.</summary>
/// <param name="Currency">The one most of the programme's figures are stated in, or most of its grants where it has no figure.</param>
public sealed record ProgrammeLadder(string Programme, string Currency, IReadOnlyList<LadderRung> Rungs)
{
    /// <returns>Null when no public money is known of the programme.</returns>
    public static ProgrammeLadder? Of(KnownMoney money, string programme, IReadOnlyCollection<TotalGrant> grants)
    {
        var question = new TotalQuestion
        {
            Stage = Stage.Awarded,
            Programmes = new ProgrammeSet { Programmes = [programme] },
            Target = new ConversionTarget("EUR"),
            AsOf = money.AsOf,
            StatedTo = money.StatedTo,
        };
        var stages = Enum.GetValues<Stage>().ToDictionary(stage => stage, stage => Total.Asked(money, question with { Stage = stage }));
        var figures = stages.Values.SelectMany(asked => asked).Select(figure => money[figure].Currency);
        var currency = MostUsed(figures) ?? MostUsed(grants.Where(grant => grant.Known.Holds(money.AsOf)).Select(grant => grant.Currency));
        if (currency is null)
            return null;

        question = question with { Target = new ConversionTarget(currency) };
        List<LadderRung> rungs = [];
        foreach (var (stage, asked) in stages)
        {
            var coverage = stage == Stage.Awarded ? GrantCoverage.Of(money, question, grants) : null;
            if (coverage is { GrantCount: 0, UndisclosedCount: 0, NotConvertedCount: 0 })
                coverage = null;
            if (asked.Count > 0 || coverage is not null)
                rungs.Add(new LadderRung(stage, Total.Answer(money, question with { Stage = stage }).Total, coverage));
        }

        return rungs.Count == 0 ? null : new ProgrammeLadder(programme, currency, rungs);
    }

    private static string? MostUsed(IEnumerable<string> currencies) => currencies.GroupBy(currency => currency, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
