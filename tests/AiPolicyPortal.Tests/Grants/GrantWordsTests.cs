using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>How grants are found by words, on a small folder in which each word stands where the test says.</summary>
public sealed class GrantWordsTests(GrantWordsTests.Portal fixture) : IClassFixture<GrantWordsTests.Portal>
{
    [Theory]
    [InlineData("montreal", "g-1")]
    [InlineData("MONTRÉAL", "g-1")]
    [InlineData("université", "g-1")]
    [InlineData("univers", "g-1 g-2")]
    [InlineData("studies", "g-2")]
    [InlineData("study", "g-2")]
    [InlineData("studying", "g-2")]
    [InlineData("réseau", "g-1")]
    [InlineData("régional", "g-1")]
    [InlineData("régionaux", "g-1")]
    [InlineData("l'apprentissage", "g-1")]
    [InlineData("neural studies", "g-2")]
    [InlineData("neural montréal", "")]
    [InlineData("g-2", "g-2")]
    [InlineData("beacon", "g-2")]
    [InlineData("agence", "g-1")]
    [InlineData("dichloro", "g-3")]
    [InlineData("dic", "g-3 g-4")]
    [InlineData("x", "g-4")]
    [InlineData("dictation-x", "g-4")]
    [InlineData("e-study", "g-2")]
    [InlineData("x-study", "g-2")]
    [InlineData("z-9", "")]
    [InlineData("2e5x", "")]
    [InlineData("neural9", "")]
    [InlineData("neu\u00adral", "g-2")]
    [InlineData("re\u0301seaux", "g-1")]
    [InlineData("%", "")]
    [InlineData("ŉeural", "g-2")]
    [InlineData("'", "")]
    public async Task Get_Words_AreFoundWithoutCaseAndAccentsAsBeginningOrByStem(string words, string expected)
    {
        var grants = await fixture.Folder.GetDataAsync($"/api/v1/grants?q={Uri.EscapeDataString(words)}&sort=title");

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), grants.EnumerateArray().Select(ApiLists.Ref).Order());
    }

    [Fact]
    public async Task Get_WordThatNoGrantHas_IsTakenForTheNearestAndSaysSo()
    {
        var answer = await fixture.Folder.GetJsonAsync("/api/v1/grants?q=univercity+neural");

        Assert.Equal(["g-2"], answer.GetProperty("data").EnumerateArray().Select(ApiLists.Ref));
        var word = Assert.Single(answer.GetProperty("meta").GetProperty("spelling").EnumerateArray());
        Assert.Equal("univercity", word.Text("asked"));
        Assert.Equal("university", Assert.Single(word.GetProperty("lookedFor").EnumerateArray()).GetString());
        Assert.Equal(["g-2"], (await fixture.Folder.GetDataAsync("/api/v1/grants?q=studdy")).EnumerateArray().Select(ApiLists.Ref));
        Assert.Equal(["g-2"], (await fixture.Folder.GetDataAsync("/api/v1/grants?q=sutdy")).EnumerateArray().Select(ApiLists.Ref));
        Assert.Equal(["g-2"], (await fixture.Folder.GetDataAsync("/api/v1/grants?q=laeds")).EnumerateArray().Select(ApiLists.Ref));
        Assert.False((await fixture.Folder.GetJsonAsync("/api/v1/grants?q=university")).GetProperty("meta").TryGetProperty("spelling", out _));
        Assert.Empty((await fixture.Folder.GetDataAsync("/api/v1/grants?q=zzzzzzzzz")).EnumerateArray());
    }

    [Theory]
    [InlineData("en", "univercity")]
    [InlineData("fr", "univercity")]
    public async Task Get_PageWithMisspeltWord_SaysWhatWasLookedFor(string language, string word)
    {
        var page = await fixture.Folder.GetPageAsync($"/grants?q={word}&lang={language}");

        var line = page.QuerySelector(".spelling")!.TextContent;
        Assert.Contains("univercity", line, StringComparison.Ordinal);
        Assert.Contains("university", line, StringComparison.Ordinal);
    }

    public sealed class Portal(PostgresFixture postgres) : IAsyncLifetime
    {
        public FolderPortal Folder { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Folder = await FolderPortal.CreateAsync(postgres);
            using var folder = new SmallFolder();
            folder.Append("organisations.csv", "fr-agence,Agence de recherche,FR,agency,,");
            folder.Append("programmes.csv", "gb-beacon,Beacon programme,,GB,,,,active,,compute,none,");
            folder.Write(
                "grants.csv",
                """
                id,programme,title,recipient,recipient_country,amount,currency,awarded,funder_type,stage,confidence,source,note,funder,start,end,url,themes
                g-1,,Apprentissage des réseaux régionaux,Université de Montréal,CA,1000,CAD,2024,public,awarded,high,,,fr-agence,,,,
                g-2,gb-beacon,Neural study,University of Leeds,GB,2000,GBP,2024,public,awarded,high,,,,,,,
                g-3,,Dichlorodiphenyltrichloroethanetetrachloroethylene sensing,Acme Sensors,US,3000,USD,2024,public,awarded,high,,,,,,,
                g-4,,Dictation x,Acme Voices,US,4000,USD,2024,public,awarded,high,,,,,,,
                """);
            await Folder.ImportAsync(folder.Path);
        }

        public ValueTask DisposeAsync() => Folder.DisposeAsync();
    }
}
