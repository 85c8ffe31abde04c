using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>
/// A device in a home, with all of its state. Devices know nothing of each other: <see cref="Flows"/> says what power each
/// has, and a device says what that power makes of it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Battery), nameof(DeviceKind.Battery))]
[JsonDerivedType(typeof(ChargePoint), nameof(DeviceKind.ChargePoint))]
[JsonDerivedType(typeof(Ev), nameof(DeviceKind.EV))]
[JsonDerivedType(typeof(HeatPump), nameof(DeviceKind.HeatPump))]
[JsonDerivedType(typeof(SolarPlant), nameof(DeviceKind.SolarPlant))]
[JsonDerivedType(typeof(RetrofitMeter), nameof(DeviceKind.RetrofitMeter))]
[JsonDerivedType(typeof(Meter), nameof(DeviceKind.Meter))]
[JsonDerivedType(typeof(Inverter), nameof(DeviceKind.Inverter))]
public abstract record HomeDevice
{
    /// <summary>Unique within the home, and never given again.</summary>
    public required string Id { get; init; }

    /// <summary>The brand whose cloud knows the device; null for one that stands in the home and no cloud knows.</summary>
    public string? Brand { get; init; }

    /// <summary>VIN, EAN, serial or plant number, as its owner knows it.</summary>
    public required string Identifier { get; init; }
    public required string Name { get; init; }
    public required string Model { get; init; }
    public string? ParentId { get; init; }

    /// <summary>Whether the cloud reaches it. It lives on where it does not.</summary>
    public bool Online { get; init; } = true;

    /// <summary>It answers no questions until a command or its plug wakes it.</summary>
    public bool Asleep { get; init; }
    public bool FailNextCommand { get; init; }
    public bool FailNextRead { get; init; }

    /// <summary>Until when, in real time, the cloud answers "too many requests" for it.</summary>
    public DateTimeOffset? BusyUntil { get; init; }

    /// <summary>What the device was told last and did, oldest first; null where it was told nothing.</summary>
    public IReadOnlyList<TakenOrder>? Orders { get; init; }

    [JsonIgnore]
    public abstract DeviceKind Kind { get; }

    /// <summary>The device at the end of a step in which it had this power (+ into it).</summary>
    internal abstract HomeDevice After(Step step, double watts);
}

/// <summary>An order that a device carried out, by the time of its home.</summary>
public sealed record TakenOrder(DateTimeOffset At, string Command, double? Value, double? Upper = null);

/// <summary>A span of time within one minute, in which every power stays as it is.</summary>
internal readonly record struct Step(Flows Flows, DateTimeOffset From, double Hours)
{
    public double KilowattHours(double watts) => watts / 1000 * Hours;
}
