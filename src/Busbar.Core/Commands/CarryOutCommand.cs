using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
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
            await CommandTable.Update(db, pending.Fail(CommandError.TooLate, Lateness.Over));
            return default;
        }
        var triggered = pending with { Status = CommandStatus.Triggered, SentAt = now, Verification = Verification.Pending };
        await CommandTable.Update(db, triggered);
        await DueTable.Put(db, WorkKind.Confirm, pending.Id, now + CommandRecord.Patience);
        return (triggered with { Version = triggered.Version + 1 }, device, vendors.Find(await TenantTable.RealmOf(db, device.TenantId), device.Brand) as ICommandDevices);
    }

    /// <summary>Records how it ended; true where another command has waited for that.</summary>
    private async Task<bool> End(DbConnection db, CommandRecord sent, bool isLate, VendorFault? fault)
    {
        var now = time.GetUtcNow().Stored();
        // A reading may have proved it while the answer was on its way: then there is nothing to add.
        if (await CommandTable.Find(db, sent.Id) is { Status: CommandStatus.Triggered } record) await Record(db, record with { AnsweredAt = now }, isLate, fault);
        return await CommandTable.FirstPending(db, sent.DeviceId, now - Lateness.Tolerance, now) is { } next && await DueTable.PullForward(db, WorkKind.Command, next, now);
    }

    private async Task Record(DbConnection db, CommandRecord answered, bool isLate, VendorFault? fault)
    {
        if (isLate || fault is { MayHaveHappened: false })
        {
            await CommandTable.Update(db, fault is null ? answered.Fail(CommandError.TooLate, Lateness.HeldUp) : answered.Fail(Explain(fault.Kind), fault.Message));
            await DueTable.Drop(db, WorkKind.Confirm, answered.Id);
            return;
        }
        var sent = fault is null ? answered with { Status = CommandStatus.Sent } : answered;
        var isProved = ConfirmCommand.IsProved(sent, await StateTable.Find(db, sent.DeviceId));
        await CommandTable.Update(db, isProved ? sent.Confirm(time.GetUtcNow().Stored()) : sent);
        if (isProved) await DueTable.Drop(db, WorkKind.Confirm, sent.Id);
        await DueTable.PullForward(db, WorkKind.Poll, sent.DeviceId, time.GetUtcNow() + FirstLook);
    }

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
