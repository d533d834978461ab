using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// What an announcement stated of one stage and kind of funder, and what of it was new next to everything known of them in the world: its share in
/// headline and new money, in the currency most of its figures there are stated in.
/// </summary>
/// <param name="Headline">All it stated, less what it holds within another of its figures; null where no figure of it stands.</param>
/// <param name="New">What of it was new, below zero for a decrease; null where no figure of it stands.</param>
/// <param name="Verdict">
/// Whether it was new: all of it; as-sum, for the first time as a sum of which parts had been stated before; at-stage, for the first time at this stage or of
/// these funders; part of it; mixed, where some was less than had been stated before; less than that; none; undisclosed; unknown, where what was disclosed does
/// not tell; no-figure, where none of its figures stands.
/// </param>
public sealed record StatedMoney(Stage Stage, FunderType FunderType, Money? Headline, Money? New, NewMoneyVerdict Verdict);

/// <summary>What an announcement stated of one stage and kind of funder, and what of it was new, figure by figure.</summary>
/// <param name="Headline">All it stated, less what it holds within another of its figures; null where no figure of it stands.</param>
/// <param name="New">What of it was new, below zero for a decrease; null where no figure of it stands.</param>
/// <param name="Verdict">Whether it was new, in the words of lists of announcements.</param>
/// <param name="Figures">By reference.</param>
public sealed record AnnouncementNovelty(Stage Stage, FunderType FunderType, Money? Headline, Money? New, NewMoneyVerdict Verdict, IReadOnlyList<FigureNovelty> Figures)
{
    /// <summary>Without its figures, as lists tell it.</summary>
    internal StatedMoney InBrief() => new(Stage, FunderType, Headline, New, Verdict);

    /// <summary>What of an announcement was new: by stage, then kind of funder.</summary>
    /// <param name="announcement">Its reference.</param>
    internal static IReadOnlyList<AnnouncementNovelty> Of(KnownMoney money, string announcement) =>
        [.. Questions(money, announcement).Select(question => Of(question.Of(money, announcement), announcement, question))];

    /// <summary>What has to be asked to say what of an announcement was new.</summary>
    /// <param name="announcement">Its reference.</param>
    private static IReadOnlyList<NoveltyQuestion> Questions(KnownMoney money, string announcement) =>
        [.. FiguresOf(money, announcement).GroupBy(figure => (figure.Stage, figure.FunderType)).OrderBy(alike => alike.Key).Select(alike => new NoveltyQuestion(
            alike.Key.Stage, alike.Key.FunderType, alike.CountBy(figure => figure.Currency).MaxBy(count => count.Value).Key))];

    /// <param name="announcement">Its reference.</param>
    /// <param name="question">One of <see cref="Questions"/>.</param>
    private static AnnouncementNovelty Of(NoveltyAnswer answer, string announcement, NoveltyQuestion question)
    {
        var (money, (stage, funder, currency)) = (answer.Known, question);
        var own = answer.Stated(announcement);
        var stated = (own?.Figures ?? []).ToDictionary(figure => figure.Figure.Reference);
        var headline = own is null ? null : In(own.Sum.Low, own.Sum.High, own.Figures.Where(figure => figure.HeadlineLow is not null).Select(figure => figure.Figure.Nature));
        var added = own is null ? null : In(own.Sum.NewLow, own.Sum.NewHigh, own.Figures.Where(figure => figure.NewLow is not (null or 0)).Select(figure => NatureOf(money, figure)));
        IReadOnlyList<FigureNovelty> figures = [.. FiguresOf(money, announcement).Where(figure => (figure.Stage, figure.FunderType) == (stage, funder)).Select(figure =>
            stated.TryGetValue(figure.Reference, out var judged)
                ? new FigureNovelty(
                    figure.Reference, judged.Novelty, null, In(judged.NewLow, judged.NewHigh, [NatureOf(money, judged)]),
                    judged.Because is { } because ? CausingFigure.Of(money, because) : null,
                    [.. judged.PartsBefore.Select(part => CausingFigure.Of(money, part))],
                    judged.Novelty == Novelty.New ? EarlierStatement.Of(money, money.NumberOf(figure.Reference)!.Value, withParts: judged.PartsBefore.Count == 0) : null)
                : new FigureNovelty(figure.Reference, null, answer.LeftOut(figure.Reference), null, null, [], null))];
        return new AnnouncementNovelty(stage, funder, headline, added, NewMoneyVerdicts.Of(headline, added, figures), figures);

        Money In(decimal? low, decimal? high, IEnumerable<Nature> of) =>
            new(low, high, currency, money.Tables.MinorUnit(currency), low is null ? Nature.Undisclosed : low != high ? Nature.Range : NatureOf(low.Value, of));
    }

    private static IEnumerable<TotalFigure> FiguresOf(KnownMoney money, string announcement) => money.ByAnnouncement[announcement].Select(number => money[number]);

    // The difference of two amounts is exact where both are.
    private static Nature NatureOf(KnownMoney money, StatedFigure stated) => stated is { Novelty: Novelty.Revision, Because: { } before }
        ? (stated.Figure.Nature, money[money.NumberOf(before)!.Value].Nature) is (Nature.Exact, Nature.Exact) ? Nature.Exact : Nature.About
        : stated.Figure.Nature;

    // One amount is what it was stated to be; several that are not all alike add up to about their sum; nothing is exactly nothing.
    private static Nature NatureOf(decimal amount, IEnumerable<Nature> of)
    {
        var natures = of.Where(nature => nature is not (Nature.Undisclosed or Nature.Range)).Distinct().ToList();
        return amount == 0 || natures.Count == 0 ? Nature.Exact : natures.Count == 1 ? natures[0] : Nature.About;
    }
}

/// <summary>What of one stage and kind of funder was new, in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
internal readonly record struct NoveltyQuestion(Stage Stage, FunderType FunderType, string Currency)
{
    /// <summary>
    /// The answer of the world on one announcement, worked out from what can matter to it: its figures' groups, those they lie inside, their parts, and the
    /// figures of the programmes above. The world has many more, and as many currencies as are asked for.
    /// </summary>
    /// <param name="announcement">Its reference.</param>
    public NoveltyAnswer Of(KnownMoney money, string announcement)
    {
        var (stage, funder) = (Stage, FunderType);
        bool IsAsked(int figure) => (money[figure].Stage, money[figure].FunderType) == (stage, funder);
        List<int> own = [.. money.ByAnnouncement[announcement].Where(IsAsked)];
        var groups = own.Select(money.GroupOf).ToHashSet();
        var near = money.PartsToWholes.ReachedFrom(groups).Union(money.WholesToParts.ReachedFrom(groups)).SelectMany(money.InGroup);
        var above = own.Select(money.ProgrammeOf).Where(programme => programme != ProgrammeTree.None).SelectMany(money.Tree.SelfAndAncestors).Distinct().SelectMany(money.InProgramme);
        return new NoveltyAnswer(money, NewMoney.Sum(money, [.. near.Concat(above).Where(IsAsked).Distinct().Order()], money.ConverterTo(new ConversionTarget(Currency)), YearRange.Open));
    }
}

/// <param name="Known">What it was worked out from.</param>
/// <param name="Sum">In which what was stated by the announcement asked about is as in the world.</param>
internal sealed record NoveltyAnswer(KnownMoney Known, NewMoneySum Sum)
{
    /// <returns>Null where no figure of it stands.</returns>
    public StatedAnnouncement? Stated(string announcement) => Sum.Announcements.FirstOrDefault(stated => stated.Reference == announcement);

    public LeftOutReason LeftOut(string figure) => Sum.LeftOut.First(left => left.Figure.Reference == figure).Reason;
}

/// <summary>What an announcement before it had stated of a figure's money, at another stage or of another kind of funder.</summary>
/// <param name="IsPart">It is a part of the figure's money; else it is the same, or holds it.</param>
public sealed record EarlierStatement(string Ref, PartialDate StatedOn, Money Money, Stage Stage, FunderType FunderType, bool IsPart)
{
    /// <summary>The earliest of the same money or of money it lies inside, else of its parts; null where there is none.</summary>
    /// <param name="withParts">Whether parts are looked for: those of its own stage and funders say more.</param>
    internal static EarlierStatement? Of(KnownMoney money, int number, bool withParts)
    {
        var group = money.GroupOf(number);
        return Earliest(money.PartsToWholes.ReachedFrom([group]), isPart: false)
            ?? (withParts ? Earliest(money.WholesToParts.ReachedFrom([group]).Where(part => part != group), isPart: true) : null);

        EarlierStatement? Earliest(IEnumerable<int> groups, bool isPart) => groups.SelectMany(money.InGroup)
            .Where(other => money[other].Announcement != money[number].Announcement
                && (money[other].Stage, money[other].FunderType) != (money[number].Stage, money[number].FunderType)
                && money[other].Disclosed && money[other].Standing == Standing.Stands
                && (money.StatedOn(other) < money.StatedOn(number) || (money.SaidAgain[number].Contains(other) && money.MayPrecede(other, number))))
            .OrderBy(money.StatedOn).ThenBy(other => other)
            .Select(first => new EarlierStatement(
                money[first].Reference, money.StatedOn(first), money[first].MoneyIn(money.Tables), money[first].Stage, money[first].FunderType, isPart))
            .FirstOrDefault();
    }
}

/// <summary>One figure of an announcement next to what had been stated before.</summary>
/// <param name="Novelty">Null where the figure does not stand or cannot be expressed in the currency of the others; <c>leftOut</c> says why.</param>
/// <param name="LeftOut">Why it does not count; null where it does.</param>
/// <param name="New">What of it was new, below zero for a decrease; null where it does not count.</param>
/// <param name="Because">The earlier figure that <c>novelty</c> speaks of.</param>
/// <param name="PartsBefore">Of one that is new: earlier figures whose money is a part of its money. It is new in full all the same.</param>
/// <param name="StatedBefore">
/// Of one that is new at its stage and of its kind of funder: what an earlier announcement had stated of the same money, of money it lies inside, or of a
/// part of it, at another stage or of other funders.
/// </param>
public sealed record FigureNovelty(
    string Ref, Novelty? Novelty, LeftOutReason? LeftOut, Money? New, CausingFigure? Because, IReadOnlyList<CausingFigure> PartsBefore, EarlierStatement? StatedBefore);
