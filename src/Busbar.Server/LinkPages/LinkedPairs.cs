using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Server.LinkPages;

/// <summary>An address that tells which devices were linked, as ev.energy's applications read it: for each its id, after a number as they used to be.</summary>
public static class LinkedPairs
{
    public static string Of(string url, DeviceKind kind, IEnumerable<Guid> devices)
    {
        var (word, prefix) = kind switch
        {
            DeviceKind.EV => ("vehicle", "vhcl"),
            DeviceKind.ChargePoint => ("evse", "evse"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody is told of these so."),
        };
        var (address, fragment) = url.IndexOf('#') is >= 0 and var at ? (url[..at], url[at..]) : (url, "");
        var linked = devices.ToList();
        var pairs = linked.Select(id => string.Create(CultureInfo.InvariantCulture, $"{word}_id={Number(id)}")).Concat(linked.Select(id => $"{word}_uid={prefix}{Ulid.Of(id)}"));
        return address + (address.Contains('?') ? "&" : "?") + string.Join('&', pairs) + fragment;
    }

    // Nothing is found by it: it is there for those who read a number, and small enough for any language's.
    private static long Number(Guid id) => (long)(BitConverter.ToUInt64(id.ToByteArray(bigEndian: true), 8) & ((1UL << 53) - 1));
}
