using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

/// <summary>What every page of a journey must hold to.</summary>
internal static class PageChecks
{
    /// <summary>The narrowest window, in CSS pixels (WCAG 2.2, 1.4.10).</summary>
    public const int Narrowest = 320;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // The dark theme has other colours and nothing else.
    private static readonly string[] Colours = ["color-contrast", "link-in-text-block"];

    /// <summary>Notes what axe finds in either theme, and whether the page is wider than the narrowest window.</summary>
    public static async Task CheckAsync(this IPage page, List<string> found)
    {
        await page.AxeAsync(found);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (width > Narrowest)
        {
            found.Add($"{page.Url}: {width} px wide");
        }
    }

    /// <summary>Notes what axe finds in either theme.</summary>
    public static async Task AxeAsync(this IPage page, List<string> found)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.EvaluateAsync(Axe);
        await page.RunAsync(found, page.Url, "tag", Everything);

        var light = await page.BackgroundAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await page.BackgroundAsync());
        await page.RunAsync(found, $"{page.Url} in the dark", "rule", Colours);
    }

    private static Task<string> BackgroundAsync(this IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    // What passes is neither described nor brought here: on a long page that takes longer than finding it.
    private static async Task RunAsync(this IPage page, List<string> found, string address, string type, string[] values)
    {
        var faults = await page.EvaluateAsync<string[]>(
            """
            async ([type, values]) => (await axe.run(document, { runOnly: { type, values }, resultTypes: ['violations'] })).violations
                .flatMap(rule => rule.nodes.map(node => `${rule.id} (${rule.help}) at ${node.target}: ${node.html}`))
            """, new object[] { type, values });
        found.AddRange(faults.Select(fault => $"{address}: {fault}"));
    }
}
