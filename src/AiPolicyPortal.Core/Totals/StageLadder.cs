using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>One stage of one kind of money.</summary>
/// <param name="Instruments">The total of each instrument's own set, those with a counted figure alone, the unknown one last.</param>
/// <param name="Overlap">What the instruments lack to the total.</param>
/// <param name="Grants">The recorded grants beside what was awarded; null at other stages, where none is recorded and where none was asked for.</param>
public sealed record LadderRung(
    Stage Stage, TotalSum Sum, IReadOnlyList<TotalGroup> Instruments, TotalOverlap Overlap, GrantCoverage? Grants)
{
    /// <summary>The figures' total or, where no awarded figure gives an amount, that of the grants.</summary>
    public decimal? Low => Grants?.Low ?? Sum.Low;

    public decimal? High => Grants?.High ?? Sum.High;

    /// <summary>Whether there is anything to show an amount of, be it undisclosed; otherwise every figure is left out.</summary>
    public bool IsCounted => Sum.FigureCount > 0 || Grants is not null;
}

/// <summary>The money of one funder type, one number for each stage that has any, in the order of the stages.</summary>
public sealed record LadderLine(FunderType FunderType, IReadOnlyList<LadderRung> Rungs);

/// <summary>
/// The money of a set of programmes, one number for each stage and kind of funder: the total of that stage and that funder type.
/// The numbers are never added, neither across stages nor across kinds of money.
/// </summary>
/// <param name="Currency">As asked, or the one most of the set's public figures are stated in.</param>
/// <param name="Lines">Public, private, mixed and unknown money, those that have a figure alone; never empty.</param>
/// <param name="Shared">Money that two lines count, or that two figures of one have in common, each pair of figures once, in the order of the stages; what lies inside other money comes first in its pair.</param>
public sealed record StageLadder(ProgrammeSet Programmes, string Currency, IReadOnlyList<LadderLine> Lines, IReadOnlyList<SharedMoney> Shared)
{
    /// <param name="currency">ISO 4217; null for the currency most of the public figures that stand are stated in, else most that stand, else most grants, else most figures.</param>
    /// <param name="grants">The grants of these programmes at least, to stand beside what was awarded; none to leave them aside.</param>
    /// <returns>Null when no money is known of the programmes.</returns>
    public static StageLadder? Of(KnownMoney money, ProgrammeSet programmes, string? currency, IReadOnlyCollection<TotalGrant> grants)
    {
        var question = new TotalQuestion
        {
            Stage = Stage.Awarded,
            FunderTypes = Enum.GetValues<FunderType>(),
            Programmes = programmes,
            Target = new ConversionTarget("EUR"),
            AsOf = money.AsOf,
            StatedTo = money.StatedTo,
        };
        var figures = Enum.GetValues<Stage>().SelectMany(stage => Total.Asked(money, question with { Stage = stage }))
            .Select(figure => money[figure]).ToList();
        // What does not stand is in no total, in whatever currency.
        if ((currency ?? MostUsed(money, [.. figures.Where(figure => figure.Standing == Standing.Stands)], grants) ?? MostUsed(money, figures, grants)) is not { } chosen)
            return null;

        var asked = figures.Select(figure => (figure.FunderType, figure.Stage)).ToHashSet();
        question = question with { Target = new ConversionTarget(chosen) };
        List<LadderLine> lines = [];
        foreach (var funder in Enum.GetValues<FunderType>())
        {
            List<LadderRung> rungs = [.. Enum.GetValues<Stage>()
                .Select(stage => Rung(money, question with { Stage = stage, FunderTypes = [funder] }, asked.Contains((funder, stage)), grants))
                .OfType<LadderRung>()];
            if (rungs.Count > 0)
                lines.Add(new LadderLine(funder, rungs));
        }

        return lines.Count == 0 ? null : new StageLadder(programmes, chosen, lines, SharedMoney.Among(money, lines));
    }

    private static LadderRung? Rung(KnownMoney money, TotalQuestion question, bool hasFigures, IReadOnlyCollection<TotalGrant> grants)
    {
        var coverage = question.Stage == Stage.Awarded && grants.Count > 0 ? GrantCoverage.Of(money, question, grants) : null;
        if (coverage is { GrantCount: 0, UndisclosedCount: 0, NotConvertedCount: 0 })
            coverage = null;
        if (!hasFigures && coverage is null)
            return null;
        var answer = Total.Answer(money, question with { GroupBy = TotalGrouping.Instrument });
        return new LadderRung(
            question.Stage, answer.Total, [.. answer.Groups.Where(group => group.Sum.FigureCount > 0)], answer.Overlap!, coverage);
    }

    private static string? MostUsed(KnownMoney money, IReadOnlyCollection<TotalFigure> figures, IEnumerable<TotalGrant> grants) =>
        MostUsed(figures.Where(figure => figure.FunderType == FunderType.Public).Select(figure => figure.Currency))
        ?? MostUsed(figures.Select(figure => figure.Currency))
        ?? MostUsed(grants.Where(grant => grant.Known.Holds(money.AsOf)).Select(grant => grant.Currency));

    private static string? MostUsed(IEnumerable<string> currencies) => currencies.GroupBy(currency => currency, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
