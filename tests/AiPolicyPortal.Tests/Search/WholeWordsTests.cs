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

    [Theory]
    [InlineData("1.5 billion France")]
    [InlineData("1,5 milliard France")]
    [InlineData("€1.5bn France")]
    [InlineData("1.5 billion euros France")]
    public async Task Amount_InAnyWay_FindsFiguresOfIt(string words)
    {
        var figures = await portal.WalkAsync($"/api/v1/figures?q={Uri.EscapeDataString(words)}&limit=200");

        Assert.Superset(new HashSet<string> { "f-fr-001", "f-fr-010", "f-fr-044", "f-fr-065" }, figures.Select(figure => figure.Ref()).ToHashSet());
        Assert.All(figures, figure => Assert.Equal("FR", figure.Text("country.code")));
    }

    [Theory]
    [InlineData("40 M€")]
    [InlineData("40 million")]
    [InlineData("40m")]
    public async Task Amount_InMillions_FindsFiguresOfIt(string words) => Assert.Contains(
        await portal.WalkAsync($"/api/v1/figures?q={Uri.EscapeDataString(words)}&limit=200"), figure => figure.Text("money.amount") == "40000000.00");

    [Fact]
    public async Task CountryOfACurrency_IsNoneOfItsAmounts() => Assert.DoesNotContain(
        await portal.WalkAsync("/api/v1/figures?q=US&limit=200"), figure => figure.Text("country.code") == "SA" && figure.Text("money.currency") == "USD" && !figure.ToString().Contains("US ", StringComparison.Ordinal));

    [Fact]
    public async Task Amount_IsNoPartOfAnother()
    {
        var figures = await portal.WalkAsync("/api/v1/figures?q=1.5 billion&limit=200");

        Assert.Contains(figures, figure => figure.Text("money.amount") == "1500000000.00");
        Assert.DoesNotContain(figures, figure => Regex.IsMatch(figure.Text("evidence") ?? "", @"\d1[.,]5|1[.,]5\d") && figure.Text("money.amount") != "1500000000.00");
    }

    [Theory]
    [InlineData("United Kingdom", "GB")]
    [InlineData("Great Britain", "GB")]
    [InlineData("United States", "US")]
    [InlineData("Republic of Korea", "KR")]
    public async Task OfficialName_OfACountry_FindsItsProgrammesAndFigures(string name, string code)
    {
        foreach (var noun in new[] { "programmes", "figures" })
        {
            Assert.Superset(
                (await portal.RefsAsync($"/api/v1/{noun}?country={code}&limit=200")).ToHashSet(), (await portal.RefsAsync($"/api/v1/{noun}?q={name}&limit=200")).ToHashSet());
        }
    }

    [Theory]
    [InlineData("fund")]
    [InlineData("001")]
    public async Task Search_ForAWordThatReferencesEndWith_GoesByNames(string word)
    {
        var hits = (await portal.GetJsonAsync($"/api/v1/search?q={word}")).GetProperty("data").EnumerateArray().ToList();

        Assert.DoesNotContain(hits, hit => hit.GetProperty("score").GetDouble() == 0.95);
    }

    [Fact]
    public async Task Search_ForAnAcronym_BeginsWithTheOrganisationOfThatName() => Assert.Equal(
        "us-nsf", (await portal.GetJsonAsync("/api/v1/search?q=NSF")).GetProperty("data")[0].Ref());

    [Fact]
    public async Task Search_ForTheAiAct_HasItAmongTheFirst() => Assert.Contains(
        "v-eu-006", (await portal.GetJsonAsync("/api/v1/search?q=AI Act")).GetProperty("data").EnumerateArray().Take(5).Select(ApiLists.Ref));

    [Fact]
    public async Task Search_ForAPlural_FindsWhatItsSingularFinds()
    {
        var singular = (await portal.GetJsonAsync("/api/v1/search?q=LLM")).GetProperty("meta").GetProperty("count").GetInt32();
        var plural = (await portal.GetJsonAsync("/api/v1/search?q=LLMs")).GetProperty("meta").GetProperty("count").GetInt32();

        Assert.True(singular > 20);
        Assert.InRange(plural, singular * 4 / 5, singular);
    }
}
