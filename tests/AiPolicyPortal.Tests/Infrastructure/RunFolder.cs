using System.Diagnostics;
using System.Globalization;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The folder of one test run, named after its process, so that a later run can clear up after a killed one.</summary>
internal static class RunFolder
{
    private const string Prefix = "ai-policy-portal-tests-";
    private const string MemoryFolder = "/dev/shm";
    private const long EnoughBytes = 2L << 30;

    public static string Create()
    {
        var parent = Parent();
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*").Where(IsLeftBehind))
            TryDelete(folder);
        return Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");
    }

    // Databases are made and dropped by the hundred, which disks differ in much and memory does not.
    public static string Parent() =>
        Directory.Exists(MemoryFolder) && new DriveInfo(MemoryFolder).AvailableFreeSpace > EnoughBytes ? MemoryFolder : Path.GetTempPath();

    private static bool IsLeftBehind(string folder)
    {
        var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
        try
        {
            using var process = Process.GetProcessById(int.Parse(owner, CultureInfo.InvariantCulture));
            return process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return true;
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            TemporaryFolder.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another account's, or another run is deleting it too.
        }
    }
}
