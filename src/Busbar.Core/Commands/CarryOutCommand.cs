using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Pairing;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>
/// Sends a command that is due, once. That it is about to be sent is stored before; so whatever happens in between, it is
/// never sent again, and stays open until readings prove it or its time is up. A device is sent one at a time, in the order of
/// their times; one that is found too late is not sent at all, since a stale start or stop does harm.
/// </summary>
public sealed class CarryOutCommand(Database database, IVendors vendors, Grants grants, Doorbell doorbell, TimeProvider time)
{
    public async Task CarryOut(Taken taken, CancellationToken stop)
    {
        var (record, device, vendor) = await database.Write(db => Begin(db, taken));
        if (record is null || device is null) return;

        VendorFault? fault = null;
        var isLate = false;
        try
        {
            if (vendor is null) throw new VendorFault(VendorFaultKind.NotSupported, false, "The brand takes no commands any more.");
            var address = new DeviceAddress(device.TenantId, device.GrantId, device.Id, device.Kind, device.VendorId);
            await grants.Use(device.GrantId, vendor, async secret =>
            {
                // The last moment at which it can be known whether what was stored before still holds.
                isLate = Lateness.IsHeldUp(record, time.GetUtcNow());
                if (!isLate) await vendor.Send(address, record.Command, secret, stop);
                return true;
            }, stop);
        }
        catch (VendorFault caught) { fault = caught; }
        var somebodyWaited = await database.Write(db => End(db, record, isLate, fault));
        if (somebodyWaited) doorbell.Ring(WorkKind.Command);
        if (!isLate && fault is not { MayHaveHappened: false }) doorbell.Ring(WorkKind.Poll);
    }

    private async Task<(CommandRecord?, Device?, ICommandDevices?)> Begin(DbConnection db, Taken taken)
    {
        var now = time.GetUtcNow().Stored();
        var pending = await CommandTable.Find(db, taken.Id) is { Status: CommandStatus.Pending } found ? found : null;
        if (pending is not null && !await CommandTable.IsNext(db, pending, due: now - LongestSend - Lateness.Tolerance, sent: now - LongestSend))
        {
            await DueTable.Again(db, taken, now + LookAgain);
            return default;
        }
        if (!await DueTable.Done(db, taken) || pending is null || await DeviceTable.Find(db, pending.DeviceId) is not { } device) return default;
        if (Lateness.IsOver(pending, now))
        {
            await CommandTable.Update(db, pending.Fail(CommandError.TooLate, Lateness.Over), now);
            return default;
        }
        Device? charger = null;
        if (pending.MayRoute)
        {
            (var way, charger) = await CommandRoute.Find(db, pending, device, now);
            if (way is RouteKind.Nobody or RouteKind.Unplugged)
            {
                await Stay(db, pending, device, way, now);
                return default;
            }
            if (charger is not null && await CommandTable.IsBusy(db, charger.Id, now - LongestSend))
            {
                await DueTable.Put(db, WorkKind.Command, pending.Id, now + LookAgain);
                return default;
            }
            // What the charger was told by its own name, before this was asked for.
            if (charger is not null) await TakeBack.Supersede(db, (await CommandTable.Open(db, charger.Id)).Where(other => GiveCommand.IsOfCharging(other.Command.Kind) && other.CreatedAt <= pending.CreatedAt), now);
        }
        var target = charger ?? device;
        var triggered = pending with { Status = CommandStatus.Triggered, SentAt = now, Verification = Verification.Pending, RouteId = charger?.Id };
        await CommandTable.Update(db, triggered, now);
        await DueTable.Put(db, WorkKind.Confirm, pending.Id, pending.GiveUpAt ?? now + CommandRecord.Patience);
        return (triggered with { Version = triggered.Version + 1 }, target, vendors.Find(await TenantTable.RealmOf(db, target.TenantId), target.Brand) as ICommandDevices);
    }

    /// <summary>A car's command that goes to nobody now. It waits for the car to be plugged in while there is time, and not where the car says that it is not.</summary>
    private static async Task Stay(DbConnection db, CommandRecord pending, Device car, RouteKind way, DateTimeOffset now)
    {
        if (way is RouteKind.Nobody && now + Pause < pending.GiveUpAt)
        {
            await CommandTable.Update(db, pending.TryAgain(now + Pause, CommandError.Refused, Unpaired), now);
            await DueTable.Put(db, WorkKind.Command, pending.Id, now + Pause);
            return;
        }
        await CommandTable.Update(db, pending.Fail(CommandError.Refused, Unpaired), now);
        if ((await StateTable.Find(db, car.Id)).Flag(Signal.IsPluggedIn) is not true) await FollowHome.Fail(db, car, now);
    }

    private const string Unpaired = "The vehicle cannot do this itself, and it is not plugged into a charger that is known to do it.";

    /// <summary>Records how it ended; true where another command has waited for that.</summary>
    private async Task<bool> End(DbConnection db, CommandRecord sent, bool isLate, VendorFault? fault)
    {
        var now = time.GetUtcNow().Stored();
        // A reading may have proved it while the answer was on its way: then there is nothing to add. One that was taken back meanwhile
        // holds up the next no longer.
        var record = await CommandTable.Find(db, sent.Id);
        if (record is { Status: CommandStatus.Triggered }) await Record(db, record with { AnsweredAt = now }, isLate, fault, now);
        else if (record is { Status: CommandStatus.Canceled }) await CommandTable.Update(db, record with { AnsweredAt = now }, record.ChangedAt);
        return await CommandTable.FirstPending(db, sent.DeviceId, now - Lateness.Tolerance, now) is { } next && await DueTable.PullForward(db, WorkKind.Command, next, now);
    }

    private static async Task Record(DbConnection db, CommandRecord answered, bool isLate, VendorFault? fault, DateTimeOffset now)
    {
        if (isLate || fault is { MayHaveHappened: false })
        {
            await DueTable.Drop(db, WorkKind.Confirm, answered.Id);
            var (error, detail) = fault is null ? (CommandError.TooLate, Lateness.HeldUp) : (Explain(fault.Kind), fault.Message);
            if (NextTry(answered, fault, now) is { } next)
            {
                await CommandTable.Update(db, answered.TryAgain(next, error, detail), now);
                await DueTable.Put(db, WorkKind.Command, answered.Id, next);
            }
            else await CommandTable.Update(db, answered.Fail(error, detail), now);
            return;
        }
        var sent = fault is null ? answered with { Status = CommandStatus.Sent } : answered;
        var isProved = ConfirmCommand.IsProved(sent, await StateTable.Find(db, sent.DeviceId)) || (sent.RouteId is { } route && ConfirmCommand.IsProved(sent, await StateTable.Find(db, route)));
        await CommandTable.Update(db, isProved ? sent.Confirm(now) : sent, now);
        if (isProved) await DueTable.Drop(db, WorkKind.Confirm, sent.Id);
        await DueTable.PullForward(db, WorkKind.Poll, sent.DeviceId, now + FirstLook);
        if (sent.RouteId is { } charger) await DueTable.PullForward(db, WorkKind.Poll, charger, now + FirstLook);
    }

    /// <summary>When a command of which nothing can have happened is tried again; null where that is no use, or its time is up by then.</summary>
    private static DateTimeOffset? NextTry(CommandRecord record, VendorFault? fault, DateTimeOffset now)
    {
        var next = fault?.RetryAt is { } told && told > now + Pause ? told : now + Pause;
        return next < record.GiveUpAt && fault?.Kind is null or VendorFaultKind.DeviceOffline or VendorFaultKind.Outage or VendorFaultKind.BadAnswer or VendorFaultKind.OutOfBudget ? next : null;
    }

    /// <summary>How long a device or a brand is given to come round.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>How soon a reading is worth asking for.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    /// <summary>When a command that waits for another looks again by itself, where nobody wakes it.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>As long as the sending may be held up and a vendor has to answer: what has no answer by then was sent by a process that has ended.</summary>
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(40);

    private static CommandError Explain(VendorFaultKind kind) => kind switch
    {
        VendorFaultKind.DeviceOffline or VendorFaultKind.DeviceGone => CommandError.DeviceOffline,
        VendorFaultKind.Refused => CommandError.Refused,
        VendorFaultKind.NotSupported => CommandError.NotSupported,
        VendorFaultKind.GrantLost or VendorFaultKind.PermissionMissing or VendorFaultKind.SetupIncomplete => CommandError.ConnectionLost,
        VendorFaultKind.OutOfBudget => CommandError.OutOfBudget,
        VendorFaultKind.Outage or VendorFaultKind.BadAnswer => CommandError.BrandUnavailable,
    };
}
