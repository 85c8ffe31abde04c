using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sessions;

/// <summary>What is known of a session is found anew from its readings.</summary>
public sealed class RefoldTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_readings_count_and_not_what_was_told_before(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var client = await rooms.NewClient();
        var car = (await rooms.Get<StartLink>().Start(client, new LinkOrder(DeviceKind.EV, "plain", new Dictionary<string, string> { ["identifier"] = "one" }, null, null, null), CancellationToken.None)).Value.DeviceId!.Value;
        var start = rooms.Clock.Now.AddHours(-5);
        foreach (var (hours, isPlugged, register) in new[] { (-0.25, false, 98.0), (0, true, 99), (1, true, 106), (2, false, 110) })
            await rooms.Database.Write(db => rooms.Get<TakeReadings>().Take(db, new Facts(
                car, [new(Signal.IsPluggedIn, isPlugged, start.AddHours(hours)), new(Signal.IsCharging, isPlugged, start.AddHours(hours)), new(Signal.EnergyIn, register, start.AddHours(hours))], rooms.Clock.Now, FactSource.Push)));
        var known = await Session();
        Assert.Equal((12, EnergyMethod.Metered), known.Facts.Energy);
        Assert.Equal((known, known), Told(await rooms.Get<RefoldSession>().Refold(client, known.Id, isTrial: false)));

        var wrong = known with { Facts = known.Facts with { RegisterKwh = 40, SocStart = 10, CapacityKwh = 60 } };
        await rooms.Database.Write(db => SessionTable.Save(db, wrong));
        // The capacity is not of the readings.
        var right = known with { Revision = known.Revision + 1, Facts = known.Facts with { CapacityKwh = 60 } };
        Assert.Equal((wrong, right), Told(await rooms.Get<RefoldSession>().Refold(client, known.Id, isTrial: true)));
        Assert.Equal(wrong, await Session());
        Assert.Equal((wrong, right), Told(await rooms.Get<RefoldSession>().Refold(client, known.Id, isTrial: false)));
        Assert.Equal(right, await Session());
        Assert.Equal(FaultKind.NotFound, (await rooms.Get<RefoldSession>().Refold(await rooms.NewClient("another"), known.Id, isTrial: true)).Fault!.Kind);

        async Task<ChargeSession> Session() => Assert.Single(await rooms.Database.Read(db => SessionTable.Since(db, car, DateTimeOffset.UnixEpoch)));
    }

    private static (ChargeSession, ChargeSession) Told(Result<RefoldedSession> refolded) => (refolded.Value.Before, refolded.Value.After);
}
