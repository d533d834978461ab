using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

public sealed class GroupTests
{
    [Fact]
    public void Groups_ByCountry_KeepUnionAndInternationalAndUnknownApart() =>
        Assert.Equal(
            ["EU=1", "FR=2", "INT=4", "unknown=8", "overlap=0"],
            Lines(
                TotalGrouping.Country,
                new Folder().Programme("e", country: "EU").Programme("f", country: "FR").Programme("i", country: "INT").Programme("n", country: null)
                    .Figure("f1", 1, programme: "e").Figure("f2", 2, programme: "f").Figure("f3", 4, programme: "i").Figure("f4", 5, programme: "n")
                    .Figure("f5", 3, programme: "not recorded")));

    [Fact]
    public void Groups_ByTheme_CountInEachAndOverlapIsNegative() =>
        // 10 is for both themes, 5 for research alone: 15 - (10 + 15).
        Assert.Equal(
            ["compute=10", "research=15", "unknown=null", "overlap=-10"],
            Lines(
                TotalGrouping.Theme,
                new Folder().Programme("p", themes: [Theme.Research, Theme.Compute]).Programme("q").Figure("f1", 10).Figure("f2", 5, programme: "q")));

    [Fact]
    public void Groups_ByYear_OfOneMoneySaidTwice_CountInEachYear() =>
        // The whole is 100, as said last; 2020 alone knew 70: 100 - (70 + 100).
        Assert.Equal(
            ["2020=70", "2021=100", "unknown=null", "overlap=-70"],
            Lines(TotalGrouping.Year, new Folder().Figure("f1", 70, "2020").Figure("f2", 100, "2021").Restates("f2", "f1")));

    [Fact]
    public void Groups_WhereAnotherClaimStandsInTheWhole_CanLeaveAPositiveOverlap() =>
        // f1 (FR) and f2 (DE) are the same money. In FR alone f1 stands and hides f3 below its programme: 10.
        // In the whole f2 stands for f1, which hides nothing any more: 50 + 70 = 120, and 120 - (50 + 10) = 60.
        Assert.Equal(
            ["DE=50", "FR=10", "unknown=null", "overlap=60"],
            Lines(
                TotalGrouping.Country,
                new Folder().Programme("f").Programme("g", "f").Programme("d", country: "DE")
                    .Figure("f1", 10, programme: "f", tier: 2).Figure("f2", 50, programme: "d").Restates("f1", "f2")
                    .Figure("f3", 70, programme: "g")));

    [Fact]
    public void Groups_ByProgramme_AreWhatAskingForEachWouldBe()
    {
        var folder = new Folder().Programme("p").Programme("q", "p").Programme("r", "q")
            .Figure("f1", 100, programme: "q").Figure("f2", 40, programme: "r").Figure("f3", 7, programme: "p", stage: Stage.Committed);

        Assert.Equal(["p=100", "q=100", "r=40", "unknown=null", "overlap=-140"], Lines(TotalGrouping.Programme, folder));
        Assert.Equal("40: f2 | ", folder.Line(ask => ask with { Programmes = new ProgrammeSet { Programmes = ["r"] } }));
        Assert.Equal(
            ["q=100", "r=40", "unknown=null", "overlap=-40"],
            Lines(TotalGrouping.Programme, folder, new ProgrammeSet { Programmes = ["q"] }));
    }

    [Fact]
    public void Groups_ByFunderAndInstrument_UseTheirCodes()
    {
        var folder = new Folder().Figure("f1", 1, instrument: Instrument.InKind).Figure("f2", 2, instrument: Instrument.Loan).Figure("f3", 4);

        Assert.Equal(["in-kind=1", "loan=2", "unknown=4", "overlap=0"], Lines(TotalGrouping.Instrument, folder));
        Assert.Equal(["public=7", "unknown=null", "overlap=0"], Lines(TotalGrouping.FunderType, folder));
    }

    [Fact]
    public void Groups_WithoutAnyAmount_HaveNoOverlapToTell() =>
        Assert.Equal(["2021=null", "unknown=null", "overlap=null"], Lines(TotalGrouping.Year, new Folder().Figure("f1", null)));

    [Fact]
    public void Total_OfExcludedSets_LeavesThemOut()
    {
        var folder = new Folder().Programme("p").Programme("q", "p").Programme("d", country: "DE", themes: [Theme.Compute])
            .Figure("f1", 1).Figure("f2", 2, programme: "q").Figure("f3", 4, programme: "d");

        Assert.Equal("1: f1 | f2 inside-parent>f1", folder.Line(ask => ask with { Programmes = new ProgrammeSet { NotCountries = ["DE"] } }));
        Assert.Equal("4: f3 | ", folder.Line(ask => ask with { Programmes = new ProgrammeSet { NotProgrammes = ["p"] } }));
        Assert.Equal("4: f3 | ", folder.Line(ask => ask with { Programmes = new ProgrammeSet { Themes = [Theme.Compute, Theme.Data] } }));
        Assert.Equal("1: f1 | f2 inside-parent>f1", folder.Line(ask => ask with { Programmes = new ProgrammeSet { NotThemes = [Theme.Compute] } }));
    }

    private static IEnumerable<string> Lines(TotalGrouping grouping, Folder folder, ProgrammeSet? set = null)
    {
        var answer = folder.Answer(ask => ask with { GroupBy = grouping, Programmes = set ?? ProgrammeSet.All });
        return [.. answer.Groups.Select(group => $"{group.Key}={Text(group.Sum.Low)}"), $"overlap={Text(answer.Overlap!.Low)}"];
    }

    private static string Text(decimal? amount) => amount?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) ?? "null";
}
