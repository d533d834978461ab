using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

/// <summary>Goes through a page as somebody does who has a keyboard and nothing else.</summary>
internal static class KeyboardExtensions
{
    private const int MostStops = 200;

    /// <summary>Presses the tabulator until something has the focus.</summary>
    public static async Task ReachAsync(this IPage page, string selector)
    {
        var focused = page.Locator($"{selector}:focus");
        for (var stop = 0; await focused.CountAsync() == 0; stop++)
        {
            Assert.True(stop < MostStops, $"{selector} of {page.Url} cannot be reached with the tabulator.");
            await page.Keyboard.PressAsync("Tab");
        }
    }

    /// <summary>Writes into an empty field.</summary>
    public static async Task TypeIntoAsync(this IPage page, string selector, string text)
    {
        await page.ReachAsync(selector);
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Ticks a box.</summary>
    public static async Task TickAsync(this IPage page, string selector)
    {
        await page.ReachAsync(selector);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator(selector)).ToBeCheckedAsync();
    }

    /// <summary>Chooses one of several: the tabulator leads to the group, the arrows within it.</summary>
    public static async Task ChooseAsync(this IPage page, string name, string value)
    {
        var (group, wanted) = ($"input[type=radio][name='{name}']", $"input[type=radio][name='{name}'][value='{value}']");
        await page.ReachAsync(group);
        var focused = page.Locator($"{wanted}:focus");
        for (var stop = 0; await focused.CountAsync() == 0; stop++)
        {
            Assert.True(stop < MostStops, $"{wanted} of {page.Url} cannot be reached with the arrows.");
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator(wanted)).ToBeCheckedAsync();
    }

    /// <summary>Chooses from a list by the first letters of the choice.</summary>
    public static async Task PickAsync(this IPage page, string selector, string letters, string value)
    {
        await page.ReachAsync(selector);
        await page.Keyboard.TypeAsync(letters);
        await Assertions.Expect(page.Locator(selector)).ToHaveValueAsync(value);
    }

    /// <summary>Goes to a button or a link and presses it, and waits for the page it leads to.</summary>
    public static async Task PressAsync(this IPage page, string selector)
    {
        await page.ReachAsync(selector);
        var left = new TaskCompletionSource();
        void Note(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame)
            {
                left.TrySetResult();
            }
        }

        page.FrameNavigated += Note;
        await page.Keyboard.PressAsync("Enter");
        await left.Task.WaitAsync(TimeSpan.FromMinutes(1));
        page.FrameNavigated -= Note;
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }
}
