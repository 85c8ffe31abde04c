using System.Net;
using System.Net.Sockets;

namespace Busbar.Server.Webhooks;

/// <summary>Whether an address is one of the public internet, by the registries of special-purpose addresses (RFC 6890 and those after it).</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] special4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Tunnels lead to whatever stands inside of them: none is dialled.
    private static readonly IPNetwork[] special6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork global6 = IPNetwork.Parse("2000::/3"), translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily is AddressFamily.InterNetwork) return !special4.Any(network => network.Contains(address));
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return false;
        // In a network without IPv4 the others are reached through a gateway, by their last four bytes.
        if (translated.Contains(address)) return Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return global6.Contains(address) && !special6.Any(network => network.Contains(address));
    }
}
