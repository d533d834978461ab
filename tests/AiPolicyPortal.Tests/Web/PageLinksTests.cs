using AiPolicyPortal.Tests.Formats;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AiPolicyPortal.Tests.Web;

/// <summary>What a list's second page leads to goes on from there, whatever the order and the language of the page.</summary>
public sealed class PageLinksTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    public static TheoryData<string> Lists { get; } = [.. ListFormatsTests.Lists, "changes"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task SecondPage_OfAList_LeadsToItsDataAndToItselfInTheOtherLanguage(string list)
    {
        foreach (var language in new[] { "en", "fr" })
        {
            var first = await portal.GetPageAsync($"/{list}?limit=3&lang={language}");
            var second = await portal.GetPageAsync(AddressOf(first.QuerySelector<IHtmlAnchorElement>(".pager a[rel=next]")!));
            var links = second.QuerySelectorAll<IHtmlAnchorElement>(".result-bar a, a[hreflang], nav a[lang]").Select(AddressOf)
                .Where(address => address.Contains("cursor=", StringComparison.Ordinal) || address.StartsWith($"/{list}.csv", StringComparison.Ordinal)).Distinct().ToList();

            Assert.Contains(links, address => address.StartsWith("/api/v1/", StringComparison.Ordinal));
            Assert.Contains(links, address => address.StartsWith($"/{list}?", StringComparison.Ordinal));
            foreach (var address in links)
            {
                using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}");
            }

            var refs = (await portal.GetJsonAsync(links.First(address => address.StartsWith("/api/v1/", StringComparison.Ordinal)))).GetProperty("data").EnumerateArray()
                .Select(record => record.GetProperty(list == "countries" ? "code" : "ref").GetString()).ToList();
            Assert.All(refs, reference => Assert.Contains(reference!, second.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal));
        }
    }

    private static string AddressOf(IHtmlAnchorElement link) => link.PathName + link.Search;
}
