using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>What a server writes about itself in <c>postmaster.pid</c> of its data folder, in the order of its lines.</summary>
internal sealed record PostmasterFile(int ProcessId, string DataDirectory, DateTimeOffset StartedAt, int Port, bool IsReady)
{
    private const string FileName = "postmaster.pid";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    /// <returns>Null when there is no such file, or it is still being written.</returns>
    public static PostmasterFile? TryRead(string dataDirectory)
    {
        string[] lines;
        try
        {
            using var stream = new FileStream(
                PathIn(dataDirectory), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            lines = reader.ReadToEnd().Split('\n');
        }
        catch (IOException)
        {
            return null;
        }
        if (lines.Length < 4
            || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)
            || !long.TryParse(lines[2], CultureInfo.InvariantCulture, out var startedAt)
            || !int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port))
            return null;
        var status = lines.Length > 7 ? lines[7].Trim() : "";
        return new PostmasterFile(processId, lines[1], DateTimeOffset.FromUnixTimeSeconds(startedAt), port, status == "ready");
    }

    public static void Remove(string dataDirectory) => File.Delete(PathIn(dataDirectory));

    public bool ProcessExists
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return !process.HasExited;
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                return false;
            }
            catch (Win32Exception)
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Whether the process of that number is this server, and not another program that has got the number since,
    /// such as another PostgreSQL of the same account after a reboot.
    /// </summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && IsThisServer(process);
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
            {
                return false;
            }
        }
    }

    private bool IsThisServer(Process process)
    {
        // A server works in its data folder, which Linux can tell; elsewhere the time it started must do.
        if (!OperatingSystem.IsLinux())
            return (process.StartTime.ToUniversalTime() - StartedAt).Duration() < ClockTolerance;
        try
        {
            return File.ResolveLinkTarget($"/proc/{ProcessId}/cwd", returnFinalTarget: false)?.FullName == RealPath(DataDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string RealPath(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var resolved = Path.Combine(RealPath(parent), Path.GetFileName(full));
        return Directory.ResolveLinkTarget(resolved, returnFinalTarget: true)?.FullName ?? resolved;
    }

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, FileName);
}
