namespace AiPolicyPortal.Web.Formatting;

/// <summary>Short names for addresses that have no title.</summary>
public static class LinkNames
{
    /// <summary>The host without <c>www.</c>; several addresses of one host are numbered from 1.</summary>
    public static IEnumerable<(string Url, string Name)> Of(IReadOnlyList<string> urls)
    {
        var hosts = urls.Select(Host).ToList();
        return urls.Select((url, at) => (url, hosts.Count(host => host == hosts[at]) == 1
            ? hosts[at]
            : $"{hosts[at]}\u00A0{hosts.Take(at + 1).Count(host => host == hosts[at])}"));
    }

    public static string Host(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var address) ? url
        : address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..]
        : address.Host;
}
