using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>The one way to ask for totals.</summary>
public sealed class TotalQueries(PortalDbContext db, MoneySnapshots snapshots, PublishedAnswers answers, TimeProvider clock)
{
    private IReadOnlyDictionary<string, IReadOnlyList<NewMoneyVerdict>>? verdicts;

    /// <exception cref="InvalidQueryException">The query names what the portal does not know.</exception>
    public async Task<TotalReport> AnswerAsync(TotalQuery query, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var (question, asOf) = TotalAsk.Of(query, snapshot, clock.GetUtcNow());
        var money = snapshot.Known(question.AsOf, question.StatedTo);
        query = query.Over(Countries(money, question));
        var answer = Total.Answer(money, question);
        return new TotalReport(query, asOf, await NamedAsync(snapshot, query, cancellationToken), money, query.AddsUp ? answer : answer.WithoutSum());
    }

    /// <inheritdoc cref="AnswerAsync"/>
    public async Task<NewMoneyReport> NewMoneyAsync(TotalQuery query, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var (question, asOf) = TotalAsk.Of(query, snapshot, clock.GetUtcNow());
        var money = snapshot.Known(question.AsOf, question.StatedTo);
        // What was stated before the years asked for says what is new in them.
        query = query.Over(Countries(money, question with { Years = YearRange.Open }));
        var answer = NewMoney.Answer(money, question);
        return new NewMoneyReport(query, asOf, await NamedAsync(snapshot, query, cancellationToken), money, query.AddsUp ? answer : answer.WithoutSum(), () => GrowthOf(snapshot, query, question));
    }

    /// <summary>The same question of each of a few countries or programmes.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public async Task<Comparison> CompareAsync(CompareQuery query, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var now = clock.GetUtcNow();
        var (question, asOf) = TotalAsk.Of(query.Total, snapshot, now);
        var money = snapshot.Known(question.AsOf, question.StatedTo);
        var named = await NamedAsync(snapshot, query.Total, cancellationToken);
        return new Comparison(query, asOf, named, [.. query.Items.Select(item =>
        {
            var its = TotalAsk.Of(query.Of(item), snapshot, now).Question;
            var asked = query.Of(item).Over(Countries(money, its));
            return new ComparedItem(item, new TotalReport(asked, asOf, named, money, Total.Answer(money, its)));
        })]);
    }

    /// <summary>What there is to compare now.</summary>
    public async Task<Comparable> ComparableAsync(CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        return snapshot.Comparable;
    }

    /// <summary>Whether a figure is counted now, and where another figure stands in its way, whether it was by its own day.</summary>
    /// <param name="currency">Of the total, ISO 4217; null for euros.</param>
    /// <returns>Nothing when no such figure is known; the second is null when it is as now.</returns>
    public async Task<(FigureCounting? Now, FigureCounting? WhenStated)> CountingAsync(string figure, string? currency, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var now = FigureCounting.Of(snapshot.Known(snapshot.SettledAt), figure, currency);
        if (now?.Because is null)
            return (now, null);
        var then = FigureCounting.Of(snapshot.Known(snapshot.SettledAt, now.StatedOn), figure, currency);
        // Which figure is counted in the end is told of now alone.
        then = then is null ? null : then with { InTheEnd = now.InTheEnd };
        return (now, then == now ? null : then);
    }

    /// <summary>
    /// Figures of a programme whose money the figure of another, not within it, stands for in totals of both: what one would count a second time by adding
    /// programmes up.
    /// </summary>
    /// <param name="programme">Slug.</param>
    public Task<IReadOnlyList<FigureCounting>> CountedElsewhereAsync(string programme, CancellationToken cancellationToken) =>
        answers.GetAsync<IReadOnlyList<FigureCounting>>(db, $"elsewhere/{programme}", async token =>
        {
            var snapshot = await snapshots.LatestAsync(db, token);
            var money = snapshot.Known(snapshot.SettledAt);
            var own = money.Tree.NumberOf(programme);
            return
            [
                .. Enumerable.Range(0, money.Count).Where(number => money.ProgrammeOf(number) == own).Select(number => FigureCounting.Of(money, money.VerdictsIn(null), number))
                    .Where(counting => counting is { Reason: LeftOutReason.Restated or LeftOutReason.Contradicted, Because: { } because }
                        && !money.Tree.SelfAndAncestors(money.ProgrammeOf(money.NumberOf(because.Ref)!.Value)).Contains(own)),
            ];
        }, cancellationToken);

    /// <summary>What of the money of announcements was new, by what is or, where the past is read, was known.</summary>
    /// <returns>Of an announcement, by its reference, an entry for each stage and kind of funder: none where it stated no amount.</returns>
    public async Task<Func<string, IReadOnlyList<AnnouncementNovelty>>> NoveltiesAsync(CancellationToken cancellationToken)
    {
        var money = await snapshots.KnownAsync(db, cancellationToken);
        return announcement => AnnouncementNovelty.Of(money, announcement);
    }

    /// <summary>The announcements that state an amount, by reference, with whether it was new for each stage and kind of funder.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<NewMoneyVerdict>>> VerdictsAsync(CancellationToken cancellationToken) =>
        // Answers on the past are kept for no other request.
        verdicts ??= await answers.GetAsync<IReadOnlyDictionary<string, IReadOnlyList<NewMoneyVerdict>>>(db, "novelty", async token =>
        {
            var money = await snapshots.KnownAsync(db, token);
            return money.ByAnnouncement.ToDictionary(
                stated => stated.Key, stated => (IReadOnlyList<NewMoneyVerdict>)[.. AnnouncementNovelty.Of(money, stated.Key).Select(novelty => novelty.Verdict)], StringComparer.Ordinal);
        }, cancellationToken);

    /// <summary>The money of some programmes now, one number for each stage and kind of funder; null when none is known. Grants are left aside.</summary>
    /// <param name="currency">ISO 4217; null for the one most of their figures are stated in.</param>
    public async Task<StageLadder?> LadderAsync(ProgrammeSet programmes, string? currency, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        return StageLadder.Of(snapshot.Known(snapshot.SettledAt), programmes, currency, []);
    }

    /// <summary>The same of one programme and all within it, with its grants beside what was awarded.</summary>
    /// <param name="programme">Slug.</param>
    /// <param name="currency">ISO 4217; null for its own.</param>
    public Task<StageLadder?> LadderAsync(string programme, string? currency, CancellationToken cancellationToken) =>
        answers.GetAsync(db, $"ladders/{programme}/{currency}", token => MakeLadderAsync(programme, currency, token), cancellationToken);

    private async Task<StageLadder?> MakeLadderAsync(string programme, string? currency, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var money = snapshot.Known(snapshot.SettledAt);
        var programmes = new ProgrammeSet { Programmes = [programme] };
        var grants = await new TotalGrantsLoader(db).OfAsync(money.ProgrammesIn(programmes), cancellationToken);
        return StageLadder.Of(money, programmes, currency, grants);
    }

    /// <summary>The programmes of a country that any money is known of now.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <returns>With the names of all programmes by reference.</returns>
    public async Task<(ProgrammeOutline Outline, IReadOnlyDictionary<string, string> Names)> OutlineAsync(
        string country, string currency, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        return (ProgrammeOutline.Of(snapshot.Known(snapshot.SettledAt), country, currency), snapshot.ProgrammeNames);
    }

    /// <summary>How the total of each stage came to be.</summary>
    /// <param name="query">Its stage and grouping do not matter.</param>
    /// <inheritdoc cref="AnswerAsync"/>
    public async Task<StageHistoryReport> StageHistoryAsync(TotalQuery query, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        var (question, asOf) = TotalAsk.Of(query, snapshot, clock.GetUtcNow());
        var money = snapshot.Known(question.AsOf, question.StatedTo);
        query.Over(Enum.GetValues<Stage>().SelectMany(stage => Countries(money, question with { Stage = stage })));
        return new StageHistoryReport(query, asOf, await NamedAsync(snapshot, query, cancellationToken), StageHistory.Of(snapshot.Facts, money, question));
    }

    private static IEnumerable<string> Countries(KnownMoney money, TotalQuestion question) => Total.Asked(money, question).Select(money.CountryOf).OfType<string>();

    private static (decimal? Low, decimal? High) GrowthOf(MoneySnapshot snapshot, TotalQuery query, TotalQuestion question)
    {
        if (!query.AddsUp)
            return (null, null);
        var grown = By(query.Years.To);
        var before = query.Years.From is { } first ? By(first - 1) : null;
        return (Less(grown.Low, before?.Low), Less(grown.High, before?.High));

        TotalSum By(int? year)
        {
            var end = year is { } last ? PartialDate.OfYear(last) : question.StatedTo;
            var statedTo = question.StatedTo is { } asked && end is { } day && asked.LastDay < day.LastDay ? asked : end;
            var then = question with { Years = YearRange.Open, GroupBy = null, StatedTo = statedTo };
            return Total.Answer(snapshot.Known(then.AsOf, statedTo), then).Total;
        }

        static decimal? Less(decimal? grown, decimal? before) => grown is null && before is null ? null : (grown ?? 0) - (before ?? 0);
    }

    // What was known then has its figures; names are read, since a later publication may have changed them.
    private Task<MoneySnapshot> NamedAsync(MoneySnapshot snapshot, TotalQuery query, CancellationToken cancellationToken) =>
        query.AsOf is { } asked && asked < snapshot.PublishedAt
            ? db.InPastAsync(asked, () => new MoneyFactsLoader(db).NameAsync(snapshot, cancellationToken), cancellationToken)
            : Task.FromResult(snapshot);

    /// <summary>The claims on its money that contradict each other, as they are known now.</summary>
    /// <param name="programme">Slug.</param>
    public async Task<IReadOnlyList<ClaimGroup>> ClaimsAsync(string programme, CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.LatestAsync(db, cancellationToken);
        return ClaimGroup.Of(snapshot.Known(snapshot.SettledAt), programme);
    }
}

/// <summary>An answer with what it answers.</summary>
/// <param name="AsOf">The instant of the portal's knowledge it speaks of, UTC.</param>
/// <param name="Known">What the answer was worked out from.</param>
public sealed record TotalReport(TotalQuery Query, DateTimeOffset AsOf, MoneySnapshot Snapshot, KnownMoney Known, TotalAnswer Answer)
{
    /// <param name="reference">A figure that the answer names as the cause for another.</param>
    public CausingFigure Cause(string reference) => CausingFigure.Of(Known, reference);

    /// <summary>Money of the total that those of kinds of funder which were not asked for count as well, and that two of its figures have in common, by the reference of its figure.</summary>
    public ILookup<string, SharedMoney> Shared() =>
        SharedMoney.Of(Known, TotalAsk.Of(Query, Snapshot, AsOf).Question, Answer.Total).ToLookup(shared => shared.Figure.Stated.Ref, StringComparer.Ordinal);

    /// <summary>How many of the figures in a sum have a source of tier 1.</summary>
    public int OfficialCount(TotalSum sum) => sum.Counted.Count(figure => Known.NumberOf(figure.Figure.Reference) is { } number && Known.Tier(number) == 1);
}

/// <summary>An answer with what it answers.</summary>
/// <param name="AsOf">The instant of the portal's knowledge it speaks of, UTC.</param>
/// <param name="Known">What the answer was worked out from.</param>
/// <param name="GrowthOf">Works out <see cref="Growth"/>.</param>
public sealed record NewMoneyReport(
    TotalQuery Query, DateTimeOffset AsOf, MoneySnapshot Snapshot, KnownMoney Known, NewMoneyAnswer Answer, Func<(decimal? Low, decimal? High)> GrowthOf)
{
    /// <summary>
    /// What the total grew by: what had been stated by the end of the last year, less what had been by the end of the year before the first. Of a larger sum
    /// of which parts had been stated before it holds only the rest, where new money holds the whole. Null where nothing is known, or where amounts do not add up.
    /// </summary>
    public (decimal? Low, decimal? High) Growth => GrowthOf();

    /// <inheritdoc cref="TotalReport.Cause"/>
    public CausingFigure Cause(string reference) => CausingFigure.Of(Known, reference);
}

/// <summary>A history with what it answers.</summary>
/// <param name="AsOf">The instant of the portal's knowledge it speaks of, UTC.</param>
public sealed record StageHistoryReport(TotalQuery Query, DateTimeOffset AsOf, MoneySnapshot Snapshot, StageHistory History);
