using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Server.Sandbox.Control;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Simulated;

/// <summary>
/// Devices that an application makes, sets and takes away by API. They stand in the homes of its tenant like any others, and are
/// linked, read and told things by the same road.
/// </summary>
internal sealed class SimulatedDevices(Database database, Homes homes, Ids ids, TimeProvider time)
{
    private const int LongestText = 100;

    /// <summary>Whether a wish can be fulfilled, but for the room in its home.</summary>
    public static Fault? Check(SimulatedWish wish) =>
        wish.Username.Length > LongestText || HomeNames.From(wish.Username) is null ? Fault.Invalid("username", $"An account's name is a text of 1 to {LongestText} letters, some of them a to z or 0 to 9.")
        : Text("name", wish.Name) ?? Text("model", wish.Model);

    /// <summary>Puts a new device into the account's home.</summary>
    public async Task<Result<SimulatedDevice>> Add(Client caller, SimulatedWish wish)
    {
        if (Check(wish) is { } wrong) return wrong;
        var (id, now, name) = (ids.New(), time.GetUtcNow(), HomeNames.From(wish.Username)!);
        var pattern = wish.Brand.Kinds[wish.Kind].Inputs.FirstOrDefault(input => input.Name == "identifier")?.Pattern;
        return await database.Write<Result<SimulatedDevice>>(async db =>
        {
            var home = Homes.UpTo(await Homes.FindOrNew(db, caller.TenantId, name, now), now);
            if (home.Devices.Count >= Home.MostDevices) return Fault.Invalid("username", $"An account holds at most {Home.MostDevices} devices: take another.");
            // A number of its own, or another of its kind that is there would do.
            var identifier = MadeUp.Identifier(Dice.Seed($"{home.Seed}/{wish.Brand.Id}/simulated/{home.Made}"), wish.Kind, pattern);
            home = Arrivals.Ensure(home, wish.Brand, wish.Kind, identifier);
            var made = home.Find(wish.Brand.Id, wish.Kind, identifier)!;
            await HomeTable.Save(db, caller.TenantId, home.With(made with { Name = wish.Name ?? made.Name, Model = wish.Model ?? made.Model }), now);
            var one = new SimulatedDevice(id, caller.TenantId, caller.Id, wish.Kind, wish.Brand.Id, name, made.Id, identifier, wish.Username, wish.Year, now.Stored());
            await SimulatedTable.Add(db, one);
            return one;
        });
    }

    public Task<SimulatedDevice?> Find(Client caller, IReadOnlyList<DeviceKind> kinds, Guid id) => database.Read(db => SimulatedTable.FindFor(db, caller, kinds, id));

    public Task<IReadOnlyList<SimulatedDevice>> List(Client caller, IReadOnlyList<DeviceKind> kinds, ListSlice slice) => database.Read(db => SimulatedTable.ListFor(db, caller, kinds, slice));

    /// <summary>As they are now. One that its home has lost is left out.</summary>
    public async Task<IReadOnlyList<SimulatedLook>> Look(IReadOnlyList<SimulatedDevice> devices)
    {
        var known = new Dictionary<string, Home?>();
        foreach (var one in devices)
            if (!known.ContainsKey(one.Home)) known[one.Home] = await homes.Look(one.TenantId, one.Home);
        return [.. from one in devices let home = known[one.Home] let now = home?.Find(one.DeviceId) where now is not null select new SimulatedLook(one, home, now)];
    }

    public async Task<Fault?> Change(SimulatedDevice one, SimulatedChange change)
    {
        if (Text("name", change.Name) is { } wrong) return wrong;
        var now = time.GetUtcNow();
        return (await homes.Change(one.TenantId, one.Home, home =>
        {
            if (home.Find(one.DeviceId) is not { } device) return Fault.NotFound();
            if (change.Name is { } name) home = home.With(device with { Name = name });
            if (!Set(home, one.DeviceId, change.Settings, now).Ok(out var set, out var fault)) return fault;
            if (change.Delivery is { } delivery) return Hands.Deliver(set, one.DeviceId, delivery);
            return change.Hold is { } hold && set.Find(one.DeviceId) is HeatPump pump ? Hands.Turn(set, pump, hold) : set;
        })).Fault;
    }

    /// <summary>Takes the device out of its home; whoever linked it finds it gone.</summary>
    public async Task Remove(SimulatedDevice one)
    {
        await homes.Change(one.TenantId, one.Home, home => home.Find(one.DeviceId) is { } device ? Arrivals.Leave(home, device) : home);
        await database.Write(db => SimulatedTable.Remove(db, one.Id));
    }

    private static Result<Home> Set(Home home, string id, IReadOnlyList<(string Name, object? Value)> told, DateTimeOffset now)
    {
        var said = told.Where(one => one.Value is not null).ToList();
        foreach (var at in new[] { id, home.Find(id)!.ParentId })
        {
            if (said.Count == 0 || at is null || home.Find(at) is not { } device) continue;
            var has = Control.Settings.Of(device).Select(setting => setting.Name).ToHashSet();
            var its = said.Where(one => has.Contains(one.Name)).ToDictionary(one => one.Name, one => one.Value);
            said.RemoveAll(one => has.Contains(one.Name));
            if (its.Count == 0) continue;
            if (!Control.Settings.Apply(device, JsonSerializer.SerializeToElement(its, HomeJson.Options), new Moment(home, now)).Ok(out var set, out var fault)) return fault;
            home = home.With(set);
        }
        return said.Count == 0 ? home : Fault.Invalid(said[0].Name, "The device has no such setting.");
    }

    private static Fault? Text(string field, string? text) =>
        text is not null && (text.Trim().Length == 0 || text.Length > LongestText || text.Any(char.IsControl)) ? Fault.Invalid(field, $"The value is a text of 1 to {LongestText} letters.") : null;
}
