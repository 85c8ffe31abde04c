using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>The devices of an account that a link is for: the one that was asked for, and what belongs to it. A whole stands before its parts.</summary>
public sealed record ChosenDevices(FoundDevice Asked, IReadOnlyList<FoundDevice> All);

/// <summary>Why no device could be chosen.</summary>
public sealed record NotChosen(LinkFailure Failure, string Message);

/// <summary>Either of the two.</summary>
public readonly record struct DeviceChoice(ChosenDevices? Chosen, NotChosen? Reason)
{
    public bool Ok([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ChosenDevices? chosen, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out NotChosen? reason)
    {
        (chosen, reason) = (Chosen, Reason);
        return chosen is not null;
    }
}

public static class ChooseDevice
{
    /// <summary>What a link is for. One that mends a connection needs the device that it was, and takes the others of its kinds along.</summary>
    public static DeviceChoice For(Link link, IReadOnlyList<FoundDevice> found)
    {
        if (link.AllOf is not { } kinds) return Choose(link.Kind, link.Identifier, found);
        if (!link.IsReconnect) return All(kinds, found);
        return Choose(link.Kind, link.Identifier, found).Ok(out var one, out var reason)
            ? new(one with { All = Family(device => device == one.Asked || kinds.Contains(device.Kind), found) }, null)
            : new(null, reason);
    }

    /// <summary>All devices of these kinds, and what they are part of. A part of another kind is nothing that its owner agreed to.</summary>
    public static DeviceChoice All(IReadOnlyList<DeviceKind> kinds, IReadOnlyList<FoundDevice> found) =>
        kinds.SelectMany(kind => found.Where(device => device.Kind == kind)).FirstOrDefault() is { } first
            ? new(new ChosenDevices(first, Family(device => kinds.Contains(device.Kind), found)), null)
            : No(LinkFailure.DeviceNotInAccount, $"The account has no {string.Join(" and no ", kinds)}.");

    /// <summary>By kind and identifier; without an identifier the only one of its kind, its own parts not counted.</summary>
    public static DeviceChoice Choose(DeviceKind kind, string? identifier, IReadOnlyList<FoundDevice> found)
    {
        var ofKind = found.Where(device => device.Kind == kind).ToList();
        var matches = identifier is null ? [.. ofKind.Where(device => !IsPart(device, ofKind))] : ofKind.Where(device => Names(device, identifier)).ToList();
        return matches switch
        {
            [] when identifier is not null => No(LinkFailure.DeviceNotInAccount, $"The account has no {kind} with the identifier that was asked for."),
            [] => No(LinkFailure.DeviceNotInAccount, $"The account has no {kind}."),
            [var one] => new(new ChosenDevices(one, [.. WithParts(one, found)]), null),
            _ => No(LinkFailure.SeveralDevices, $"The account has {matches.Count} devices of the kind {kind}: name one by its identifier."),
        };
    }

    private static bool Names(FoundDevice device, string identifier) =>
        string.Equals(device.Identifier, identifier, StringComparison.OrdinalIgnoreCase) || string.Equals(device.VendorId, identifier, StringComparison.OrdinalIgnoreCase);

    // A connector of a station is a charge point as the station is.
    private static bool IsPart(FoundDevice device, IReadOnlyList<FoundDevice> ofKind) => Wholes.Of(device, ofKind.Select(other => other.Key)) is not null;

    // A plant comes with its inverters and batteries, a station with its connectors.
    private static IEnumerable<FoundDevice> WithParts(FoundDevice asked, IReadOnlyList<FoundDevice> found) =>
        found.Where(device => Wholes.Of(device, found.Select(other => other.Key)) == asked.Key).Prepend(asked);

    private static IReadOnlyList<FoundDevice> Family(Func<FoundDevice, bool> isMeant, IReadOnlyList<FoundDevice> found)
    {
        var keys = found.Select(device => device.Key).ToList();
        var wholes = found.DistinctBy(device => device.Key).ToDictionary(device => device.Key, device => Wholes.Of(device, keys));
        var meant = found.Where(isMeant).Select(device => device.Key).ToHashSet();
        var chosen = new HashSet<DeviceKey>(meant);
        foreach (var one in meant) chosen.UnionWith(Above(one, wholes));
        return [.. found.DistinctBy(device => device.Key).Where(device => chosen.Contains(device.Key)).OrderBy(device => Above(device.Key, wholes).Count())];
    }

    // A brand that says that two are part of each other is not followed in circles.
    private static IEnumerable<DeviceKey> Above(DeviceKey part, Dictionary<DeviceKey, DeviceKey?> wholes)
    {
        var passed = new HashSet<DeviceKey> { part };
        for (var whole = wholes[part]; whole is { } one && passed.Add(one); whole = wholes[one]) yield return one;
    }

    private static DeviceChoice No(LinkFailure failure, string message) => new(null, new NotChosen(failure, message));
}
