using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Linking;
using Busbar.Core.Pairing;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Readings;

/// <summary>Asks a device's vendor for news, records them, and says when to ask next, all in one transaction.</summary>
public sealed partial class PollDevice(Database database, IVendors vendors, Grants grants, TakeReadings readings, TimeProvider time, ILogger<PollDevice> logger)
{
    private static readonly TimeSpan UntilTold = TimeSpan.FromDays(365);

    public async Task Poll(Taken taken, CancellationToken stop)
    {
        var (device, vendor) = await database.Read(async db =>
            await DeviceTable.Find(db, taken.Id) is { } found ? (found, vendors.Find(await TenantTable.RealmOf(db, found.TenantId), found.Brand) as IReadDevices) : (null, null));
        if (device is null || vendor is null)
        {
            await database.Write(db => DueTable.Done(db, taken));
            return;
        }
        try
        {
            var address = new DeviceAddress(device.TenantId, device.GrantId, device.Id, device.Kind, device.VendorId);
            var answer = await grants.Use(device.GrantId, vendor, secret => vendor.Read(address, secret, stop), stop);
            await Record(taken, device, vendor.Cadences, answer);
        }
        catch (VendorFault fault)
        {
            Log.Trouble(logger, device.Id, device.Brand, fault.Kind, fault.Message);
            await Record(taken, device, vendor.Cadences, fault);
        }
    }

    private Task Record(Taken taken, Device device, Cadences cadences, ReadAnswer answer) => database.Write(async db =>
    {
        // First the lease: who lost it writes nothing. When to ask next is known only once the readings are taken.
        var now = time.GetUtcNow();
        if (!await DueTable.Again(db, taken, now + UntilTold)) return;

        var state = await readings.Take(db, new Facts(
            device.Id, answer.Observations, now.Stored(), FactSource.Poll, answer.Hint is not ReadHint.Offline, answer.Hint is ReadHint.Asleep));
        var awaits = (await CommandTable.Awaiting(db, device.Id)).Count > 0;
        await DueTable.PullForward(db, WorkKind.Poll, device.Id, Cadence.Next(now, state, cadences, awaits, answer.AskAgainAt));
    });

    private Task Record(Taken taken, Device device, Cadences cadences, VendorFault fault) => database.Write(async db =>
    {
        var now = time.GetUtcNow().Stored();
        // A lost grant is not asked again: linking anew makes the device due.
        var goesOn = fault.Kind is VendorFaultKind.GrantLost or VendorFaultKind.DeviceGone
            ? await DueTable.Done(db, taken)
            : await DueTable.Retry(db, taken, Cadence.AfterTrouble(now, cadences, (int)taken.Attempts, fault.RetryAt));
        if (!goesOn) return;
        var before = await StateTable.Find(db, device.Id);
        var since = before.Trouble is { } trouble && trouble.Kind == fault.Kind ? trouble.Since : now;
        var after = before with
        {
            Trouble = new Trouble(fault.Kind, fault.Message, since, fault.RetryAt?.Stored()),
            IsOnline = Connections.IsOnlineIn(fault.Kind) && before.IsOnline,
        };
        await StateTable.Save(db, after);
        await AnnounceDevice.Updated(db, device.TenantId, device.UserId, device.Kind, new StateChange(before, after), now);
        if (device.MayPair) await FollowHome.Settle(db, device.TenantId, device.UserId, now);
    });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Device {DeviceId} of {Brand} could not be read ({Kind}): {Message}")]
        public static partial void Trouble(ILogger logger, Guid deviceId, string brand, VendorFaultKind kind, string message);
    }
}
