using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Search;

/// <summary>Words are found as words, by the rules of decision 0056.</summary>
public sealed class WholeWordsTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("organisations", "NSF")]
    [InlineData("releases", "BLOOM")]
    [InlineData("releases", "BERT")]
    [InlineData("programmes", "IA")]
    [InlineData("announcements", "Intel")]
    [InlineData("announcements", "OpenAI")]
    [InlineData("programmes", "HPC")]
    [InlineData("programmes", "gen")]
    [InlineData("grants", "learn")]
    public async Task List_HasNoWordWithinAnother(string noun, string word)
    {
        // By itself, in its plural, or set apart by a digit or by capitals.
        var alone = new Regex($@"(?<!\p{{L}}){word}(e?s)?(?!\p{{L}})", RegexOptions.IgnoreCase);
        var apart = new Regex($@"(?<=\p{{Ll}}){word.ToUpperInvariant()}(?!\p{{Ll}})|(?<!\p{{L}})(?i:{word})(?=\p{{Lu}})");
        var forms = word == "learn" ? new Regex("learning|learned|learns", RegexOptions.IgnoreCase) : alone;

        var records = await portal.WalkAsync($"/api/v1/{noun}?q={word}&limit=200");

        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.True(
            alone.IsMatch(record.ToString()) || apart.IsMatch(record.ToString()) || forms.IsMatch(record.ToString()), $"{record.Ref()} has no {word}"));
    }

    [Theory]
    [InlineData("organisations", "ONU")]
    [InlineData("organisations", "IRT")]
    [InlineData("figures", "NHS")]
    [InlineData("grants", "MIT")]
    [InlineData("releases", "NSF")]
    public async Task ShortWord_ThatTheNounLacks_FindsNothingAndIsTakenForNoOther(string noun, string word)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/{noun}?q={word}");

        Assert.Equal(0, answer.GetProperty("meta").GetProperty("count").GetInt32());
        Assert.False(answer.GetProperty("meta").TryGetProperty("spelling", out _));
    }

    [Theory]
    [InlineData("programmes", "jeanzay", "jean zay")]
    [InlineData("announcements", "opensource", "open source")]
    [InlineData("grants", "opensource", "open source")]
    public async Task WordsWithoutTheirBlank_FindWhatTheyFindApart(string noun, string joined, string apart)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/{noun}?q={joined}&limit=200");

        var spelling = Assert.Single(answer.GetProperty("meta").GetProperty("spelling").EnumerateArray());
        Assert.Equal((joined, apart), (spelling.Text("asked"), Assert.Single(spelling.GetProperty("lookedFor").EnumerateArray()).GetString()));
        Assert.NotEmpty(answer.GetProperty("data").EnumerateArray());
        Assert.Equal(
            await portal.RefsAsync($"/api/v1/{noun}?q={Uri.EscapeDataString(apart)}&limit=200"),
            answer.GetProperty("data").EnumerateArray().Select(ApiLists.Ref));
    }

    [Theory]
    [InlineData("releases", "80")]
    [InlineData("releases", "40")]
    public async Task Number_IsNoPartOfALongerOne(string noun, string number)
    {
        var records = await portal.WalkAsync($"/api/v1/{noun}?q={number}&limit=200");

        Assert.DoesNotContain(records, record => Regex.IsMatch(record.Text("name")!, $@"\d{number}|{number}\d") && !Regex.IsMatch(record.ToString(), $@"(?<!\d){number}(?!\d)"));
    }

    [Theory]
    [InlineData("𠮷")]
    [InlineData("北𠮷野家")]
    [InlineData("ปัญญาประดิษฐ์")]
    [InlineData("Стратегия")]
    [InlineData("_")]
    [InlineData("foo_bar9")]
    public async Task Words_OfAnyScript_AreAnsweredByEveryList(string words)
    {
        foreach (var noun in new[] { "programmes", "grants", "search" })
        {
            using var answer = await portal.Client.GetAsync($"/api/v1/{noun}?q={Uri.EscapeDataString(words)}", TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("organisations", "bpi", "fr-bpifrance")]
    [InlineData("programmes", "supercalc", "fr-jean-zay")]
    public async Task Beginning_OfAWord_FindsItWhereNothingElseIsOfThatName(string noun, string beginning, string found) =>
        Assert.Contains(found, await portal.RefsAsync($"/api/v1/{noun}?q={beginning}&limit=200"));

    [Fact]
    public async Task Search_ForAPlural_FindsWhatItsSingularFinds()
    {
        var singular = (await portal.GetJsonAsync("/api/v1/search?q=LLM")).GetProperty("meta").GetProperty("count").GetInt32();
        var plural = (await portal.GetJsonAsync("/api/v1/search?q=LLMs")).GetProperty("meta").GetProperty("count").GetInt32();

        Assert.True(singular > 20);
        Assert.InRange(plural, singular * 4 / 5, singular);
    }
}
