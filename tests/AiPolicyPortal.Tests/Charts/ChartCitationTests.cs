using System.Text.Json;
using AiPolicyPortal.Web.Charts;

namespace AiPolicyPortal.Tests.Charts;

public sealed class ChartCitationTests
{
    private static readonly ChartCitation Citation = new(
        "AI Policy Portal", "Money & \"risk\": 100 % of {it}", new DateTimeOffset(2026, 3, 11, 23, 30, 0, TimeSpan.Zero), "https://example.org/compare?country=FR&country=DE");

    [Fact]
    public void Plain_NamesPortalYearTitleDayLicenceAndAddress() => Assert.Equal(
        "AI Policy Portal (2026). Money & \"risk\": 100 % of {it}. As known on 11 March 2026. CC-BY-4.0. https://example.org/compare?country=FR&country=DE",
        Citation.Plain(day => $"As known on {day}"));

    [Fact]
    public void BibTex_EscapesWhatWouldEndOrChangeAField()
    {
        Assert.Contains("title = {{Money \\& \"risk\": 100 \\% of  it }}", Citation.BibTex, StringComparison.Ordinal);
        Assert.Contains("title = {{2\\^{}3 \\~{}4}}", (Citation with { Title = "2^3 ~4" }).BibTex, StringComparison.Ordinal);
        Assert.Equal(Citation.BibTex.Count(letter => letter == '{'), Citation.BibTex.Count(letter => letter == '}'));
    }

    [Fact]
    public void Key_OfAnotherThingCitedOnTheSameDay_IsAnother()
    {
        string[] keys =
        [
            .. new[]
            {
                Citation, Citation with { Title = "Grants by year" }, Citation with { Address = "https://example.org/compare?country=FR" },
                Citation with { Address = "https://example.org/releases/apertus-70b" }, Citation with { AsOf = Citation.AsOf.AddDays(1) },
            }.Select(KeyOf),
        ];

        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.Matches("^aipolicyportal-[a-z0-9-]+$", key));
        Assert.StartsWith("aipolicyportal-releases-apertus-70b-20260311-", keys[3], StringComparison.Ordinal);
        Assert.Equal(keys[0], KeyOf(Citation with { Portal = "Another name" }));
        Assert.Equal(keys[0], JsonDocument.Parse(Citation.CslJson).RootElement[0].GetProperty("id").GetString());
    }

    private static string KeyOf(ChartCitation citation) => citation.BibTex.Split('{', ',')[1];

    [Fact]
    public void CslJson_ParsesAndHoldsTheDay()
    {
        var item = JsonDocument.Parse(Citation.CslJson).RootElement[0];

        Assert.Equal("[[2026,3,11]]", item.GetProperty("issued").GetProperty("date-parts").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal("Money & \"risk\": 100 % of {it}", item.GetProperty("title").GetString());
    }
}
