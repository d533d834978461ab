using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AiPolicyPortal.Web.Caching;

/// <summary>
/// What of an answer is this version's and not the data's: programs, texts, styles and the settings that pages show.
/// The same on every node that runs the same version with the same settings.
/// </summary>
public sealed class AppVersion
{
    private static readonly string[] Patterns = ["AiPolicyPortal*.dll", "AiPolicyPortal*.resources.dll", "*.staticwebassets.endpoints.json", "licences.csv"];

    // Of the settings, these say where the portal runs and not what it shows.
    // Pages say what they are set to.
    private static readonly string[] Sections = ["Portal", "RateLimits"];

    private static readonly string[] Unseen = ["DataDirectory", "StarterData", "PostgresBinaries", "TrustedProxies"];

    private AppVersion(string mark, DateTimeOffset since) => (Mark, Since) = (mark, since);

    /// <summary>Eight letters and digits.</summary>
    public string Mark { get; }

    /// <summary>When its newest file was made, UTC.</summary>
    public DateTimeOffset Since { get; }

    /// <param name="folder">Where the program's files are.</param>
    /// <param name="configuration">Of the host.</param>
    public static AppVersion Of(string folder, IConfiguration configuration)
    {
        var files = Patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Distinct().Order(StringComparer.Ordinal).Select(path => new FileInfo(path)).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            using var content = file.OpenRead();
            hash.AppendData(SHA256.HashData(content));
        }

        foreach (var setting in Sections.SelectMany(section => configuration.GetSection(section).GetChildren()).Where(setting => !Unseen.Contains(setting.Key)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{setting.Key}={setting.Value}\n")));
        }

        return new AppVersion(
            Convert.ToHexStringLower(hash.GetHashAndReset())[..8], files.Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max());
    }
}
