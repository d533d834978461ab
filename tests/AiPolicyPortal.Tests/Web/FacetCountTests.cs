using System.Globalization;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Web;

/// <summary>The number beside a choice is what the list has once it is made, its own filter left open and every other as it is.</summary>
public sealed class FacetCountTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("programmes", "country theme status openSource")]
    [InlineData("announcements", "country stage newMoney tier")]
    [InlineData("figures", "stage country funderType counted standing year theme")]
    [InlineData("organisations", "role type country")]
    [InlineData("governance", "type country duty status")]
    [InlineData("sources", "tier language health retracted")]
    [InlineData("countries", "region kind all")]
    [InlineData("promises", "evidence country stage theme funderType")]
    public async Task Get_List_HasItsFacetsInOrder(string noun, string facets) =>
        Assert.Equal(facets.Split(' '), (await ChoicesAsync(noun, "")).Keys.Select(choice => choice.Facet).Distinct());

    [Theory]
    [InlineData("programmes", "")]
    [InlineData("programmes", "country=FR&country=DE&theme=!compute")]
    [InlineData("programmes", "q=compute&status=!closed&theme=compute&theme=research")]
    [InlineData("announcements", "")]
    [InlineData("announcements", "country=FR&stage=announced&dateFrom=2018")]
    [InlineData("announcements", "tier=!1&country=!US&q=AI")]
    [InlineData("figures", "")]
    [InlineData("figures", "counted=true&counted=false&country=FR")]
    [InlineData("figures", "counted=!true&country=FR")]
    [InlineData("figures", "country=FR&theme=compute&standing=!target")]
    [InlineData("figures", "year=2024&year=2018&country=!US&stage=announced")]
    [InlineData("figures", "q=million&stage=!announced&funderType=public")]
    [InlineData("organisations", "")]
    [InlineData("organisations", "role=recipient&role=lead&country=FR&country=GB")]
    [InlineData("organisations", "q=university&role=!funder&type=!company")]
    [InlineData("governance", "")]
    [InlineData("governance", "country=!EU&status=in-force&adoptedFrom=2020")]
    [InlineData("governance", "duty=!none&q=act")]
    [InlineData("sources", "")]
    [InlineData("sources", "retracted=true&retracted=false")]
    [InlineData("sources", "tier=1&language=!en&publishedFrom=2020")]
    [InlineData("sources", "language=unknown&tier=!1")]
    [InlineData("announcements", "country=unknown&country=FR")]
    [InlineData("sources", "retracted=true&health=unchecked&q=AI")]
    [InlineData("countries", "")]
    [InlineData("countries", "region=Europe&all=true")]
    [InlineData("countries", "kind=!country&q=union")]
    [InlineData("releases", "")]
    [InlineData("releases", "country=!unknown&licence=!unknown")]
    [InlineData("releases", "country=unknown&country=FR&licence=unknown&organisationType=!unknown")]
    [InlineData("releases", "payingCountry=FR&payingCountry=unknown&kind=model")]
    [InlineData("releases", "licence=!MIT&year=unknown&year=2024&funded=unknown")]
    [InlineData("promises", "")]
    [InlineData("promises", "country=FR&theme=!compute&funderType=!public")]
    public async Task Get_List_CountsBesideEachChoiceWhatItLeadsTo(string noun, string query)
    {
        var shown = await ChoicesAsync(noun, query);

        foreach (var choice in shown.Keys.Union((await ChoicesAsync(noun, "")).Keys))
        {
            var others = query.Split('&').Where(pair => pair.Length > 0 && !pair.StartsWith(choice.Facet + "=", StringComparison.Ordinal));
            var address = $"/api/v1/{noun}?{string.Join('&', [.. others, $"{choice.Facet}={Uri.EscapeDataString(choice.Value)}"])}&limit=1";
            var expected = (await portal.GetJsonAsync(address)).GetProperty("meta").GetProperty("count").GetInt32();
            Assert.True(expected == shown.GetValueOrDefault(choice), $"{address} has {expected}, /{noun}?{query} says {shown.GetValueOrDefault(choice)}");
        }
    }

    [Theory]
    [InlineData("programmes", "country=FR&theme=compute", "q=nosuchwordanywhere")]
    [InlineData("announcements", "country=FR&stage=recommended&tier=4", "dateTo=1950")]
    [InlineData("figures", "country=FR&standing=bid&theme=compute", "statedTo=1950")]
    [InlineData("organisations", "country=FR&role=lead&type=company", "identifier=none-such")]
    [InlineData("governance", "country=FR&duty=none", "adoptedTo=1950")]
    [InlineData("sources", "language=aa&retracted=true&tier=1", "publishedTo=1950")]
    [InlineData("countries", "all=true&kind=union&region=Europe", "q=nosuchwordanywhere")]
    [InlineData("promises", "country=FR&funderType=private&stage=announced", "statedTo=1950")]
    public async Task Get_ListOfNothing_ShowsWhatIsChosenAndNothingElse(string noun, string chosen, string none)
    {
        var shown = await ChoicesAsync(noun, $"{chosen}&{none}");

        Assert.Equal(chosen, string.Join('&', shown.Keys.Select(choice => $"{choice.Facet}={choice.Value}").Order(StringComparer.Ordinal)));
        Assert.All(shown.Values, count => Assert.Equal(0, count));
    }

    // In the order of the panel; each has a count.
    private async Task<Dictionary<(string Facet, string Value), int>> ChoicesAsync(string noun, string query) =>
        (await portal.GetPageAsync($"/{noun}?{query}")).QuerySelectorAll(".filter-panel .facet input[type=checkbox]").ToDictionary(
            box => (box.GetAttribute("name")!, box.GetAttribute("value")!),
            box => int.Parse(box.ParentElement!.QuerySelector(".count")!.TextContent, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
}
