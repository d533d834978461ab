using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Conversion;

namespace AiPolicyPortal.Tests.Totals;

public sealed class AnnouncementNoveltyTests
{
    [Fact]
    public void Of_RestatedAmount_HasNothingNewAndNamesTheFirst()
    {
        var stated = Assert.Single(Of(new Folder().Figure("f1", 100, "2018-03-29").Figure("f2", 100, "2024-03-11", announcement: "a").Restates("f2", "f1")));

        Assert.Equal((100m, 0m), (stated.Headline!.Low, stated.New!.Low));
        Assert.Equal((Novelty.Restated, "f1"), (stated.Figures[0].Novelty, stated.Figures[0].Because!.Ref));
    }

    [Fact]
    public void Of_Revision_IsNewByItsIncrease()
    {
        var stated = Assert.Single(Of(new Folder().Figure("f1", 100, "2018").Figure("f2", 150, "2019", announcement: "a").Revises("f2", "f1")));

        Assert.Equal((150m, 50m), (stated.Headline!.Low, stated.New!.Low));
    }

    [Fact]
    public void Of_MoneyStatedBeforeAtAnotherStageOrInAWhole_SaysSo()
    {
        var folder = new Folder().Figure("f1", 100, "2018").Figure("f2", 100, "2020", announcement: "a", stage: Stage.Awarded).Restates("f2", "f1")
            .Figure("f3", 30, "2020", announcement: "a", stage: Stage.Committed).PartOf("f3", "f1").Figure("f4", 5, announcement: "a", stage: Stage.Disbursed);

        var stated = Of(folder).SelectMany(money => money.Figures).ToList();

        Assert.All(stated, figure => Assert.Equal(Novelty.New, figure.Novelty));
        Assert.Equal([("f3", "f1"), ("f2", "f1"), ("f4", null)], stated.Select(figure => (figure.Ref, figure.StatedBefore?.Ref)));
    }

    [Fact]
    public void Of_SumOfPartsThatOthersStatedOfOtherFunders_SaysSo()
    {
        var folder = new Folder().Figure("f1", 75, "2025-08-14", funder: FunderType.Public).Figure("f2", 77, "2025-08-14", funder: FunderType.Private)
            .Figure("f3", 152, "2025-08-17", announcement: "a", funder: FunderType.Mixed).PartOf("f1", "f3").PartOf("f2", "f3");

        var stated = Assert.Single(Of(folder));

        Assert.Equal(NewMoneyVerdict.AtStage, stated.Verdict);
        Assert.True(stated.Figures[0].StatedBefore is { Ref: "f1", IsPart: true });
    }

    [Fact]
    public void Of_RestatementOfOtherFundersOfThatDay_SaysSo()
    {
        var stated = Assert.Single(Of(new Folder().Figure("f1", 109, "2025-02-09", funder: FunderType.Private)
            .Figure("f2", 109, "2025-02-09", announcement: "a", funder: FunderType.Mixed).Restates("f2", "f1")));

        Assert.Equal(NewMoneyVerdict.AtStage, stated.Verdict);
        Assert.True(stated.Figures[0].StatedBefore is { Ref: "f1", IsPart: false });
    }

    [Fact]
    public void Of_WhatTheAnnouncementItselfOrALaterOneSays_IsNotBefore()
    {
        var folder = new Folder().Figure("f1", 100, "2020", announcement: "a").Figure("f2", 100, announcement: "a", stage: Stage.Awarded).Restates("f2", "f1")
            .Figure("f3", 100, "2021", stage: Stage.Committed).Restates("f3", "f1");

        Assert.All(Of(folder).SelectMany(money => money.Figures), figure => Assert.Null(figure.StatedBefore));
    }

    [Fact]
    public void Of_AmountThatIsNotExact_IsNotMadeExact()
    {
        var folder = new Folder().Figure("f1", 100, announcement: "a").Figure("f2", 30, high: 50, announcement: "b");

        Assert.Equal(Nature.Exact, Of(folder)[0].New!.Nature);
        Assert.Equal(Nature.Range, Of(folder, "b")[0].New!.Nature);
    }

    [Fact]
    public void Of_EachStageAndKindOfFunder_IsApart()
    {
        var stated = Of(new Folder()
            .Figure("f1", 100, announcement: "a").Figure("f2", 40, announcement: "a", funder: FunderType.Private)
            .Figure("f3", 30, announcement: "a", stage: Stage.Committed).Figure("f9", 7));

        Assert.Equal(
            [(Stage.Announced, FunderType.Public, 100m), (Stage.Announced, FunderType.Private, 40m), (Stage.Committed, FunderType.Public, 30m)],
            stated.Select(money => (money.Stage, money.FunderType, money.New!.Low!.Value)));
    }

    [Fact]
    public void Of_FigureThatDoesNotStand_SaysWhyAndHasNoAmount()
    {
        var stated = Assert.Single(Of(new Folder().Figure("f1", 100, announcement: "a", standing: Standing.Target)));

        Assert.Equal((null, null), (stated.Headline, stated.New));
        Assert.Equal((LeftOutReason.Target, null), (stated.Figures[0].LeftOut, stated.Figures[0].Novelty));
    }

    [Fact]
    public void Of_Undisclosed_IsNotZero()
    {
        var stated = Assert.Single(Of(new Folder().Figure("f1", null, announcement: "a")));

        Assert.Equal((null, null, Nature.Undisclosed), (stated.Headline!.Low, stated.New!.Low, stated.New.Nature));
    }

    [Fact]
    public void Of_SecondCurrencyOfTheSameMoney_IsNotNewTwice()
    {
        var stated = Assert.Single(Of(new Folder().Figure("f1", 100, announcement: "a").Figure("f2", 100, announcement: "a").Restates("f2", "f1")));

        Assert.Equal((100m, 100m), (stated.Headline!.Low, stated.New!.Low));
    }

    [Fact]
    public void Of_EveryAnnouncementOfTheStarterData_IsWhatTheWorldSays()
    {
        var money = new KnownMoney(DataFolder.Read(ReferenceData.Tables, "data", "starter"), Folder.Now);
        var compared = 0;
        foreach (var stated in money.ByAnnouncement)
        {
            foreach (var novelty in AnnouncementNovelty.Of(money, stated.Key).Where(novelty => novelty.Headline is not null))
            {
                var world = NewMoney.Answer(money, new TotalQuestion
                {
                    Stage = novelty.Stage,
                    FunderTypes = [novelty.FunderType],
                    Target = new ConversionTarget(novelty.Headline!.Currency),
                    AsOf = money.AsOf,
                }).Total.Announcements.Single(announcement => announcement.Reference == stated.Key);

                Assert.Equal((world.Sum.Low, world.Sum.High, world.Sum.NewLow, world.Sum.NewHigh), (novelty.Headline.Low, novelty.Headline.High, novelty.New!.Low, novelty.New.High));
                Assert.Equal(
                    world.Figures.Select(figure => (figure.Figure.Reference, (Novelty?)figure.Novelty, figure.Because, string.Join(' ', figure.PartsBefore))),
                    novelty.Figures.Where(figure => figure.LeftOut is null).Select(figure => (figure.Ref, figure.Novelty, figure.Because?.Ref, string.Join(' ', figure.PartsBefore.Select(part => part.Ref)))));
                compared++;
            }
        }

        Assert.True(compared > 400, $"{compared}");
    }

    private static IReadOnlyList<AnnouncementNovelty> Of(Folder folder, string announcement = "a")
    {
        return AnnouncementNovelty.Of(new KnownMoney(folder.Facts(), Folder.Now), announcement);
    }
}
