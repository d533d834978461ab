namespace AiPolicyPortal.Web.Accounts;

/// <summary>Browser and system as their owner calls them, without versions: enough to know one's sessions apart, too little to know a person by.</summary>
internal static class BrowserName
{
    // The first that fits: browsers name those before them, and telephones name computers.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <returns>Such as <c>Firefox, Linux</c>; null when neither is known.</returns>
    public static string? Of(string? userAgent)
    {
        var known = new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>().ToList();
        return known.Count == 0 ? null : string.Join(", ", known);
    }

    private static string? Find((string Mark, string Name)[] marks, string? text) =>
        Array.Find(marks, mark => text?.Contains(mark.Mark, StringComparison.Ordinal) == true).Name;
}
