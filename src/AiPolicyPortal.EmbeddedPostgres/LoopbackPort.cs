using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>A port for the server, kept from start to start for the tools that know it, until another program has taken it.</summary>
internal static class LoopbackPort
{
    // Below the ports that systems hand out to outgoing connections, so that the remembered one is likely free next time.
    private const int First = 20000;
    private const int Last = 32000;

    public static int Choose(string rememberedIn)
    {
        if (Remembered(rememberedIn) is { } remembered && IsFree(remembered))
            return remembered;
        var port = Enumerable.Range(0, Last - First).Select(_ => RandomNumberGenerator.GetInt32(First, Last)).First(IsFree);
        File.WriteAllText(rememberedIn, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    private static int? Remembered(string file) =>
        File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : null;

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
