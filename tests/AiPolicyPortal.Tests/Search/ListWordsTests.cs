using System.Globalization;
using System.Text;
using System.Text.Json;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Search;

/// <summary>Words in the list of every noun: accents, stems and slips of the keyboard are forgiven, and a word that is there is never taken for another.</summary>
public sealed class ListWordsTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("programmes", "name")]
    [InlineData("announcements", "title")]
    [InlineData("figures", "programme.name")]
    [InlineData("grants", "title")]
    [InlineData("organisations", "name")]
    [InlineData("releases", "name")]
    [InlineData("governance", "name")]
    [InlineData("sources", "title")]
    [InlineData("countries", "name")]
    public async Task Get_WordWithASlip_FindsTheRecordAndSaysWhatWasLookedFor(string path, string name)
    {
        var records = await portal.WalkAsync($"/api/v1/{path}?limit=200");
        var tried = 0;
        foreach (var (record, word) in records.Select(record => (Record: record, Word: LongWord(record.Text(name)))).Where(pair => pair.Word is not null).DistinctBy(pair => pair.Word).Take(8))
        {
            // A letter is left out.
            var slip = word!.Remove(word.Length / 2, 1);
            if (records.Any(other => Plain(other.ToString()).Contains(slip, StringComparison.Ordinal)))
            {
                continue;
            }

            var answer = await portal.GetJsonAsync($"/api/v1/{path}?q={slip}&limit=200");
            if (!answer.GetProperty("meta").TryGetProperty("spelling", out var spellings))
            {
                // The slip has the stem of another word, as "capablity" has that of "capable".
                Assert.NotEmpty(answer.GetProperty("data").EnumerateArray());
                continue;
            }

            var spelling = Assert.Single(spellings.EnumerateArray());
            Assert.Equal(slip, spelling.Text("asked"));
            Assert.Contains(word, spelling.GetProperty("lookedFor").EnumerateArray().Select(other => other.GetString()));
            Assert.Contains(Key(record), answer.GetProperty("data").EnumerateArray().Select(Key));
            foreach (var language in new[] { "en", "fr" })
            {
                var line = (await portal.GetPageAsync($"/{path}?q={slip}&lang={language}")).QuerySelector(".spelling")!.TextContent;
                Assert.Contains(slip, line, StringComparison.Ordinal);
                Assert.Contains(word, line, StringComparison.Ordinal);
            }

            Assert.False((await portal.GetJsonAsync($"/api/v1/{path}?q={word}&limit=1")).GetProperty("meta").TryGetProperty("spelling", out _));
            tried++;
        }

        Assert.True(tried >= 2, $"{tried} words were tried.");
    }

    [Theory]
    [InlineData("programmes", "strategies")]
    [InlineData("programmes", "supercalculateurs")]
    [InlineData("announcements", "announcing")]
    [InlineData("governance", "regulations")]
    [InlineData("sources", "stratégies")]
    public async Task Get_WordKnownByItsStem_FindsRecordsWithoutTakingItForAnother(string path, string word)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/{path}?q={Uri.EscapeDataString(word)}");

        Assert.NotEqual(0, answer.GetProperty("meta").GetProperty("count").GetInt32());
        Assert.False(answer.GetProperty("meta").TryGetProperty("spelling", out _));
    }

    [Theory]
    [InlineData("programmes")]
    [InlineData("figures")]
    [InlineData("sources")]
    public async Task Get_AccentsAndElision_MakeNoDifference(string path)
    {
        var plain = await portal.RefsAsync($"/api/v1/{path}?q=strategie&limit=200");

        Assert.NotEmpty(plain);
        Assert.Equal(plain, await portal.RefsAsync($"/api/v1/{path}?q={Uri.EscapeDataString("STRATÉGIE")}&limit=200"));
        Assert.Equal(plain, await portal.RefsAsync($"/api/v1/{path}?q={Uri.EscapeDataString("l’stratégie")}&limit=200"));
    }

    [Theory]
    [InlineData("France,", "France")]
    [InlineData("« France ».", "France")]
    [InlineData("France & strategy", "France strategy")]
    [InlineData("open-source", "open source")]
    [InlineData("open\u00ad-sou\u200brce", "open source")]
    [InlineData("strate\u0301gie", "stratégie")]
    [InlineData("France\tstrategy", "France strategy")]
    public async Task Get_SignsAroundAndWithinWords_MakeNoDifference(string typed, string plain)
    {
        foreach (var path in new[] { "programmes", "announcements", "figures", "grants", "organisations", "releases", "governance", "sources", "countries" })
        {
            var expected = await FoundAsync(path, plain);

            Assert.Equal(expected, await FoundAsync(path, typed));
            Assert.True(path != "programmes" || expected.Count > 0);
        }
    }

    [Theory]
    [InlineData("programmes", "q=France", "country=FR")]
    [InlineData("programmes", "q=Allemagne", "country=DE")]
    [InlineData("governance", "q=Germany", "country=DE")]
    [InlineData("figures", "q=France+2018", "country=FR&statedFrom=2018&statedTo=2018")]
    [InlineData("announcements", "q=2018", "dateFrom=2018&dateTo=2018")]
    public async Task Get_CountryOrYear_FindsWhatIsOfIt(string path, string words, string filter)
    {
        var found = await portal.RefsAsync($"/api/v1/{path}?{words}&limit=200");

        var expected = await portal.RefsAsync($"/api/v1/{path}?{filter}&limit=200");
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Except(found));
    }

    [Theory]
    [InlineData("programmes", "20399")]
    [InlineData("programmes", "zzzzzzzzz")]
    [InlineData("figures", "Slovakia")]
    [InlineData("announcements", "Australia")]
    [InlineData("grants", "Iceland")]
    [InlineData("figures", "Inria")]
    [InlineData("grants", "Macron")]
    [InlineData("grants", "billion")]
    [InlineData("releases", "trillion")]
    [InlineData("programmes", "2e5x")]
    [InlineData("figures", "H2020")]
    [InlineData("programmes", "GPT-4")]
    [InlineData("releases", "GPT-4")]
    [InlineData("releases", "qq")]
    [InlineData("sources", "%")]
    [InlineData("organisations", "_")]
    [InlineData("governance", @"\m(x|y)")]
    public async Task Get_WordNearToNone_FindsNothingElse(string path, string word)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/{path}?q={Uri.EscapeDataString(word)}&limit=200");

        Assert.False(answer.GetProperty("meta").TryGetProperty("spelling", out _));
        Assert.All(answer.GetProperty("data").EnumerateArray(), record => Assert.Contains(word, record.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Get_OneLetter_IsAWordOfItsOwn()
    {
        var found = (await portal.GetJsonAsync("/api/v1/programmes?q=C&limit=200")).GetProperty("data").EnumerateArray().ToList();

        Assert.All(found, programme => Assert.Matches(@"\bc\b", Plain(programme.ToString())));
        Assert.True(found.Count < StarterFile.Read("programmes.csv").Count / 2);
    }

    [Fact]
    public async Task Get_OneWordOfTwoMisspelt_KeepsTheOther()
    {
        var answer = await portal.GetJsonAsync("/api/v1/programmes?q=national+stratgey&limit=200");

        Assert.Equal("stratgey", Assert.Single(answer.GetProperty("meta").GetProperty("spelling").EnumerateArray()).Text("asked"));
        Assert.Equal(await portal.RefsAsync("/api/v1/programmes?q=national+strategy&limit=200"), answer.GetProperty("data").EnumerateArray().Select(ApiLists.Ref));
    }

    [Fact]
    public async Task Similarity_OfWords_IsThatOfTheDatabase()
    {
        await using var context = portal.CreateContext();
        foreach (var (left, right) in new[] { ("france", "frnace"), ("strategy", "stratgey"), ("ia", "ai"), ("compute", "computing"), ("a", "a"), ("2030", "2031") })
        {
            var expected = await context.Database.SqlQuery<float>($"select similarity({left}, {right}) as \"Value\"").SingleAsync(Cancel);
            Assert.Equal(expected, Trigrams.Similarity(left, right), 4);
        }
    }

    private async Task<IReadOnlyList<string>> FoundAsync(string path, string words) =>
        [.. (await portal.GetJsonAsync($"/api/v1/{path}?q={Uri.EscapeDataString(words)}&limit=200")).GetProperty("data").EnumerateArray().Select(Key)];

    private static string Key(JsonElement record) => record.TryGetProperty("ref", out var reference) ? reference.GetString()! : record.Text("code")!;

    private static string? LongWord(string? text) => Plain(text ?? "").Split([.. " -–—,.:;()/'’\"&+|!?"], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.Length >= 7 && word.All(char.IsAsciiLetter)).MaxBy(word => word.Length);

    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}
