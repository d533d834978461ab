using System.Net;
using System.Net.Sockets;

namespace AiPolicyPortal.Web.Hosting;

/// <summary>Lets two checkouts run side by side: where the usual port is taken, the next free one.</summary>
internal static class DevelopmentAddress
{
    private const int PortsTried = 50;

    /// <summary>Moves the single configured HTTP address to a free port, and says so; leaves anything else as it is.</summary>
    public static void MoveFromTakenPort(WebApplicationBuilder builder)
    {
        var configured = builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey);
        if (!builder.Environment.IsDevelopment()
            || !Uri.TryCreate(configured, UriKind.Absolute, out var address)
            || address is not { IsLoopback: true, Port: > 0 }
            || IsFree(address.Port))
        {
            return;
        }

        var port = Enumerable.Range(address.Port + 1, PortsTried).First(IsFree);
        builder.WebHost.UseUrls($"{address.Scheme}://{address.Host}:{port}");
        Console.WriteLine($"Port {address.Port} is taken by another program; using {port}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
