using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using AiPolicyPortal.BrowserTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>Charts are drawn from their tables, can be taken away and shown elsewhere, and leave their tables where no script runs.</summary>
[Collection(Journeys.Name)]
public sealed class ChartTests(BrowserPortal portal)
{
    [Fact]
    public async Task Bars_AreAsManyAndAsHighAsTheTableSays()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/embed/new-money?country=FR");
        var bars = page.Locator("svg.chart-plot rect.mark.series-1:not(.legend rect)");
        await page.Locator("figure[data-drawn]").WaitForAsync();

        var amounts = await page.Locator("tbody td:nth-of-type(1)[data-low]:not([data-low=''])").EvaluateAllAsync<double[]>("cells => cells.map(cell => Number(cell.dataset.high))");
        var heights = await bars.EvaluateAllAsync<double[]>("bars => bars.map(bar => Number(bar.getAttribute('height')))");
        Assert.Equal(amounts.Length, heights.Length);
        Assert.True(amounts.Length > 3);
        for (var at = 0; at < amounts.Length; at++)
            Assert.Equal(amounts[at] / amounts.Max(), heights[at] / heights.Max(), 2);
    }

    [Fact]
    public async Task Map_ColoursTheCountriesOfTheTable()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/embed/countries-map");
        await page.Locator("figure[data-drawn]").WaitForAsync();

        var shaded = await page.Locator("path.country[class*=shade]").CountAsync();
        var known = await page.Locator("tbody td[data-low]:not([data-low=''])").CountAsync();
        // The EU, international bodies and small states have no outline.
        Assert.InRange(shaded, known / 2, known);
        Assert.Contains("€", await page.Locator("path.country[class*=shade-5] title").First.TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_WithoutAnyAmount_AreAnEmptyDrawing()
    {
        var page = await portal.OpenAsync();
        var errors = new ConcurrentQueue<string>();
        page.PageError += (_, error) => errors.Enqueue(error);
        await page.GotoAsync("/embed/stage-history?country=AQ");

        await page.Locator("figure[data-drawn]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("/embed/countries-map?per=capita")]
    [InlineData("/embed/countries-ranking?currency=IDR&lang=fr")]
    public async Task Words_OnANarrowScreen_StayWithinTheDrawing(string address)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 320, Height = 700 } });
        await page.GotoAsync(address);
        await page.Locator("figure[data-drawn]").WaitForAsync();

        var cut = await page.Locator("svg.chart-plot text.unit, svg.chart-plot text.value").EvaluateAllAsync<string[]>(
            "texts => texts.filter(text => text.getBoundingClientRect().right > text.ownerSVGElement.getBoundingClientRect().right + 1).map(text => text.textContent)");
        Assert.Empty(cut);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Download_Svg_HoldsTitleUnitAndSourcesAndNeedsNoStyleSheet(ColorScheme theme)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { ColorScheme = theme });
        await page.GotoAsync("/embed/new-money?country=FR");
        await page.Locator("figure[data-drawn]").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("button[data-download=svg]").ClickAsync());

        var svg = XDocument.Load(await download.PathAsync());
        var words = string.Join(' ', svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)).Replace('\u00A0', ' ');
        Assert.Contains("Headline and new money: announced public money, France", words, StringComparison.Ordinal);
        Assert.Contains("€ billion", words, StringComparison.Ordinal);
        Assert.Contains("Source: AI Policy Portal", words, StringComparison.Ordinal);
        Assert.Contains("Headline", words, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.Descendants(), element => element.Attribute("class") is not null || element.Name.LocalName == "style");
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "rect" && (element.Attribute("fill")?.Value.StartsWith("rgb", StringComparison.Ordinal) ?? false));
    }

    [Fact]
    public async Task Download_Png_IsAnImageOfTheChart()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/embed/countries-map");
        await page.Locator("figure[data-drawn]").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("button[data-download=png]").ClickAsync());

        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(bytes[..8]));
        Assert.True(int.Parse(Convert.ToHexString(bytes[16..20]), NumberStyles.HexNumber, CultureInfo.InvariantCulture) > 1000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EmbedAndCite_OpensAndCloses(bool javaScript)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = javaScript });
        await page.GotoAsync("/");
        var dialogue = page.Locator("#chart-new-money-share");
        await Assertions.Expect(dialogue).ToBeHiddenAsync();
        await page.Locator("button[popovertarget=chart-new-money-share]").First.ClickAsync();
        await Assertions.Expect(dialogue).ToBeVisibleAsync();
        await Assertions.Expect(dialogue.Locator("textarea").First).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^<iframe src=\"http"));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialogue).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Chart_WithoutScripts_LeavesItsTable()
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await page.GotoAsync("/");

        await Assertions.Expect(page.Locator("#chart-new-money table")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#chart-countries-ranking table")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("svg.chart-plot").First).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("button[data-download]").First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Chart_InAnotherSitesFrame_IsDrawn()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/");
        var frame = new Uri(new Uri(page.Url), "/embed/new-money?country=FR");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var news = builder.Build();
        news.MapGet("/", () => Results.Content($"<!doctype html><title>News</title><iframe src='{frame}' width='800' height='640'></iframe>", "text/html"));
        await news.StartAsync(TestContext.Current.CancellationToken);
        await page.GotoAsync(news.Urls.Single());

        await Assertions.Expect(page.FrameLocator("iframe").Locator("figure[data-drawn] rect.mark").First).ToBeVisibleAsync();
    }

    // The published portal serves its files compressed with Brotli; gzip, used here, gives a little more.
    [Fact]
    public async Task Home_WithItsCharts_WeighsLessThan200KiBCompressed()
    {
        var page = await portal.OpenAsync();
        var answers = new ConcurrentBag<IResponse>();
        page.Response += (_, answer) => answers.Add(answer);
        await page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("#chart-countries-map[data-drawn]").WaitForAsync();

        var weight = 0L;
        foreach (var answer in answers)
        {
            var body = await answer.BodyAsync();
            weight += Math.Min(body.Length, Compressed(body)) + answer.Headers.Sum(header => header.Key.Length + header.Value.Length + 4);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{weight / 1024.0:F1} KiB in {answers.Count} answers");
        Assert.InRange(answers.Count, 6, 20);
        Assert.InRange(weight, 20 * 1024, 200 * 1024);

        static long Compressed(byte[] body)
        {
            using var stream = new MemoryStream();
            using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
                gzip.Write(body);
            return stream.Length;
        }
    }
}
