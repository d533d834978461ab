using System.Net;
using System.Net.Sockets;

namespace AiPolicyPortal.Core.Fetching;

/// <summary>What a fetch may take, and how it reaches the network.</summary>
public sealed record FetchOptions
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>Says honestly who asks, and where its operator can be reached.</summary>
    public string UserAgent { get; init; } = "AiPolicyPortal/0.1 (reads a page when an editor names it, and checks cited sources)";

    /// <summary>The longest answer, unpacked.</summary>
    public int MaxBytes { get; init; } = 5 * Mebibyte;

    /// <summary>For one fetch, redirects included.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For one connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(8);

    public int MaxRedirects { get; init; } = 5;

    /// <summary>The addresses of a host name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Opens a connection to an address that was checked.</summary>
    public Func<IPEndPoint, CancellationToken, ValueTask<Stream>> Open { get; init; } = OpenSocketAsync;

    private static async ValueTask<Stream> OpenSocketAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
