using System.Text.Json;
using AiPolicyPortal.Web.Citing;

namespace AiPolicyPortal.Tests.Citing;

public sealed class CitationTests
{
    private static readonly Citation Cited = new(
        "AI Policy Portal", "Money & \"risk\": 100 % of {it}", new DateTimeOffset(2026, 3, 11, 23, 30, 0, TimeSpan.Zero), "https://example.org/compare?country=FR&country=DE");

    [Fact]
    public void Plain_NamesPortalYearTitleDayLicenceAndAddress() => Assert.Equal(
        "AI Policy Portal (2026). Money & \"risk\": 100 % of {it}. As known on 11 March 2026. CC-BY-4.0. https://example.org/compare?country=FR&country=DE",
        Cited.Plain(day => $"As known on {day}"));

    [Fact]
    public void BibTex_EscapesWhatWouldEndOrChangeAField()
    {
        Assert.Contains("title = {{Money \\& \"risk\": 100 \\% of  it }}", Cited.BibTex, StringComparison.Ordinal);
        Assert.Contains("title = {{2\\^{}3 \\~{}4}}", (Cited with { Title = "2^3 ~4" }).BibTex, StringComparison.Ordinal);
        Assert.Equal(Cited.BibTex.Count(letter => letter == '{'), Cited.BibTex.Count(letter => letter == '}'));
    }

    [Fact]
    public void Key_WhereTheReaderNamedNoHost_IsOfThePath() =>
        Assert.Contains("@misc{aipolicyportal-compare-20260311-", (Cited with { Address = "http:///compare?country=FR" }).BibTex, StringComparison.Ordinal);

    [Fact]
    public void Key_OfAnotherThingCitedOnTheSameDay_IsAnother()
    {
        string[] keys =
        [
            .. new[]
            {
                Cited, Cited with { Title = "Grants by year" }, Cited with { Address = "https://example.org/compare?country=FR" },
                Cited with { Address = "https://example.org/releases/apertus-70b" }, Cited with { AsOf = Cited.AsOf.AddDays(1) },
            }.Select(KeyOf),
        ];

        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.Matches("^aipolicyportal-[a-z0-9-]+$", key));
        Assert.StartsWith("aipolicyportal-releases-apertus-70b-20260311-", keys[3], StringComparison.Ordinal);
        Assert.Equal(keys[0], KeyOf(Cited with { Portal = "Another name" }));
        Assert.Equal(keys[0], JsonDocument.Parse(Cited.CslJson).RootElement[0].GetProperty("id").GetString());
    }

    private static string KeyOf(Citation citation) => citation.BibTex.Split('{', ',')[1];

    [Fact]
    public void CslJson_ParsesAndHoldsTheDay()
    {
        var item = JsonDocument.Parse(Cited.CslJson).RootElement[0];

        Assert.Equal([2026, 3, 11], DayOf(item, "issued"));
        Assert.False(item.TryGetProperty("accessed", out _));
        Assert.Equal("Money & \"risk\": 100 % of {it}", item.GetProperty("title").GetString());
    }

    [Fact]
    public void IsLive_SaysTheDayOfAccess()
    {
        var live = Cited with { IsLive = true };
        var item = JsonDocument.Parse(live.CslJson).RootElement[0];

        Assert.Equal([2026, 3, 11], DayOf(item, "accessed"));
        Assert.Equal("Accessed on 2026-03-11, licence CC-BY-4.0", item.GetProperty("note").GetString());
        Assert.Contains("note = {Accessed on 2026-03-11, licence CC-BY-4.0}", live.BibTex, StringComparison.Ordinal);
    }

    private static IEnumerable<int> DayOf(JsonElement item, string name) => item.GetProperty(name).GetProperty("date-parts")[0].EnumerateArray().Select(part => part.GetInt32());
}
