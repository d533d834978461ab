using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Programmes;

/// <summary>Conflicting claims of the starter data, on the programme's page and on the figures' pages.</summary>
public sealed class ClaimsPageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Page_EveryProgrammeWithAContradiction_ShowsItsClaimsAndWhatStands()
    {
        var programmeOf = StarterFile.Read("figures.csv").ToDictionary(row => row["id"], row => row["programme"]);
        var disputed = StarterFile.Read("figure_links.csv").Where(row => row["kind"] == "contradicts")
            .SelectMany(row => new[] { row["from"], row["to"] }).ToLookup(figure => programmeOf[figure]);

        Assert.True(disputed.Count > 20);
        foreach (var programme in disputed)
        {
            var page = await portal.GetPageAsync("/programmes/" + programme.Key);
            var shown = page.QuerySelectorAll(".claims h3 a").Select(link => link.GetAttribute("href")!.Split('/')[^1]).ToList();
            Assert.Equal(shown.Count, shown.Distinct().Count());
            Assert.Superset(programme.ToHashSet(), shown.ToHashSet());

            // None stands only where each is left out for a reason of its own.
            Assert.All(page.QuerySelectorAll(".claims"), group => Assert.True(
                group.QuerySelector(".claim-stands") is not null || group.QuerySelectorAll("li.card p a[href^='/figures/']").Length == 0));
        }
    }

    [Theory]
    [InlineData("en", "Does not stand.", "stands:")]
    [InlineData("fr", "Non retenu.", "est retenu\u00a0:")]
    public async Task Page_OfAProgramme_SaysInASentenceWhyAClaimStands(string language, string verdict, string sentence)
    {
        var claims = (await portal.GetPageAsync("/programmes/fr-snia-phase-2?lang=" + language)).QuerySelector("#claims")!.ParentElement!.TextContent;

        Assert.Contains(verdict, claims, StringComparison.Ordinal);
        Assert.Contains(sentence, claims, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfARestatedFigure_NamesTheCriterionThatTheApiNames()
    {
        var left = (await portal.GetJsonAsync("/api/v1/totals/explain?stage=announced")).GetProperty("data").GetProperty("leftOut").EnumerateArray()
            .Where(figure => figure.Text("reason") is "restated" or "contradicted").ToList();

        Assert.All(left, figure => Assert.NotNull(figure.Text("criterion")));
        var byTier = left.First(figure => figure.Text("criterion") == "tier" && figure.Text("currency") == "EUR").Text("figure");
        Assert.Contains("its best source is", (await portal.GetPageAsync("/figures/" + byTier)).QuerySelector("#counting")!.TextContent, StringComparison.Ordinal);
    }
}
