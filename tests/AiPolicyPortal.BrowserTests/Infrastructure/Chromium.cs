namespace AiPolicyPortal.BrowserTests.Infrastructure;

/// <summary>The browser of this machine: Chromium or Chrome as the distribution installs it.</summary>
public static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/Applications/Google Chrome.app/Contents/MacOS", "/Applications/Chromium.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application",
    ];

    public const string Missing =
        "No Chromium or Chrome was found, so the browser journeys did not run. Install one (Debian: apt-get install chromium) or name it in PORTAL_CHROMIUM.";

    /// <summary>Path of the browser; null where there is none.</summary>
    public static string? Path { get; } = Find();

    private static string? Find() =>
        Environment.GetEnvironmentVariable("PORTAL_CHROMIUM") is { Length: > 0 } named
            ? named
            : Folders.SelectMany(folder => Names.Concat(["Google Chrome", "chrome.exe"]).Select(name => System.IO.Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists);
}
