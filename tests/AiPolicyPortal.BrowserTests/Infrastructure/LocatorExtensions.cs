using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

internal static class LocatorExtensions
{
    /// <summary>Opens what is folded on this screen; does nothing where the screen is wide enough to show it.</summary>
    public static async Task ClickIfVisibleAsync(this ILocator locator)
    {
        if (await locator.First.IsVisibleAsync())
        {
            await locator.First.ClickAsync();
        }
    }
}
