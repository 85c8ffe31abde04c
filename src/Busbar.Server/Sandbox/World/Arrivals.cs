using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Sandbox.World;

/// <summary>
/// How devices come into a home. A device first stands there, with what it needs for a life, known to no cloud; then a brand
/// claims it. What stands unclaimed is claimed before anything new comes: a charge point's car was this one all along.
/// </summary>
internal static class Arrivals
{
    /// <summary>
    /// Sees to it that this brand's account in the home has a device of this kind; with an identifier, that very one.
    /// The home must be at the instant of the change.
    /// </summary>
    public static Home Ensure(Home home, Brand brand, DeviceKind kind, string? identifier)
    {
        var there = identifier is null ? home.Devices.Any(d => d.Brand == brand.Id && d.Kind == kind) : home.Find(brand.Id, kind, identifier) is not null;
        if (there) return home;
        if (!home.Devices.Any(d => IsUnclaimed(d, kind))) home = Furnish(home, kind);
        // The one of this identifier first: a device that its cloud forgot comes back as itself.
        var device = home.Devices.Where(d => IsUnclaimed(d, kind)).OrderByDescending(d => d.Identifier.Equals(identifier, StringComparison.OrdinalIgnoreCase)).First();
        return ClaimPartner(Claim(home, brand, device, identifier), brand, device.Id);
    }

    /// <summary>The cloud forgets the device and its partner; they go on standing where they stand.</summary>
    public static Home Forget(Home home, HomeDevice device)
    {
        var forgotten = home.With(device with { Brand = null });
        return Partner(home, device) is { } partner && partner.Brand == device.Brand ? forgotten.With(partner with { Brand = null }) : forgotten;
    }

    /// <summary>The device and its partner are taken out of the home, and no id of theirs is given again.</summary>
    public static Home Leave(Home home, HomeDevice device)
    {
        if (device is ChargePoint point && home.CarAt(point) is { } car) home = home.With(car.Unplug());
        var partner = Partner(home, device) is { } other && other.Brand == device.Brand ? other.Id : null;
        return home with { Devices = [.. home.Devices.Where(d => d.Id != device.Id && d.Id != partner)] };
    }

    private static bool IsUnclaimed(HomeDevice device, DeviceKind kind) => device.Brand is null && device.Kind == kind;

    private static Home Claim(Home home, Brand brand, HomeDevice device, string? identifier)
    {
        var pattern = brand.Kinds.TryGetValue(device.Kind, out var how) ? how.Inputs.FirstOrDefault(i => i.Name == "identifier")?.Pattern : null;
        var named = identifier ?? MadeUp.Identifier(Dice.Seed($"{home.Seed}/{brand.Id}/{device.Id}"), device.Kind, pattern);
        return home.With(device with { Brand = brand.Id, Identifier = named, Name = $"{brand.Name} {NewDevice.Word(device.Kind)}" });
    }

    // A plant and its inverter are one in the eyes of a brand that has both.
    private static Home ClaimPartner(Home home, Brand brand, string id) =>
        Partner(home, home.Find(id)!) is { Brand: null } partner && brand.Kinds.ContainsKey(partner.Kind) ? Claim(home, brand, partner, null) : home;

    private static HomeDevice? Partner(Home home, HomeDevice device) => device switch
    {
        SolarPlant => home.Devices.FirstOrDefault(d => d is Inverter && d.ParentId == device.Id),
        Inverter { ParentId: { } parent } => home.Find(parent),
        _ => null,
    };

    private static Home Furnish(Home home, DeviceKind kind)
    {
        switch (kind)
        {
            case DeviceKind.SolarPlant or DeviceKind.Inverter:
                home = Add(home, DeviceKind.SolarPlant);
                var plant = home.Devices[^1];
                home = Add(home, DeviceKind.Inverter);
                return home.With(home.Devices[^1] with { ParentId = plant.Id });
            case DeviceKind.ChargePoint:
                if (!home.Devices.OfType<Ev>().Any()) home = Add(home, DeviceKind.EV);
                home = Add(home, DeviceKind.ChargePoint);
                // A car at a plain socket moves to the new charge point, doing what it did.
                return home.Devices.OfType<Ev>().FirstOrDefault(c => c is { Plugged: true, ChargePointId: null }) is { } car
                    ? home.With(car with { ChargePointId = home.Devices[^1].Id }) : home;
            case DeviceKind.Battery:
                home = Add(home, kind);
                return home.Devices.OfType<SolarPlant>().Any() ? home : Furnish(home, DeviceKind.SolarPlant);
            case DeviceKind.EV:
                var free = home.Devices.OfType<ChargePoint>().FirstOrDefault(p => home.CarAt(p) is null);
                home = Add(home, kind);
                return home.With((Ev)home.Devices[^1] with { ChargePointId = free?.Id });
            case DeviceKind.HeatPump or DeviceKind.Meter or DeviceKind.RetrofitMeter:
                return Add(home, kind);
            default:
                throw new InvalidOperationException($"{kind} is no kind of device.");
        }
    }

    private static Home Add(Home home, DeviceKind kind)
    {
        var device = NewDevice.Of(kind, $"{kind.ToString().ToLowerInvariant()}-{home.Made + 1}", home);
        return home with { Made = home.Made + 1, Devices = [.. home.Devices, device] };
    }
}
