using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Control;

/// <summary>A home as it was last stored, what time it is there, and the brands that share it.</summary>
internal sealed record HomeBrief(Home Home, DateTimeOffset At, IReadOnlyList<string> Accounts);

/// <summary>What a developer may do to the homes of a tenant, by API or by page.</summary>
internal sealed class HomeControl(Database database, Homes homes, ISandboxCatalogue catalogue, TimeProvider time)
{
    public static readonly IReadOnlyList<string> DeviceActions = ["plug", "unplug", "fail-next-command", "fail-next-read", "forget"];
    public static readonly IReadOnlyList<string> AccountActions = ["expire", "revoke"];

    /// <summary>All homes of the tenant, in brief: none of them is lived forward for it.</summary>
    public async Task<IReadOnlyList<HomeBrief>> List(Guid tenantId)
    {
        var now = time.GetUtcNow();
        return await database.Read(async db =>
        {
            var list = new List<HomeBrief>();
            foreach (var home in await HomeTable.List(db, tenantId))
                list.Add(new(home, home.Clock.At(now), await GrantTable.Accounts(db, tenantId, home.Name)));
            return list;
        });
    }

    public Task<Home?> Look(Guid tenantId, string name) => homes.Look(tenantId, name);

    public Task<IReadOnlyList<string>> Accounts(Guid tenantId, string name) => database.Read(db => GrantTable.Accounts(db, tenantId, name));

    public Task<IReadOnlyList<DeviceAt>> FindDevices(Guid tenantId, string identifier) => database.Read(db => HomeTable.FindDevices(db, tenantId, identifier));

    /// <summary>
    /// Sets how the home's time runs; makes the home where there is none. A home that is sent back lives that time once more,
    /// its registers going on from where they are: best done before anything is linked.
    /// </summary>
    public async Task<Result<Home>> SetClock(Guid tenantId, string name, JsonElement body)
    {
        if (!HomeNames.IsValid(name)) return Fault.Invalid("home", $"A home's name is {HomeNames.Rule}.");
        if (ControlBody.Stranger(body, ["speed", "startedAgo"]) is { } stranger) return stranger;
        double? speed = null, startedAgo = null;
        if (body.TryGetProperty("speed", out var json))
        {
            if (!Setting.Within("speed", json, (1, HomeClock.MaxSpeed)).Ok(out var number, out var fault)) return fault;
            speed = number;
        }
        if (body.TryGetProperty("startedAgo", out json))
        {
            if (!Setting.Within("startedAgo", json, (0, HomeClock.MaxHoursAgo)).Ok(out var number, out var fault)) return fault;
            startedAgo = number;
        }
        var now = time.GetUtcNow();
        return await database.Write<Result<Home>>(async db =>
        {
            var home = Homes.UpTo(await Homes.FindOrNew(db, tenantId, name, now), now);
            var clock = home.Clock.AtSpeed(speed ?? home.Clock.Speed, now);
            if (startedAgo is { } hours) clock = clock.StartedAgo(TimeSpan.FromHours(hours), now);
            home = home.AdvanceInto(clock.At(now)) with { Clock = clock, At = clock.At(now) };
            await HomeTable.Save(db, tenantId, home, now);
            return home;
        });
    }

    /// <summary>Puts a device into a home, as signing in for it would.</summary>
    public async Task<Result<Home>> AddDevice(Guid tenantId, string name, JsonElement body)
    {
        if (!HomeNames.IsValid(name)) return Fault.Invalid("home", $"A home's name is {HomeNames.Rule}.");
        if (ControlBody.Stranger(body, ["brand", "kind", "identifier"]) is { } stranger) return stranger;
        if (!ControlBody.Text(body, "brand", 100).Ok(out var brandId, out var fault)) return fault;
        if (catalogue.Find(brandId) is not { } brand) return Fault.Invalid("brand", "The catalogue has no brand of this id.");
        if (!ControlBody.Text(body, "kind", 20).Ok(out var word, out fault)) return fault;
        if (!Enum.TryParse<DeviceKind>(word, out var kind) || !brand.Kinds.ContainsKey(kind) || kind.ToString() != word)
            return Fault.Invalid("kind", $"{brand.Name} has these kinds: {string.Join(", ", brand.Kinds.Keys.Order())}.");
        string? identifier = null;
        if (body.TryGetProperty("identifier", out _) && !ControlBody.Text(body, "identifier", 100).Ok(out identifier, out fault)) return fault;
        var now = time.GetUtcNow();
        return await database.Write<Result<Home>>(async db =>
        {
            var owner = identifier is null ? null : await HomeTable.OwnerOf(db, tenantId, brand.Id, kind, identifier);
            if (owner is not null && owner != name) return Fault.Invalid("identifier", $"The home {owner} owns this device.");
            var home = Homes.UpTo(await Homes.FindOrNew(db, tenantId, name, now), now);
            if (home.Devices.Count >= Home.MostDevices) return Fault.Invalid("home", $"A home holds at most {Home.MostDevices} devices.");
            home = await Homes.Furnished(db, tenantId, home, brand, kind, identifier);
            await HomeTable.Save(db, tenantId, home, now);
            return home;
        });
    }

    public Task<Result<Home>> SetDevice(Guid tenantId, string name, string id, JsonElement body)
    {
        var now = time.GetUtcNow();
        return homes.Change(tenantId, name, home =>
        {
            if (home.Find(id) is not { } device) return Fault.NotFound();
            return Settings.Apply(device, body, new(home, now)).Ok(out var set, out var fault) ? home.With(set) : fault;
        });
    }

    public Task<Result<Home>> ActOnDevice(Guid tenantId, string name, string id, string action) => homes.Change(tenantId, name, home => (home.Find(id), action) switch
    {
        (null, _) => Fault.NotFound(),
        (var device, "plug") => Plugs.In(home, device).ToResult(),
        (var device, "unplug") => Plugs.Out(home, device).ToResult(),
        (var device, "fail-next-command") => home.With(device with { FailNextCommand = true }),
        (var device, "fail-next-read") => home.With(device with { FailNextRead = true }),
        (var device, "forget") => Arrivals.Forget(home, device),
        _ => Fault.NotFound(),
    });

    /// <summary>Expires the account's access tokens, or ends its grants. Tells how many there were; null where there is no such home.</summary>
    public async Task<int?> ActOnAccount(Guid tenantId, string name, string brand, string action)
    {
        var now = time.GetUtcNow();
        return await database.Write<int?>(async db => await HomeTable.Find(db, tenantId, name) is null ? null : action switch
        {
            "expire" => await GrantTable.ExpireAccount(db, tenantId, name, brand, now),
            "revoke" => await GrantTable.RevokeAccount(db, tenantId, name, brand, now),
            _ => null,
        });
    }
}
