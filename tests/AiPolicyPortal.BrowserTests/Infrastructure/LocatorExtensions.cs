using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

internal static class LocatorExtensions
{
    /// <summary>Opens what is folded on this screen; does nothing where it is already open.</summary>
    public static async Task ClickIfThereAsync(this ILocator locator)
    {
        if (await locator.CountAsync() > 0)
        {
            await locator.First.ClickAsync();
        }
    }
}
