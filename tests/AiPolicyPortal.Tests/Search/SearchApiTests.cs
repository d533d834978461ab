using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Search;

public sealed class SearchApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("grok-1", "release", "grok-1")]
    [InlineData("a-fr-017", "announcement", "a-fr-017")]
    [InlineData("f-fr-044", "figure", "f-fr-044")]
    [InlineData("s-0152", "source", "s-0152")]
    [InlineData("ia clusters", "programme", "fr-ia-clusters")]
    [InlineData("FR", "country", "FR")]
    [InlineData("stratégie nationale pour l’IA", "programme", "fr-snia-phase-2")]
    [InlineData("STRATEGIE nationale ia", "programme", "fr-snia-phase-2")]
    public async Task Get_Words_PutsWhatWasMeantFirst(string words, string kind, string reference)
    {
        var hits = await HitsAsync(words);

        Assert.Contains((kind, reference), hits.Take(3));
    }

    [Theory]
    [InlineData("grants", "title", "funder.name", "programme.name", "recipient.name")]
    [InlineData("figures", "programme.name", "announcement.name", "evidence")]
    public async Task Get_ListByManyWords_LooksForEachOfThem(string list, params string[] fields)
    {
        var records = (await portal.GetJsonAsync($"/api/v1/{list}?limit=200")).GetProperty("data").EnumerateArray();
        var words = records.Select(record => Words(record, fields)).First(words => words.Count > 10);
        var found = $"/api/v1/{list}?limit=1&q={Uri.EscapeDataString(string.Join(' ', words))}";

        Assert.True((await portal.GetJsonAsync(found)).GetProperty("meta").GetProperty("count").GetInt32() > 0, found);
        Assert.Equal(0, (await portal.GetJsonAsync(found + "%20zzqqxyw")).GetProperty("meta").GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("api/v1/grants")]
    [InlineData("api/v1/figures")]
    [InlineData("api/v1/search")]
    [InlineData("search")]
    public async Task Get_MoreWordsThanAreLookedFor_IsRefused(string address)
    {
        using var taken = await portal.Client.GetAsync($"/{address}?q={string.Join('+', Enumerable.Repeat("of", 20))}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        foreach (var between in new[] { "+", "-" })
        {
            using var refused = await portal.Client.GetAsync($"/{address}?q={string.Join(between, Enumerable.Repeat("abc", 21))}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("20", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Is Grok open source?", "announcement", "a-fr-017")]
    [InlineData("Which models did Mistral AI release", "organisation", "fr-mistral-ai")]
    [InlineData("How much money went to Mistral?", "organisation", "fr-mistral-ai")]
    [InlineData("Qu'est-ce que la stratégie nationale pour l'IA ?", "programme", "fr-snia-phase-2")]
    public async Task Get_Question_FindsWhatHasTheMostOfItsWords(string question, string kind, string reference)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/search?q={Uri.EscapeDataString(question)}");

        Assert.Contains((kind, reference), answer.GetProperty("data").EnumerateArray().Select(hit => (hit.Text("kind")!, hit.Ref())));
        Assert.All(answer.GetProperty("data").EnumerateArray(), hit => Assert.Equal("most", hit.Text("match")));
    }

    [Theory]
    [InlineData("how much did France announce", "FR")]
    [InlineData("france ai 2025", "FR")]
    [InlineData("German and French supercomputers", "DE,FR")]
    [InlineData("dépenses de l’Allemagne", "DE")]
    [InlineData("AI spending in france", "FR")]
    [InlineData("subventions d'italie", "IT")]
    [InlineData("how much did the eu and the uk announce", "EU,GB")]
    [InlineData("united kingdom", "GB")]
    [InlineData("northern ireland and wales", "GB")]
    [InlineData("latin american models", "")]
    [InlineData("etats unis et royaume uni", "US,GB")]
    [InlineData("tell us about open models", "")]
    [InlineData("us ai funding", "US")]
    [InlineData("how much did the us award", "US")]
    [InlineData("U.S. grants", "US")]
    [InlineData("gap between us and china", "US,CN")]
    [InlineData("compare france to us", "FR,US")]
    [InlineData("what it means for us", "")]
    [InlineData("research in Tuvalu", "")]
    public async Task Get_WordsThatNameACountry_SayWhichPageHasItsMoney(string question, string codes)
    {
        var meta = (await portal.GetJsonAsync($"/api/v1/search?q={Uri.EscapeDataString(question)}&limit=1")).GetProperty("meta");
        var countries = meta.TryGetProperty("countries", out var named) ? string.Join(',', named.EnumerateArray().Select(country => country.Text("code"))) : "";

        Assert.Equal(codes, countries);
    }

    [Fact]
    public async Task Get_OtherKindsThanCountries_NameNone() => Assert.False(
        (await portal.GetJsonAsync("/api/v1/search?q=France+compute&kind=programme")).GetProperty("meta").TryGetProperty("countries", out _));

    [Fact]
    public async Task Get_QuestionWithAnAbbreviation_LooksForItToo()
    {
        var answer = await portal.GetJsonAsync("/api/v1/search?q=" + Uri.EscapeDataString("What are the EU AI Act penalties of the UN?"));

        Assert.Equal(["EU", "AI", "Act", "penalties", "UN"], answer.GetProperty("meta").GetProperty("most").GetProperty("lookedFor").EnumerateArray().Select(word => word.GetString()));
    }

    [Theory]
    [InlineData("zzqq yyxx wwvv")]
    [InlineData("who is the zzqq")]
    public async Task Get_QuestionOfWordsThatAreNowhere_FindsNothing(string question) =>
        Assert.Empty((await portal.GetJsonAsync($"/api/v1/search?q={Uri.EscapeDataString(question)}")).GetProperty("data").EnumerateArray());

    [Theory]
    [InlineData("api/v1/programmes")]
    [InlineData("api/v1/grants")]
    [InlineData("api/v1/search")]
    [InlineData("programmes")]
    public async Task Get_WordsThatAreNotSeen_AreRefused(string address)
    {
        using var answer = await portal.Client.GetAsync($"/{address}?q=%E2%80%8B%C2%AD", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static List<string> Words(System.Text.Json.JsonElement record, string[] fields) =>
    [
        .. fields.Select(field => field.Split('.').Aggregate(
                (System.Text.Json.JsonElement?)record, (place, name) => place?.ValueKind == System.Text.Json.JsonValueKind.Object ? place.Value.GetProperty(name) : null))
            .SelectMany(value => $"{value}".Split(' ')).Where(word => word.Length > 3 && word.All(char.IsAsciiLetter)).Distinct(StringComparer.OrdinalIgnoreCase).Take(14),
    ];

    [Theory]
    [InlineData("Frnace", "country", "nearest", "frnace: france")]
    // The stem of what was typed is that of the word.
    [InlineData("mistrall", "release", "words", null)]
    [InlineData("inriaa", "organisation", "words", null)]
    public async Task Get_SlipOfTheKeyboard_FindsTheNearestAndSaysSo(string words, string kind, string match, string? spelling)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/search?q={words}&limit=10");

        var hits = answer.GetProperty("data").EnumerateArray().ToList();
        Assert.Contains(hits.Take(3), hit => hit.Text("kind") == kind);
        Assert.All(hits, hit => Assert.Equal(match, hit.Text("match")));
        Assert.Equal(spelling, answer.GetProperty("meta").TryGetProperty("spelling", out var respelt)
            ? string.Join("; ", respelt.EnumerateArray().Select(word => $"{word.Text("asked")}: {string.Join(", ", word.GetProperty("lookedFor").EnumerateArray())}"))
            : null);
        var scores = hits.Select(hit => hit.GetProperty("score").GetDouble()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Theory]
    [InlineData("programme", "programmes")]
    [InlineData("announcement", "announcements")]
    [InlineData("figure", "figures")]
    [InlineData("grant", "grants")]
    [InlineData("organisation", "organisations")]
    [InlineData("release", "releases")]
    [InlineData("governance", "governance")]
    [InlineData("source", "sources")]
    [InlineData("country", "countries")]
    public async Task Get_OneKind_CountsWhatItsOwnListFinds(string kind, string path)
    {
        foreach (var words in new[] { "national", "université", "un" })
        {
            var found = await portal.GetJsonAsync($"/api/v1/search?q={words}&kind={kind}&limit=1");
            var listed = await portal.GetJsonAsync($"/api/v1/{path}?q={words}&limit=1");
            var count = listed.GetProperty("meta").GetProperty("count").GetInt32();
            if (count > 0)
            {
                Assert.Equal(count, found.GetProperty("meta").GetProperty("count").GetInt32());
                Assert.Equal(kind, found.GetProperty("data")[0].Text("kind"));
            }
        }
    }

    [Theory]
    [InlineData("superagi", "programme", "programmes")]
    [InlineData("EuroHPC", "release", "releases")]
    [InlineData("open source", "release", "releases")]
    public async Task Get_WordsThatOnlyOtherKindsHave_FindsNothingAsTheOwnListDoes(string words, string kind, string path)
    {
        var everything = await portal.GetJsonAsync($"/api/v1/search?q={words}&limit=1");
        var found = await portal.GetJsonAsync($"/api/v1/search?q={words}&kind={kind}");
        var listed = await portal.GetJsonAsync($"/api/v1/{path}?q={words}&limit=1");

        Assert.InRange(everything.GetProperty("meta").GetProperty("count").GetInt32(), 1, int.MaxValue);
        Assert.Equal("words", everything.GetProperty("data")[0].Text("match"));
        Assert.Equal(0, found.GetProperty("meta").GetProperty("count").GetInt32());
        Assert.Equal(0, listed.GetProperty("meta").GetProperty("count").GetInt32());
        var page = await portal.GetPageAsync($"/search?q={words}&kind={kind}");
        Assert.Equal($"/search?q={Uri.EscapeDataString(words)}", page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_WildcardsAndQuotes_AreOrdinaryLetters()
    {
        foreach (var words in new[] { "%", "_", "\\", "'", "100%", "(", "a&b" })
        {
            var answer = await portal.GetJsonAsync($"/api/v1/search?q={Uri.EscapeDataString(words)}&limit=5");

            Assert.True(answer.GetProperty("data").GetArrayLength() <= 5);
        }
    }

    [Fact]
    public async Task Get_LongText_IsCutAroundTheWord()
    {
        var hit = (await portal.GetJsonAsync("/api/v1/search?q=a-fr-017&kind=announcement")).GetProperty("data")[0];

        Assert.Contains("open-source", hit.Text("snippet"), StringComparison.Ordinal);
        Assert.Equal("2024-03-11", hit.Text("date.date"));
    }

    [Theory]
    [InlineData("/api/v1/search", "'q' is needed")]
    [InlineData("/api/v1/search?q=a&kind=grnt", "'grant'")]
    [InlineData("/api/v1/search?q=a&limt=3", "'limit'")]
    public async Task Get_WrongQuery_IsRefusedWithAHint(string address, string hint)
    {
        using var refused = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(hint, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<(string Kind, string Ref)>> HitsAsync(string words)
    {
        var answer = await portal.GetJsonAsync($"/api/v1/search?q={Uri.EscapeDataString(words)}&limit=20");
        return [.. answer.GetProperty("data").EnumerateArray().Select(hit => (hit.Text("kind")!, hit.Ref()))];
    }
}
