using System.Collections.Concurrent;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Conversion;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>The worked examples, each imported into a portal of its own and asked over HTTP.</summary>
public sealed class CaseApiTests(CaseApiTests.CasePortals portals) : IClassFixture<CaseApiTests.CasePortals>
{
    public static TheoryData<string> Folders() => [.. Cases.Folders];

    public static TheoryData<string, string> Asks() => CaseTests.Asks();

    [Theory]
    [MemberData(nameof(Asks))]
    public async Task Get_TotalOfACase_IsAsWorkedOut(string folder, string ask)
    {
        var expected = Cases.Expected(folder).GetProperty("totals").EnumerateArray().Single(total => total.GetProperty("ask").GetString() == ask);
        var portal = await portals.OfAsync(folder);

        var total = await portal.GetDataAsync("/api/v1/totals?" + ask);
        var explained = await portal.GetDataAsync("/api/v1/totals/explain?" + ask);

        Assert.Equal(expected.GetProperty("low").GetString(), total.GetProperty("low").GetString());
        Assert.Equal(expected.GetProperty("high").GetString(), total.GetProperty("high").GetString());
        Assert.Equal(
            expected.GetProperty("counted").EnumerateArray().Select(figure => figure.GetString()),
            explained.GetProperty("counted").EnumerateArray().Select(figure => figure.GetProperty("figure").GetString()));
        Assert.Equal(
            expected.GetProperty("leftOut").EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetString()),
            explained.GetProperty("leftOut").EnumerateArray().ToDictionary(left => left.GetProperty("figure").GetString()!, left => left.GetProperty("reason").GetString()));
        Assert.Equal(explained.GetProperty("counted").GetArrayLength(), total.GetProperty("figureCount").GetInt32());
        Assert.Equal(explained.GetProperty("leftOut").GetArrayLength(), total.GetProperty("leftOutCount").GetInt32());
        if (expected.TryGetProperty("undisclosedCount", out var undisclosed))
            Assert.Equal(undisclosed.GetInt32(), total.GetProperty("undisclosedCount").GetInt32());
    }

    [Fact]
    public async Task Get_TotalOfACaseInGroups_LeavesTheirOverlap()
    {
        const string Folder = "03-inside";
        var expected = Cases.Expected(Folder).GetProperty("groups");

        var total = await (await portals.OfAsync(Folder)).GetDataAsync("/api/v1/totals?" + expected.GetProperty("ask").GetString());

        Assert.Equal(expected.GetProperty("total").GetString(), total.GetProperty("low").GetString());
        Assert.Equal(expected.GetProperty("overlap").GetString(), total.GetProperty("overlap").GetProperty("low").GetString());
        Assert.Equal(
            expected.GetProperty("groups").EnumerateObject().Select(group => (group.Name, group.Value.GetString())).Append(("unknown", null)),
            total.GetProperty("groups").EnumerateArray().Select(group => (group.GetProperty("key").GetString()!, group.GetProperty("low").GetString())));
        Assert.Equal("European Union", total.GetProperty("groups")[0].GetProperty("label").GetString());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Loader_OfAFolder_AnswersAsTheFolderItself(string folder)
    {
        var portal = await portals.OfAsync(folder);
        await using var context = portal.CreateContext();
        var loaded = await new MoneyFactsLoader(context).LoadAsync(null, TestContext.Current.CancellationToken);
        var read = DataFolder.Read(ReferenceData.Tables, "Totals", "cases", folder);

        foreach (var stage in Enum.GetValues<Stage>())
        {
            foreach (var grouping in Enum.GetValues<TotalGrouping>())
            {
                foreach (var currency in new[] { "EUR", "USD", "JPY", "CAD" })
                {
                    var question = new TotalQuestion
                    {
                        Stage = stage,
                        FunderTypes = Enum.GetValues<FunderType>(),
                        Target = new ConversionTarget(currency),
                        AsOf = loaded.SettledAt,
                        GroupBy = grouping,
                    };
                    Assert.Equal(Lines(Total.Answer(read, question)), Lines(Total.Answer(loaded.Facts, question)));
                }
            }
        }
    }

    private static IEnumerable<string> Lines(TotalAnswer answer) =>
        [Folder.LineOf(answer.Total), .. answer.Groups.Select(group => $"{group.Key} {Folder.LineOf(group.Sum)}"), $"{answer.Overlap}"];

    /// <summary>A portal for each case, made when first asked for.</summary>
    public sealed class CasePortals(PostgresFixture postgres) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, Lazy<Task<FolderPortal>>> portals = new();

        public Task<FolderPortal> OfAsync(string folder) => portals.GetOrAdd(folder, _ => new(async () =>
        {
            var portal = await FolderPortal.CreateAsync(postgres);
            await portal.ImportAsync(CsvRows.PathOf("Totals", "cases", folder));
            return portal;
        })).Value;

        public async ValueTask DisposeAsync()
        {
            foreach (var portal in portals.Values)
                await (await portal.Value).DisposeAsync();
        }
    }
}
