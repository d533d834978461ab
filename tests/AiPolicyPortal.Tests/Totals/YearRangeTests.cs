using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using CsCheck;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Totals of the figures stated in some years.</summary>
public sealed class YearRangeTests
{
    private const long Folders = 500;
    private static readonly YearRange Everything = new(1950, 2100);

    private static readonly Gen<TotalQuestion> Question = Gen.Select(
        Gen.OneOfConst(Stage.Recommended, Stage.Announced),
        Gen.OneOfConst(ProgrammeSet.All, new ProgrammeSet { Countries = ["FR"] }, new ProgrammeSet { Programmes = ["p1"] }),
        Gen.OneOfConst<PartialDate?>(null, PartialDate.Parse("2021-06")),
        (stage, set, statedTo) => new TotalQuestion
        {
            Stage = stage,
            Programmes = set,
            Target = new ConversionTarget("EUR"),
            StatedTo = statedTo,
            AsOf = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        });

    [Fact]
    public void Total_OfSomeYears_IsWorkedOutAmongWhatWasStatedInThem()
    {
        var folder = new Folder().Figure("f1", 70, "2018").Figure("f2", 100, "2020").Restates("f2", "f1").Figure("f3", 5, "2021");

        Assert.Equal("105: f2 f3 | f1 restated>f2", folder.Line());
        Assert.Equal("70: f1 | ", folder.Line(ask => ask with { Years = new YearRange(null, 2019) }));
        Assert.Equal("100: f2 | f1 restated>f2", folder.Line(ask => ask with { Years = new YearRange(2018, 2020) }));
        Assert.Equal("null:  | ", folder.Line(ask => ask with { Years = YearRange.Of(2019) }));
    }

    /// <summary>f1 and f3 are the same money because of f2, which was said in another year.</summary>
    [Fact]
    public void Total_OfAYear_KeepsLinksThatWereStatedInOthers() =>
        Assert.Equal(
            "30: f3 | f1 restated>f3",
            new Folder().Figure("f1", 10, "2018-02").Figure("f3", 30, "2018-09").Figure("f2", 20, "2020").Restates("f2", "f1").Restates("f2", "f3")
                .Line(ask => ask with { Years = YearRange.Of(2018) }));

    [Fact]
    public void NewMoney_OfSomeYears_IsJudgedByWhatWasSaidBefore()
    {
        var folder = new Folder().Figure("f1", 100, "2018").Figure("f2", 100, "2020").Restates("f2", "f1").Figure("f3", 7, "2020");

        var sum = NewMoney.Answer(folder.Facts(), Folder.Ask(ask => ask with { Years = YearRange.Of(2020) })).Total;

        Assert.Equal((107m, 7m), (sum.Headline.Low, sum.Headline.NewLow));
    }

    [Fact]
    public void Total_OfYearsThatHoldEverything_IsThePlainTotal() =>
        Gen.Select(RandomFolder.Facts, Question).Sample(
            (facts, question) => Folder.LineOf(Total.Answer(facts, question).Total)
                == Folder.LineOf(Total.Answer(facts, question with { Years = Everything }).Total),
            iter: Folders);

    [Fact]
    public void Total_OfOneYear_IsThatYearsGroup() =>
        Gen.Select(RandomFolder.Facts, Question).Sample(
            (facts, question) => Total.Answer(facts, question with { GroupBy = TotalGrouping.Year }).Groups.Where(group => group.Key != TotalGroup.Unknown)
                .All(group => Folder.LineOf(group.Sum) == Folder.LineOf(Total.Answer(facts, question with { Years = Year(group.Key) }).Total)),
            iter: Folders);

    [Fact]
    public void NewMoney_OfOneYear_IsThatYearsGroup() =>
        Gen.Select(RandomFolder.Facts, Question).Sample(
            (facts, question) => NewMoney.Answer(facts, question with { GroupBy = TotalGrouping.Year }).Groups.Where(group => group.Key != TotalGroup.Unknown)
                .All(group => group.Sum.Headline == NewMoney.Answer(facts, question with { Years = Year(group.Key) }).Total.Headline),
            iter: Folders);

    private static YearRange Year(string key) => YearRange.Of(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture));
}
