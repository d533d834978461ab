using System.Net;
using System.Net.Sockets;

namespace AiPolicyPortal.Web.Access;

/// <summary>Who asks, as far as sharing fairly needs to know: a key, or else an address. Kept in memory only while it asks, and never logged.</summary>
/// <param name="Name">The key's id, or the address; of IPv6 its network of 64 bits, which is what one subscriber has.</param>
/// <param name="Key">Null without a key.</param>
public sealed record Client(string Name, KeyHolder? Key)
{
    private const int NetworkBytes = 8;

    /// <summary>The client of a request, its key checked before.</summary>
    public static Client Of(HttpContext context) =>
        context.Features.Get<KeyHolder>() is { } key ? new Client(key.Id.ToString(), key) : new Client(NameOf(context.Connection.RemoteIpAddress), null);

    public static string NameOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}

/// <summary>Who holds an API key.</summary>
/// <param name="PerMinute">The key's own limit; null for what every key has.</param>
public sealed record KeyHolder(Guid Id, int? PerMinute);
