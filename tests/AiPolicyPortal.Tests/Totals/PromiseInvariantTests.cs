using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using CsCheck;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>What must hold of the promises of any data folder whatever, on random ones.</summary>
public sealed class PromiseInvariantTests
{
    private const long Folders = 1_000;
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<MoneyFacts> Facts = Gen.Select(
        RandomFolder.Facts,
        Gen.Enum<Stage>().Array[12],
        (facts, stages) => facts with { Figures = [.. facts.Figures.Select((figure, at) => figure with { Stage = stages[at] })] });

    [Fact]
    public void Outstanding_WhateverTheOrderOfRowsAndLinks_IsTheSame() =>
        Gen.Select(Facts, Gen.Int).Sample(
            (facts, seed) => Text(facts) == Text(RandomFolder.Shuffle(facts, new Random(seed))), iter: Folders);

    [Fact]
    public void Outstanding_NoFigure_IsListedTwiceOrWithoutBeingCounted()
    {
        var listed = 0;
        Facts.Sample(
            facts =>
            {
                var money = new KnownMoney(facts, Now);
                var promises = Outstanding(facts);
                listed += promises.Count;
                return promises.DistinctBy(promise => promise.Figure.Reference).Count() == promises.Count
                    && promises.DistinctBy(promise => (money.GroupOf(money.NumberOf(promise.Figure.Reference)!.Value), promise.Figure.Stage, promise.Figure.FunderType)).Count()
                        == promises.Count
                    && promises.All(promise => promise.Figure.Standing == Standing.Stands && promise.Due.LastDay.Year < Now.Year);
            },
            iter: Folders,
            threads: 1);

        Assert.True(listed > Folders);
    }

    [Fact]
    public void Outstanding_WithAPaymentOfAnyOfItsMoney_HasNothingMoreAndNotThatMoney() =>
        Gen.Select(Facts, Gen.Int[0, 99], RandomFolder.Saying).Sample(
            (facts, pick, saying) =>
            {
                var before = Outstanding(facts);
                if (before.Count == 0)
                    return true;
                var paid = before[pick % before.Count].Figure;
                var after = Outstanding(saying
                    .Add(facts, paid with { Reference = "f-new", Announcement = "a-new", Stage = Stage.Disbursed })
                    .With(new TotalLink("f-new", FigureLinkKind.Restates, paid.Reference, new Timeline(Folder.Start))));
                var references = before.Select(promise => promise.Figure.Reference).ToHashSet();
                return after.All(promise => references.Contains(promise.Figure.Reference) && promise.Figure.Reference != paid.Reference);
            },
            iter: Folders);

    private static IReadOnlyList<Promise> Outstanding(MoneyFacts facts) => PromiseRule.Outstanding(
        new KnownMoney(facts, Now),
        DateOnly.FromDateTime(Now.UtcDateTime),
        new Dictionary<string, PartialDate> { ["p0"] = PartialDate.Parse("2020"), ["p1"] = PartialDate.Parse("2023-06"), ["p3"] = PartialDate.Parse("2040") },
        [new GrantTrace("p2", Stage.Awarded, FunderType.Public, new DateOnly(2021, 1, 1), false)]);

    private static string Text(MoneyFacts facts) => string.Join(
        "; ", Outstanding(facts).Select(promise => $"{promise with { Later = null }} {promise.Later?.Stage} {string.Join(' ', promise.Later?.Figures ?? [])}"));
}
