using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>The devices of an account that a link is for: the one that was asked for, and what belongs to it.</summary>
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

    private static DeviceChoice No(LinkFailure failure, string message) => new(null, new NotChosen(failure, message));
}
