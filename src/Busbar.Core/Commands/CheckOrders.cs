using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Core.Commands;

/// <summary>Why a device is not told something.</summary>
/// <param name="Order">Which of the orders stands in the way, counted from 0.</param>
/// <param name="Error">What stands at a command that is not taken for it.</param>
public sealed record Objection(int Order, FaultKind Kind, CommandError Error, string Message)
{
    /// <summary>What is said of one of them, which may be sound itself.</summary>
    public string MessageFor(int order) => order == Order || Kind is FaultKind.PermissionMissing ? Message : $"[{Order}] was not taken: {Message}";

    /// <summary>What is said to whoever asked for all of them.</summary>
    public Fault ToFault() => new(Kind, Message, Kind is FaultKind.PermissionMissing ? null : $"[{Order}].{(Kind is FaultKind.CooldownActive ? "at" : "kind")}");
}

/// <summary>Whether a device can be told all of these, each at its time. It is told all of them or none.</summary>
public static class CheckOrders
{
    /// <param name="mayCommand">Whether whoever asks holds Contributor on the device.</param>
    /// <param name="told">When the device is told something already.</param>
    /// <param name="pause">How far apart commands lie; null where they need not.</param>
    public static Objection? Check(
        Device device, bool mayCommand, IReadOnlyList<(Command Command, DateTimeOffset At)> orders, IEnumerable<DateTimeOffset> told, TimeSpan? pause)
    {
        if (!mayCommand) return new Objection(0, FaultKind.PermissionMissing, CommandError.PermissionMissing, "Commands need the permission Contributor on this entity.");
        var times = told.ToList();
        for (var i = 0; i < orders.Count; i++)
        {
            var (command, at) = orders[i];
            if (!device.Allowed.Contains(command.Kind)) return new Objection(i, FaultKind.CommandNotSupported, CommandError.NotSupported, NotSupported(device, command.Kind));
            if (pause is { } apart && Cooldown.TooNear(at, times, apart) is { } near) return new Objection(i, FaultKind.CooldownActive, CommandError.CooldownActive, TooNear(near, apart));
            times.Add(at);
        }
        return null;
    }

    private static string NotSupported(Device device, CommandKind kind) =>
        !device.MayBeTold ? "Its owner agreed to its data, not to its control: link it again and ask for that."
        : device.Commands.Count == 0 ? "This device takes no commands." : $"This device takes {string.Join(", ", device.Commands)}; not {kind}.";

    private static string TooNear(DateTimeOffset near, TimeSpan apart) =>
        $"The command of {Time(near)} is less than {apart.TotalMinutes:0} minutes away. Wait until {Time(near + apart)}.";

    // Rounded up: who comes back then comes late enough.
    private static string Time(DateTimeOffset time) =>
        time.AddTicks(TimeSpan.TicksPerSecond - 1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
