using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>What became of a station's new password.</summary>
/// <param name="Password">To be given to the station by hand; null where it took it by itself.</param>
/// <param name="Restart">The station will use it after its next restart.</param>
/// <param name="Told">What stood in the way of telling the station; null where it took it.</param>
public sealed record NewPassword(string? Password, bool Restart, VendorFault? Told);

/// <summary>
/// Gives a station a new password. Its hash is stored before the station hears of it, and the old one stays good: whenever
/// the process dies, what the station knows opens it.
/// </summary>
public sealed class RotatePassword
{
    private const string Key = "AuthorizationKey";

    private readonly Database database;
    private readonly OcppStations stations;
    private readonly StationPresence presence;
    private readonly StationCalls calls;
    private readonly Secrets secrets;
    private readonly TimeProvider time;

    internal RotatePassword(Database database, OcppStations stations, StationPresence presence, StationCalls calls, Secrets secrets, TimeProvider time) =>
        (this.database, this.stations, this.presence, this.calls, this.secrets, this.time) = (database, stations, presence, calls, secrets, time);

    /// <param name="now">The old one is good for nothing as soon as this is done.</param>
    /// <returns>Null where too many new ones wait for their first use.</returns>
    public async Task<NewPassword?> Rotate(Guid stationId, bool now, CancellationToken stop)
    {
        var text = PasswordChange.New();
        if (await Store(stationId, secrets.Hash(text), makesRoom: now) is not { } password) return null;
        var told = await Tell(stationId, text, stop);
        if (told.Password is null) await database.Write(db => PasswordTable.Taken(db, stationId, password.Number, time.GetUtcNow()));
        if (now)
        {
            await database.Write(async db =>
            {
                await PasswordTable.Use(db, password);
                await presence.End(db, stationId);
            });
            await stations.Close(stationId, "The station's password has changed");
        }
        return told;
    }

    private Task<StationPassword?> Store(Guid stationId, string hash, bool makesRoom)
    {
        var now = time.GetUtcNow();
        return database.Write(async db =>
        {
            var all = await PasswordTable.List(db, stationId);
            if (all.Count(known => known.Number > 0) >= PasswordChange.MostUnused && !makesRoom) return null;
            var password = new StationPassword(stationId, all.Select(known => known.Number).DefaultIfEmpty(0).Max() + 1, hash, now, null);
            await PasswordTable.Add(db, password);
            return password;
        });
    }

    private async Task<NewPassword> Tell(Guid stationId, string text, CancellationToken stop)
    {
        var call = new ChangeConfiguration(Key, text);
        try
        {
            var reply = Verdict.Of(call, await calls.Ask(stationId, call, stop));
            return new NewPassword(null, reply.Status == "RebootRequired", null);
        }
        catch (VendorFault fault)
        {
            return new NewPassword(text, false, fault);
        }
    }
}
