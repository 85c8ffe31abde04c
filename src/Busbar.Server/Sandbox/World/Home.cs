using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>
/// A household and all that stands in it, at one instant. Its life is a pure function of its state: powers stay as they are
/// until the next whole minute, and looking stores nothing, so what one sees does not depend on when or how often one looks.
/// </summary>
public sealed record Home
{
    public const int MostDevices = 50;

    public required string Name { get; init; }

    /// <summary>What makes this home's weather and habits its own.</summary>
    public required long Seed { get; init; }
    public required Place Place { get; init; }
    public required HomeClock Clock { get; init; }

    /// <summary>The instant that this state is true at: a whole minute, or that of the last change.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many devices ever came into the home; ids are made of it.</summary>
    public int Made { get; init; }
    public required IReadOnlyList<HomeDevice> Devices { get; init; }

    public static Home New(Guid tenantId, string name, DateTimeOffset now)
    {
        var seed = Dice.Seed($"{tenantId:N}/{name}");
        var place = new Place(
            Math.Round(Dice.Roll(seed, About.Place, 0, 50.80, 50.90), 5), Math.Round(Dice.Roll(seed, About.Place, 1, 4.30, 4.45), 5));
        var clock = HomeClock.RealTime(now);
        return new() { Name = name, Seed = seed, Place = place, Clock = clock, At = clock.At(now), Devices = [] };
    }

    /// <summary>The home at the last whole minute up to then; itself where none has passed since.</summary>
    public Home Advance(DateTimeOffset to)
    {
        var home = this;
        for (var next = Minute.After(At); next <= to; next = next.AddMinutes(1)) home = home.Step(next);
        return home;
    }

    /// <summary>The home at exactly that instant, for a change that happens then.</summary>
    public Home AdvanceInto(DateTimeOffset at)
    {
        var home = Advance(at);
        return at > home.At ? home.Step(at) : home;
    }

    public HomeDevice? Find(string id) => Devices.FirstOrDefault(d => d.Id == id);

    public HomeDevice? Find(string brand, DeviceKind kind, string identifier) =>
        Devices.FirstOrDefault(d => d.Brand == brand && d.Kind == kind && d.Identifier.Equals(identifier, StringComparison.OrdinalIgnoreCase));

    public Home With(HomeDevice changed) => this with { Devices = [.. Devices.Select(d => d.Id == changed.Id ? changed : d)] };

    internal ChargePoint? ChargePointOf(Ev car) => car.ChargePointId is { } id ? Find(id) as ChargePoint : null;

    internal Ev? CarAt(ChargePoint point) => Devices.OfType<Ev>().FirstOrDefault(c => c.Plugged && c.ChargePointId == point.Id);

    // Never beyond the end of the minute: that is how far the flows hold.
    private Home Step(DateTimeOffset to)
    {
        var step = new Step(Flows.Of(this), At, (to - At).TotalHours);
        var after = new HomeDevice[Devices.Count];
        for (var i = 0; i < after.Length; i++) after[i] = Devices[i].After(step, step.Flows[i]);
        return this with { At = to, Devices = after };
    }
}
