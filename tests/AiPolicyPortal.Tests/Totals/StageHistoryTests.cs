using System.Diagnostics;
using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Infrastructure;
using CsCheck;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Each point of a history is the total of its day.</summary>
public sealed class StageHistoryTests(StarterPortal portal, ITestOutputHelper output) : IClassFixture<StarterPortal>
{
    private static readonly PartialDate[] Days =
        [.. "2020-06 2020 2021-01-01 2021-06-29 2021-06 2021-12-31".Split(' ').Select(PartialDate.Parse)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_RestatementRevisionAndUndisclosed_ChangeWhatTheyShould()
    {
        var folder = new Folder().Programme("p")
            .Figure("f1", 100, stated: "2018-03").Figure("f2", 100, stated: "2019", tier: 2).Restates("f2", "f1")
            .Figure("f3", 150, stated: "2020-05-01").Revises("f3", "f1")
            .Figure("f4", null, stated: "2021").Figure("f5", 60, stated: "2022", stage: Stage.Awarded);

        Assert.Equal(
            ["announced: 2018-03 100 (1, 0), 2020-05-01 150 (1, 0), 2021 150 (2, 1)", "awarded: 2022 60 (1, 0)"],
            Of(folder.Facts(), new ProgrammeSet { Programmes = ["p"] }).Stages.Select(Line));
    }

    [Fact]
    public void Of_AnyFolder_EachDayGivesTheTotalOfThatDay() =>
        Gen.Select(RandomFolder.Facts, Gen.OneOfConst("p0", "p1", "p4"), Gen.OneOfConst("EUR", "USD")).Sample(
            (facts, programme, currency) =>
            {
                var set = new ProgrammeSet { Programmes = [programme] };
                var history = Of(facts, set, currency);
                return Days.All(day =>
                    Enum.GetValues<Stage>().All(stage =>
                    {
                        var total = Total.Answer(facts, Ask(set, currency) with { Stage = stage, StatedTo = day }).Total;
                        var point = history.Stages.FirstOrDefault(line => line.Stage == stage)?.Points.LastOrDefault(point => point.StatedTo <= day);
                        return (total.Low, total.High, total.FigureCount, total.UndisclosedCount)
                            == (point?.Low, point?.High, point?.FigureCount ?? 0, point?.UndisclosedCount ?? 0);
                    }));
            },
            iter: 1_000);

    [Theory]
    [InlineData("fr-snia-phase-2", "EUR")]
    [InlineData("fr-ai-for-humanity", "EUR")]
    [InlineData("de-ai-strategy", "EUR")]
    [InlineData("br-pbia", "BRL")]
    [InlineData("gb-airr", "USD")]
    public async Task StageHistory_OfAProgramme_IsTheTotalsOfTheApi(string programme, string currency)
    {
        using var snapshots = new MoneySnapshots();
        await using var db = portal.CreateContext();
        var queries = new TotalQueries(db, snapshots, new PublishedAnswers(keep: false), TimeProvider.System);
        var query = new TotalQuery { Stage = Stage.Announced, Programme = new AnyOf<string>([programme], []), Currency = currency };
        await queries.StageHistoryAsync(query, Stop);
        var watch = Stopwatch.StartNew();

        var history = (await queries.StageHistoryAsync(query, Stop)).History;

        output.WriteLine($"{programme}: {watch.ElapsedMilliseconds} ms, {string.Join("; ", history.Stages.Select(Line))}");
        Assert.NotEmpty(history.Stages);
        foreach (var line in history.Stages)
        {
            foreach (var point in line.Points)
            {
                var total = (await portal.GetJsonAsync(
                    $"/api/v1/totals?stage={line.Stage.Code()}&programme={programme}&currency={currency}&statedTo={point.StatedTo}")).GetProperty("data");
                Assert.Equal(
                    (total.Text("low"), total.Text("high"), total.GetProperty("figureCount").GetInt32()),
                    (Text(point.Low), Text(point.High), point.FigureCount));
            }
        }
    }

    private static string? Text(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    private static TotalQuestion Ask(ProgrammeSet set, string currency) => Folder.Ask(question => question with
    {
        AsOf = RandomFolder.Last,
        Programmes = set,
        Target = new ConversionTarget(currency),
    });

    private static StageHistory Of(MoneyFacts facts, ProgrammeSet set, string currency = "EUR") =>
        StageHistory.Of(facts, new KnownMoney(facts, RandomFolder.Last), Ask(set, currency));

    private static string Line(StageLine line) =>
        $"{line.Stage.Code()}: {string.Join(", ", line.Points.Select(point => $"{point.StatedTo} {point.Low:0.##} ({point.FigureCount}, {point.UndisclosedCount})"))}";
}
