using AiPolicyPortal.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>
/// Every dashboard, on a desk and in a hand, light and dark: its charts are drawn, nothing is refused or fails to load, nothing sticks out.
/// With <c>PORTAL_SCREENSHOTS</c> naming a folder, what was seen is kept there; <c>docs/screenshots</c> is made so.
/// </summary>
[Collection(Journeys.Name)]
public sealed class DashboardScreenshotTests(BrowserPortal portal)
{
    private const int MostHeight = 3000;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS");

    [Theory]
    [InlineData("home", "/")]
    [InlineData("country", "/countries/FR")]
    [InlineData("compare", "/compare?country=FR&country=DE&country=GB&country=US")]
    [InlineData("programme", "/programmes/fr-snia-phase-2")]
    [InlineData("promises", "/promises")]
    [InlineData("open", "/open")]
    [InlineData("open-fr", "/open?lang=fr")]
    [InlineData("release-grok-1", "/releases/grok-1")]
    [InlineData("release-grok-1-fr", "/releases/grok-1?lang=fr")]
    [InlineData("release-bloom-176b", "/releases/bloom-176b")]
    [InlineData("release-bloom-176b-fr", "/releases/bloom-176b?lang=fr")]
    [InlineData("release-apertus", "/releases/apertus")]
    [InlineData("release-apertus-fr", "/releases/apertus?lang=fr")]
    public async Task Dashboard_OnDeskAndPhoneLightAndDark_IsDrawnWholeAndWithoutAComplaint(string name, string address)
    {
        foreach (var (device, width, height) in new[] { ("desktop", 1280, 900), ("phone", 390, 844) })
        {
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var page = await portal.OpenAsync(new BrowserNewContextOptions
                {
                    ColorScheme = theme,
                    ViewportSize = new ViewportSize { Width = width, Height = height },
                });
                var complaints = new List<string>();
                page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : []);
                page.PageError += (_, error) => complaints.Add(error);
                await page.GotoAsync(address);
                await page.WaitForFunctionAsync("() => [...document.querySelectorAll('figure.chart')].every(chart => 'drawn' in chart.dataset)");

                Assert.Empty(complaints);
                Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{address} is wider than {width} px.");
                var seen = await page.ScreenshotAsync(new PageScreenshotOptions
                {
                    FullPage = true,
                    Type = ScreenshotType.Jpeg,
                    Quality = 70,
                    Clip = new Clip { Width = width, Height = Math.Min(MostHeight, await page.EvaluateAsync<int>("document.documentElement.scrollHeight")) },
                });
                Assert.True(seen.Length > 10_000, $"{address} is almost empty.");
                if (Folder is not null)
                {
                    Directory.CreateDirectory(Folder);
                    await File.WriteAllBytesAsync(
                        Path.Combine(Folder, $"{name}-{device}-{theme.ToString().ToLowerInvariant()}.jpg"), seen, TestContext.Current.CancellationToken);
                }

                await page.Context.CloseAsync();
            }
        }
    }
}
