using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Conversion;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>The founding example and the whole of the starter data.</summary>
public sealed class StarterDataTests
{
    private static readonly MoneyFacts Facts = DataFolder.Read(ReferenceData.Tables, "data", "starter");

    [Fact]
    public void Total_FranceAnnouncedByMarch2024_TellsTheFoundingStory()
    {
        var total = Total.Answer(Facts, Folder.Ask(ask => ask with
        {
            Programmes = new ProgrammeSet { Countries = ["FR"] },
            StatedTo = PartialDate.Parse("2024-03-11"),
        })).Total;

        // 541.7 + 1,527 + 1,545 million.
        Assert.Equal(3_613_700_000m, total.Low);
        Assert.Equal(["f-fr-038", "f-fr-104", "f-fr-105"], total.Counted.Select(figure => figure.Figure.Reference));
        Assert.Contains(total.LeftOut, left => left is { Figure.Reference: "f-fr-001", Because: "f-fr-104" });
        Assert.Contains(total.LeftOut, left => left is { Figure.Reference: "f-fr-044", Reason: LeftOutReason.Restated, Because: "f-fr-105" });
    }

    [Fact]
    public void Total_FranceCommitted_CountsTheShareOfFrance2030Once()
    {
        var total = Total.Answer(Facts, Folder.Ask(ask => ask with { Programmes = new ProgrammeSet { Countries = ["FR"] }, Stage = Stage.Committed })).Total;

        Assert.Equal(2_500_000_000m, total.Low);
        Assert.Equal(["f-fr-103"], total.Counted.Select(figure => figure.Figure.Reference));
        Assert.Contains(total.LeftOut, left => left is { Figure.Reference: "f-fr-033", Reason: LeftOutReason.Restated, Because: "f-fr-103" });
        Assert.Contains(total.LeftOut, left => left is { Figure.Reference: "f-fr-008", Reason: LeftOutReason.Inside, Because: "f-fr-103" });
    }

    [Fact]
    public void Total_OfAnyKind_CountsNoAmountOfAProgrammeTwiceWithoutANote()
    {
        var notes = StarterFile.Read("figures.csv").ToDictionary(row => row["id"], row => row["note"], StringComparer.Ordinal);
        var pairs =
            from stage in Enum.GetValues<Stage>()
            from funder in Enum.GetValues<FunderType>()
            from alike in Total.Answer(Facts, Folder.Ask(ask => ask with { Stage = stage, FunderTypes = [funder] })).Total.Counted
                .Select(figure => figure.Figure).Where(figure => figure.Disclosed)
                .GroupBy(figure => (figure.Programme, figure.Currency, figure.AmountLow, figure.AmountHigh))
            where alike.Count() > 1
            select alike.Select(figure => figure.Reference).ToList();

        Assert.Empty(pairs.Where(alike => !alike.Exists(figure => alike.Exists(other => notes[figure].Contains(other, StringComparison.Ordinal)))).Select(alike => string.Join(", ", alike)));
    }

    [Theory]
    [InlineData(TotalGrouping.Country)]
    [InlineData(TotalGrouping.Theme)]
    [InlineData(TotalGrouping.Year)]
    [InlineData(TotalGrouping.Programme)]
    [InlineData(TotalGrouping.Instrument)]
    public void Total_OfTheWorldInGroups_AddsUpToTheCent(TotalGrouping grouping)
    {
        var answer = Total.Answer(Facts, Folder.Ask(ask => ask with { GroupBy = grouping }));

        Assert.Equal(answer.Total.Low, answer.Groups.Sum(group => group.Sum.Low ?? 0) + answer.Overlap!.Low);
        Assert.Equal(answer.Total.Low, answer.Total.Counted.Sum(figure => figure.ConvertedLow ?? 0));
    }

    [Fact]
    public void Total_OfTheWorld_NamesARateForEveryConvertedAmount()
    {
        var converted = Total.Answer(Facts, Folder.Ask()).Total.Counted.Where(figure => figure.Figure.Currency != "EUR").ToList();

        Assert.NotEmpty(converted);
        Assert.All(converted, figure => Assert.True(figure.Conversion is { RateDate: not null, Series: not null, Rate: > 0 }));
    }

    [Fact]
    public void Links_OfTheStarterData_CloseNoCycle() => Assert.Empty(LinkCycles.Find(Facts.Links));

    [Fact]
    public void NewMoney_OfFrance_FindsTheSeedAnnouncementOf2024NotNew()
    {
        var answer = NewMoney.Answer(Facts, Folder.Ask(ask => ask with { Programmes = new ProgrammeSet { Countries = ["FR"] } }));

        var seed = answer.Total.Announcements.SelectMany(said => said.Figures).Single(figure => figure.Figure.Reference == "f-fr-044");
        Assert.Equal((1_500_000_000m, 0m, Novelty.Restated), (seed.HeadlineLow, seed.NewLow, seed.Novelty));
    }
}
