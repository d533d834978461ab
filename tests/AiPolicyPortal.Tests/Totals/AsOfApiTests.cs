using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>What was published later never changes the answer for an earlier instant.</summary>
public sealed class AsOfApiTests(PostgresFixture postgres)
{
    private const string Ask = "stage=announced&currency=EUR&groupBy=country";

    [Fact]
    public async Task Get_TotalAsOfBeforeALaterImport_IsUnchanged()
    {
        await using var portal = await FolderPortal.CreateAsync(postgres);
        var first = await portal.ImportAsync(CsvRows.PathOf("Totals", "cases", "01-restated"));
        var past = $"{Ask}&asOf={Instant.Write(first.PublishedAt)}";
        var (total, explained, novelty) = await AskAsync(portal, past);

        await ImportLaterAsync(portal);

        Assert.Equal((total, explained, novelty), await AskAsync(portal, past));
        var now = await portal.GetDataAsync("/api/v1/totals/explain?" + Ask);
        Assert.Equal("1600000000.00", now.GetProperty("low").GetString());
        Assert.Equal("f4", Assert.Single(now.GetProperty("counted").EnumerateArray()).GetProperty("figure").GetString());
        Assert.Equal("DE", now.GetProperty("groups")[0].GetProperty("key").GetString());
    }

    [Fact]
    public async Task Get_FiguresAsOfBeforeALaterRevision_AreCountedAsThen()
    {
        await using var portal = await FolderPortal.CreateAsync(postgres);
        var first = await portal.ImportAsync(CsvRows.PathOf("Totals", "cases", "01-restated"));

        await ImportLaterAsync(portal);

        Assert.Equal(["f1 restated f2", "f2 counted", "f3 restated f2"], await CountingAsync(portal, $"&asOf={Instant.Write(first.PublishedAt)}"));
        Assert.Equal(["f1 revised f4", "f2 revised f4", "f3 revised f4", "f4 counted"], await CountingAsync(portal, ""));
    }

    [Fact]
    public async Task Get_AnnouncementsAsOfBeforeALaterRevision_SayWhatWasNewAsThen()
    {
        await using var portal = await FolderPortal.CreateAsync(postgres);
        var first = await portal.ImportAsync(CsvRows.PathOf("Totals", "cases", "01-restated"));
        var past = $"&asOf={Instant.Write(first.PublishedAt)}";
        var then = await NewMoneyAsync(portal, past);

        await ImportLaterAsync(portal);

        Assert.Equal(then, await NewMoneyAsync(portal, past));
        Assert.NotEqual(then, await NewMoneyAsync(portal, ""));
        foreach (var verdict in then.SelectMany(line => line.Split(' ').Skip(1)).Distinct())
            Assert.Equal(then.Where(line => line.Contains(verdict, StringComparison.Ordinal)), await NewMoneyAsync(portal, $"{past}&newMoney={verdict}"));
    }

    [Fact]
    public async Task Get_TotalAsOfBeforeTheFirstImport_IsNull()
    {
        await using var portal = await FolderPortal.CreateAsync(postgres);
        await portal.ImportAsync(CsvRows.PathOf("Totals", "cases", "01-restated"));

        var total = await portal.GetDataAsync("/api/v1/totals?stage=announced&asOf=2020-01-01");

        Assert.Null(total.GetProperty("low").GetString());
        Assert.Equal(0, total.GetProperty("figureCount").GetInt32());
    }

    private static async Task<(string Total, string Explained, string NewMoney)> AskAsync(FolderPortal portal, string ask) => (
        (await portal.GetDataAsync("/api/v1/totals?" + ask)).GetRawText()
            + (await portal.GetDataAsync("/api/v1/totals?" + ask.Replace("=country", "=programme", StringComparison.Ordinal))).GetRawText()
            + (await portal.GetDataAsync("/api/v1/compare?by=programme&programme=p1&" + ask.Replace("&groupBy=country", "", StringComparison.Ordinal))).GetRawText()
            + await TextAsync(portal, "/charts/statements.csv?programme=p1&asOf=" + ask.Split("asOf=")[1]),
        (await portal.GetDataAsync("/api/v1/totals/explain?" + ask)).GetRawText(),
        (await portal.GetDataAsync("/api/v1/new-money?" + ask)).GetRawText());

    private static async Task<IReadOnlyList<string>> CountingAsync(FolderPortal portal, string more) =>
    [
        .. (await portal.GetDataAsync("/api/v1/figures?sort=ref" + more)).EnumerateArray().Select(figure =>
            $"{figure.Ref()} {figure.Text("counting.reason") ?? "counted"} {figure.Text("counting.because.ref")}".TrimEnd()),
    ];

    private static async Task<IReadOnlyList<string>> NewMoneyAsync(FolderPortal portal, string more) =>
    [
        .. (await portal.GetDataAsync("/api/v1/announcements?sort=date" + more)).EnumerateArray().Select(announcement => string.Join(
            ' ', announcement.GetProperty("newMoney").EnumerateArray().Select(money => $"{money.Text("verdict")}").Prepend(announcement.Ref()))),
    ];

    private static async Task<string> TextAsync(FolderPortal portal, string address)
    {
        using var answer = await portal.AskAsync(address);
        Assert.True(answer.IsSuccessStatusCode, address);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Publishes later facts over those of the first case.</summary>
    internal static async Task ImportLaterAsync(FolderPortal portal)
    {
        var folder = RunFolder.Create();
        WriteLater(Directory.CreateDirectory(folder).FullName);
        await portal.ImportAsync(folder);
        TemporaryFolder.Delete(folder);
    }

    /// <summary>A figure that revises, a link, a better tier, another date, another country, other names: everything a total rests on moves.</summary>
    private static void WriteLater(string folder)
    {
        Write("sources.csv", "id,url,title,publisher,published,language,tier", "s1,https://example.org/s1,Source s1 by another title,Example,,en,1");
        Write("announcements.csv", "id,date,title,speaker,summary,sources", "a2,2018-07,Announcement a2 by another title,Example,,s2", "a4,2025-01-15,Announcement a4,Example,,s1");
        Write(
            "programmes.csv",
            "slug,name,name_original,country,lead_organisation,start_date,end_date,status,part_of,themes,open_source_commitment,description",
            "p1,Another name,,DE,,,,active,,research,none,A worked example.");
        Write(
            "figures.csv",
            "id,programme,announcement,stage,nature,amount_low,amount_high,currency,basis,period_start_year,period_end_year,funder_type,instrument,confidence,standing,evidence,note,additional,preferred",
            "f4,p1,a4,announced,exact,1600000000,1600000000,EUR,total,,,public,unknown,high,stands,,,no,no");
        Write("figure_links.csv", "from,kind,to,note", "f4,revises,f1,", "f4,revises,f2,", "f4,revises,f3,");

        void Write(string name, params string[] lines) => File.WriteAllLines(Path.Combine(folder, name), lines);
    }
}
