using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Sandbox.World;

namespace Busbar.Tests.Sandbox.World;

/// <summary>Made-up lives of homes: a seed gives a home and what is done to it, always the same.</summary>
internal sealed class Life(int seed)
{
    private readonly Random random = new(seed);

    public static readonly Brand AllKinds = new("acme", "Acme", Enum.GetValues<DeviceKind>().ToDictionary(k => k, _ => new BrandKind(ConsentWay.Redirect, [])));

    public static Home HomeOf(DateTimeOffset at, params DeviceKind[] kinds) =>
        kinds.Aggregate(Home.New(new Guid(1, 2, 3, new byte[8]), "law", at), (home, kind) => Arrivals.Ensure(home, AllKinds, kind, null));

    /// <summary>A home with some devices, on some day of some year.</summary>
    public Home NewHome()
    {
        var at = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(3 * 366 * 24 * 3600));
        var kinds = Enum.GetValues<DeviceKind>().Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next()).Append(DeviceKind.Meter).ToArray();
        var home = HomeOf(at, kinds) with { Seed = random.Next() };
        return random.Next(2) == 0 ? home : Arrivals.Ensure(home, AllKinds, DeviceKind.EV, $"CAR{seed}");
    }

    /// <summary>Some instants, in order, up to a day and a half after another.</summary>
    public IEnumerable<DateTimeOffset> Instants(DateTimeOffset from, int count) =>
        Enumerable.Range(0, count).Select(_ => from.AddSeconds(random.Next(36 * 3600))).Append(from.AddSeconds(36 * 3600)).Order();

    /// <summary>Does something that may happen in a home; the home is at the instant of it.</summary>
    public Home Happen(Home home)
    {
        var device = home.Devices[random.Next(home.Devices.Count)];
        var done = random.Next(4) switch
        {
            0 => Plugs.In(home, device),
            1 => random.Next(3) == 0 ? Plugs.Out(home, device) : home,
            _ => Orders.Of(device.Kind) is { Count: > 0 } orders ? Orders.Give(home, device, orders[random.Next(orders.Count)], random.Next(6, 17)) : home,
        };
        return done.Home ?? home;
    }

    /// <summary>The home's states of every minute and every happening, until the last instant.</summary>
    public IEnumerable<Home> Minutes(Home home, IEnumerable<DateTimeOffset> happenings)
    {
        yield return home;
        foreach (var instant in happenings)
        {
            for (var next = Minute.After(home.At); next <= instant; next = next.AddMinutes(1)) yield return home = home.Advance(next);
            yield return home = Happen(home.AdvanceInto(instant));
        }
    }
}
