using AiPolicyPortal.Core.Fetching;

namespace AiPolicyPortal.Tests.Fetching;

public sealed class RobotsRulesTests
{
    private const string Text = """
        # for all
        User-agent: *
        Disallow: /private
        Disallow: /*.pdf$
        Allow: /private/open

        User-agent: AiPolicyPortal
        User-agent: Other
        Crawl-delay: 5
        Disallow: /no
        """;

    [Theory]
    [InlineData("Somebody", "/", true)]
    [InlineData("Somebody", "/private/letter", false)]
    [InlineData("Somebody", "/private/open/letter", true)]
    [InlineData("Somebody", "/a/report.pdf", false)]
    [InlineData("Somebody", "/a/report.pdf?page=2", true)]
    [InlineData("aipolicyportal", "/private/letter", true)]
    [InlineData("AiPolicyPortal", "/no/more", false)]
    public void Allows_LongestRuleOfTheOwnGroup_Decides(string program, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsRules.Parse(Text, program).Allows(new Uri("https://host.example" + path)));

    [Fact]
    public void Delay_OfTheOwnGroup_AtMostHalfAMinute()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), RobotsRules.Parse(Text, "AiPolicyPortal").Delay);
        Assert.Null(RobotsRules.Parse(Text, "Somebody").Delay);
        Assert.Equal(TimeSpan.FromSeconds(30), RobotsRules.Parse("User-agent: *\nCrawl-delay: 3600", "x").Delay);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Disallow: /")]
    [InlineData("User-agent: *\nDisallow:")]
    [InlineData("<html>no robots here: sorry</html>")]
    public void Allows_NothingSaid_Everything(string text) => Assert.True(RobotsRules.Parse(text, "x").Allows(new Uri("https://host.example/a")));
}
