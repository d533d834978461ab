using System.Globalization;

namespace AiPolicyPortal.Core.Fetching;

/// <summary>What a host's robots.txt allows a program, after RFC 9309: the group that names it, else the group for all.</summary>
public sealed class RobotsRules
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private readonly List<(string Path, bool Allows)> rules;

    private RobotsRules(List<(string, bool)> rules, TimeSpan? delay) => (this.rules, Delay) = (rules, delay);

    /// <summary>For hosts that have no robots.txt.</summary>
    public static RobotsRules AllowAll { get; } = new([], null);

    /// <summary>How long to wait between requests, at most half a minute; null when not said.</summary>
    public TimeSpan? Delay { get; }

    /// <param name="program">The product token of the user agent.</param>
    public static RobotsRules Parse(string text, string program)
    {
        var groups = Groups(text);
        var own = groups.Where(group => group.Agents.Any(agent => string.Equals(agent, program, StringComparison.OrdinalIgnoreCase))).ToList();
        var chosen = own.Count > 0 ? own : [.. groups.Where(group => group.Agents.Contains("*"))];
        return new RobotsRules([.. chosen.SelectMany(group => group.Rules)], chosen.Select(group => group.Delay).FirstOrDefault(delay => delay is not null));
    }

    /// <summary>The longest rule that fits decides; of two as long the one that allows.</summary>
    public bool Allows(Uri address)
    {
        var path = address.PathAndQuery;
        var best = rules.Where(rule => Fits(path, rule.Path)).OrderByDescending(rule => rule.Path.Length).ThenByDescending(rule => rule.Allows).FirstOrDefault();
        return best.Path is null || best.Allows;
    }

    private static List<Group> Groups(string text)
    {
        var groups = new List<Group>();
        var inAgents = false;
        foreach (var line in text.Split('\n').Select(line => line.Split('#')[0]))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            if (name == "user-agent")
            {
                if (!inAgents)
                {
                    groups.Add(new Group());
                }

                groups[^1].Agents.Add(value);
                inAgents = true;
                continue;
            }

            inAgents = false;
            if (groups.Count > 0)
            {
                groups[^1].Add(name, value);
            }
        }

        return groups;
    }

    // * stands for any characters, $ at the end for the end.
    private static bool Fits(string path, string rule)
    {
        var ends = rule.EndsWith('$');
        var parts = (ends ? rule[..^1] : rule).Split('*');
        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var found = i == 0 ? (path.StartsWith(parts[0], StringComparison.Ordinal) ? 0 : -1)
                : ends && i == parts.Length - 1 ? (path.Length - parts[i].Length >= at && path.EndsWith(parts[i], StringComparison.Ordinal) ? path.Length - parts[i].Length : -1)
                : path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return !ends || at == path.Length;
    }

    private sealed class Group
    {
        public List<string> Agents { get; } = [];

        public List<(string Path, bool Allows)> Rules { get; } = [];

        public TimeSpan? Delay { get; private set; }

        public void Add(string name, string value)
        {
            if (name is "allow" or "disallow" && value.Length > 0)
            {
                Rules.Add((value, name == "allow"));
            }
            else if (name == "crawl-delay" && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                Delay = TimeSpan.FromSeconds(Math.Min(seconds, LongestDelay.TotalSeconds));
            }
        }
    }
}
