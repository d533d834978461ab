using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Interchange.Rates;

public sealed class RateUpdateTests(PostgresFixture postgres) : RateTestBase(postgres)
{
    [Fact]
    public async Task Run_NextWorkingDay_TakesTheDailyFileAndASecondRunChangesNothing()
    {
        Server.Serve(RateFiles.Daily, RateFiles.Xml(("2026-04-14", [("USD", "1.1701"), ("JPY", "187.10")])));

        var first = await UpdateAsync("2026-04-14");
        var state = await StateAsync();
        var second = await UpdateAsync("2026-04-14");

        Assert.Empty(first.Faults);
        Assert.Equal((2, 0), (first.Changes.Added, first.Changes.Corrected));
        Assert.Equal((new DateOnly(2026, 4, 14), new DateOnly(2026, 4, 14)), first.Days);
        var dollar = Assert.Single(await RatesAsync("USD", "2026-04-14"));
        Assert.Equal((1.1701m, first.Publication!.PublishedAt, null), (dollar.Rate, dollar.RecordedAt, dollar.WithdrawnAt));
        Assert.Null(second.Publication);
        Assert.Equal(state, await StateAsync());
        Assert.All(Server.Requests, request => Assert.Equal(RateFiles.Daily, request.File));
    }

    [Fact]
    public async Task Run_AfterAWeekend_StillTakesTheDailyFile()
    {
        Server.Serve(RateFiles.Daily, RateFiles.Xml(("2026-04-14", [("USD", "1.17")])));
        await UpdateAsync("2026-04-14");
        Server.Serve(RateFiles.Daily, RateFiles.Xml(("2026-04-15", [("USD", "1.18")])));
        await UpdateAsync("2026-04-15");
        Server.Serve(RateFiles.Recent, RateFiles.Xml(("2026-04-17", [("USD", "1.19")]), ("2026-04-16", [("USD", "1.185")]), ("2026-04-15", [("USD", "1.18")])));
        await UpdateAsync("2026-04-17");
        Server.Serve(RateFiles.Daily, RateFiles.Xml(("2026-04-20", [("USD", "1.20")])));

        var result = await UpdateAsync("2026-04-20");

        Assert.Equal((RateFiles.Daily, 1), (result.File, result.Changes.Added));
        Assert.Equal([RateFiles.Daily, RateFiles.Daily, RateFiles.Recent, RateFiles.Daily], Server.Requests.Select(request => request.File));
    }

    [Fact]
    public async Task Run_CorrectedRate_WithdrawsTheOldAndRecordsTheNew()
    {
        Server.Serve(RateFiles.Recent, RateFiles.Xml(("2026-04-16", [("USD", "1.1700")]), ("2026-04-13", [("USD", "1.1685"), ("JPY", "186.75")])));

        var result = await UpdateAsync("2026-04-16");

        Assert.Equal((1, 1), (result.Changes.Added, result.Changes.Corrected));
        var rates = await RatesAsync("USD", "2026-04-13");
        Assert.Equal([1.1684m, 1.1685m], rates.Select(rate => rate.Rate));
        Assert.Equal(result.Publication!.PublishedAt, rates[0].WithdrawnAt);
        Assert.Equal((result.Publication.PublishedAt, null), (rates[1].RecordedAt, rates[1].WithdrawnAt));
        Assert.Single(await RatesAsync("JPY", "2026-04-13"));
    }

    [Fact]
    public async Task Run_CorrectedRate_IsNotUndoneByTheFilesOfThePortal()
    {
        Server.Serve(RateFiles.Recent, RateFiles.Xml(("2026-04-16", [("USD", "1.1700")]), ("2026-04-13", [("USD", "1.1685")])));
        await UpdateAsync("2026-04-16");

        await using var context = Store.Open();
        var publication = await new ReferenceData(context, TimeProvider.System).LoadAsync(DataPaths.Reference, Cancel);

        Assert.Null(publication);
        Assert.Equal(1.1685m, (await RatesAsync("USD", "2026-04-13"))[^1].Rate);
    }

    [Fact]
    public async Task Run_RateCorrectedBackAndForth_KeepsEveryValueWithItsTime()
    {
        foreach (var rate in (string[])["1.1685", "1.1684", "1.1685"])
        {
            Server.Serve(RateFiles.History, RateFiles.Zip(RateFiles.Csv($"2026-04-13,{rate},186.75,", RateFiles.FirstRow)));
            Assert.Equal((0, 1), await ChangesAsync());
        }

        var held = await RatesAsync("USD", "2026-04-13");
        Assert.Equal([1.1684m, 1.1685m, 1.1684m, 1.1685m], held.Select(rate => rate.Rate));
        Assert.Equal(held.Skip(1).Select(rate => (DateTimeOffset?)rate.RecordedAt), held.SkipLast(1).Select(rate => rate.WithdrawnAt));
        Assert.Null(held[^1].WithdrawnAt);

        async Task<(int Added, int Corrected)> ChangesAsync()
        {
            var result = await UpdateAsync("2026-04-13", full: true);
            return (result.Changes.Added, result.Changes.Corrected);
        }
    }

    [Fact]
    public async Task Run_LongGap_TakesTheHistory()
    {
        Server.Serve(RateFiles.History, RateFiles.Zip(RateFiles.Csv("2026-09-01,1.2,190,", "2026-04-14,N/A,187.1,", "2026-04-13,1.1684,186.75,", RateFiles.FirstRow)));

        var result = await UpdateAsync("2026-09-01");

        Assert.Equal((3, 0), (result.Changes.Added, result.Changes.Corrected));
        Assert.Equal((new DateOnly(1999, 1, 4), new DateOnly(2026, 9, 1)), result.Days);
        Assert.Empty(await RatesAsync("USD", "2026-04-14"));
        Assert.Equal([RateFiles.History], Server.Requests.Select(request => request.File));
    }

    [Fact]
    public async Task Run_HistoryThatCameWithThePortal_HasNothingNew()
    {
        Server.Serve(RateFiles.History, RateFiles.Zip(await File.ReadAllTextAsync(Path.Combine(DataPaths.Reference, "eurofxref-hist.csv"), Cancel)));

        var result = await UpdateAsync("2026-04-14", full: true);

        Assert.Empty(result.Faults);
        Assert.Null(result.Publication);
        Assert.Equal((new DateOnly(1999, 1, 4), new DateOnly(2026, 4, 13)), result.Days);
    }

    [Fact]
    public async Task Run_Full_TakesTheHistoryThoughTheDailyFileWouldDo()
    {
        Server.Serve(RateFiles.History, RateFiles.Zip(RateFiles.Csv("2026-04-14,1.17,187,", "1999-01-04,1.1790,133.73,")));

        var result = await UpdateAsync("2026-04-14", full: true);

        Assert.Equal((2, 1), (result.Changes.Added, result.Changes.Corrected));
        Assert.Equal([1.1789m, 1.1790m], (await RatesAsync("USD", "1999-01-04")).Select(rate => rate.Rate));
    }

    [Fact]
    public async Task Run_SmallFilesThatDoNotJoin_GoesOnToALargerOne()
    {
        Server.Serve(RateFiles.Daily, RateFiles.Xml(("2026-04-15", [("USD", "1.17")])));
        Server.Serve(RateFiles.Recent, RateFiles.Xml(("2026-04-15", [("USD", "1.17")])));
        Server.Serve(RateFiles.History, RateFiles.Zip(RateFiles.Csv("2026-04-15,1.17,187,", "2026-04-14,1.16,186,", RateFiles.FirstRow)));

        var result = await UpdateAsync("2026-04-14");

        Assert.Equal((RateFiles.History, 4), (result.File, result.Changes.Added));
        Assert.Equal([RateFiles.Daily, RateFiles.Recent, RateFiles.History], Server.Requests.Select(request => request.File));
    }
}
