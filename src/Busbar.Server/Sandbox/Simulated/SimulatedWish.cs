using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Simulated;

/// <summary>What an application wants of a device that is to be made.</summary>
/// <param name="Username">Names the account; devices of one account stand in one home.</param>
/// <param name="Name">Null for what its brand calls it.</param>
internal sealed record SimulatedWish(Brand Brand, DeviceKind Kind, string Username, string? Name, string? Model, double? Year);

/// <summary>What is to be different of a device. What is null is not said.</summary>
/// <param name="Settings">By the names of the control API; what the device has not itself is its plant's.</param>
/// <param name="Delivery">What is done at its plug.</param>
/// <param name="Hold">What its thermostat is turned to.</param>
internal sealed record SimulatedChange(string? Name, IReadOnlyList<(string Name, object? Value)> Settings, Delivery? Delivery = null, Hold? Hold = null);

/// <summary>What somebody does at a plug, or what happens there.</summary>
internal enum Delivery { Unplugged, Charging, Stopped, Fault }

/// <summary>What somebody turns a thermostat to. A temperature that is not said stays as it is.</summary>
/// <param name="Mode">off, heat, cool or auto.</param>
internal sealed record Hold(string Mode, double? HeatC, double? CoolC);

/// <summary>A simulated device as it is now.</summary>
internal sealed record SimulatedLook(SimulatedDevice Device, Home Home, HomeDevice Now)
{
    private readonly IReadOnlyList<Shown> values = Report.Of(Home, Now);

    public double? Number(string name) => Value(name) is double number ? number : null;

    public bool? Flag(string name) => Value(name) is bool flag ? flag : null;

    public string? Text(string name) => Value(name) as string;

    private object? Value(string name) => values.FirstOrDefault(value => value.Name == name)?.Value;
}
