using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Web;

/// <summary>A list says above it what it is filtered by, whether its panel has a field for it or a link from elsewhere asked for it.</summary>
public sealed partial class ChosenFilterTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("/figures?programme=eu-eurohpc&stage=!announced&amountMin=1000000&statedFrom=2019", "Programme: European High Performance Computing Joint Undertaking|Stage other than Announced|Amount from: 1000000|Stated – From: 2019")]
    [InlineData("/figures?announcement=a-fr-017&year=2018&instrument=grant&confidence=high&sort=amount", "*|Year stated: 2018|*|*")]
    [InlineData("/programmes?parent=fr-snia-phase-2&country=FR&theme=compute&q=calcul&lang=en", "Part of: French national AI strategy, phase 2|Country: France|Themes: Compute|Words: calcul")]
    [InlineData("/organisations?role=recipient&country=FR&country=!DE&limit=20", "*|Country: France|Country other than Germany")]
    [InlineData("/sources?tier=1&language=fr&publishedTo=2024-03", "*|*|Published – To: 2024-03")]
    [InlineData("/promises?programme=fr-jean-zay&evidence=none", "Programme: Jean Zay converged supercomputer|*")]
    [InlineData("/governance?programme=eu-eurohpc&adoptedFrom=2018", "Programme: *|Adopted – From: 2018")]
    [InlineData("/releases?organisation=fr-mistral-ai&licence=LicenseRef-Llama-2&year=unknown", "*|Licence: Llama 2 Community License Agreement|Year of release: *")]
    [InlineData("/releases?programme=fr-jean-zay&funder=fr-genci&payingCountry=FR", "Programme: *|Funder: *|Country that pays: France")]
    [InlineData("/releases?released=false", "Date of release: not recorded")]
    [InlineData("/countries?region=Europe&all=true", "*|*")]
    [InlineData("/announcements?country=FR&tier=1&dateFrom=2018", "Country: France|*|Date – From: 2018")]
    [InlineData("/changes?after=1&since=2024&kind=figure&record=f-fr-044", "After publication: 1|Since: 2024|*|Record: f-fr-044")]
    [InlineData("/corrections?state=open&record=f-fr-044", "State: open|Record: f-fr-044")]
    [InlineData("/open?country=FR&programme=fr-snia-phase-2&openSource=!none&framework=mof", "Country: France|Programme: *|Open source other than No open-source commitment|Framework: Model Openness Framework 1.0")]
    public async Task Get_List_SaysWhatItIsFilteredByAndLeadsOutOfEach(string address, string expected)
    {
        var page = await portal.GetPageAsync(address + (address.Contains("lang=", StringComparison.Ordinal) ? "" : "&lang=en"));
        var chips = page.QuerySelectorAll("ul.chosen a").ToList();
        var texts = chips.Select(chip => Removal().Replace(chip.TextContent, "").Trim()).ToList();
        var patterns = expected.Split('|');

        Assert.Equal(patterns.Length, texts.Count);
        Assert.All(texts.Zip(patterns), pair => Assert.Matches($"^{Regex.Escape(pair.Second).Replace(@"\*", ".+", StringComparison.Ordinal)}$", pair.First));
        foreach (var (chip, text) in chips.Zip(texts))
        {
            var without = await portal.GetPageAsync(chip.GetAttribute("href")!);
            Assert.Equal(
                texts.Where(other => other != text),
                without.QuerySelectorAll("ul.chosen a").Select(other => Removal().Replace(other.TextContent, "").Trim()));
        }
    }

    [GeneratedRegex("^\\s*Remove filter:\\s*")]
    private static partial Regex Removal();
}
