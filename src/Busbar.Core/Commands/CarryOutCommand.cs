using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>
/// Sends a command that is due, once. That it is about to be sent is stored before; so whatever happens in between, it is
/// never sent again, and stays open until readings prove it or its time is up.
/// </summary>
public sealed class CarryOutCommand(Database database, IVendors vendors, Grants grants, Doorbell doorbell, TimeProvider time)
{
    public async Task CarryOut(Taken taken, CancellationToken stop)
    {
        var (record, device, vendor) = await database.Write(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (!await DueTable.Done(db, taken)
                || await CommandTable.Find(db, taken.Id) is not { Status: CommandStatus.Pending } pending
                || await DeviceTable.Find(db, pending.DeviceId) is not { } device) return ((CommandRecord?)null, (Device?)null, (ICommandDevices?)null);
            var triggered = pending with { Status = CommandStatus.Triggered, SentAt = now, Verification = Verification.Pending };
            await CommandTable.Update(db, triggered);
            await DueTable.Put(db, WorkKind.Confirm, pending.Id, now + CommandRecord.Patience);
            return (triggered with { Version = triggered.Version + 1 }, device, vendors.Find(await TenantTable.RealmOf(db, device.TenantId), device.Brand) as ICommandDevices);
        });
        if (record is null || device is null) return;

        VendorFault? fault = null;
        try
        {
            if (vendor is null) throw new VendorFault(VendorFaultKind.NotSupported, false, "The brand takes no commands any more.");
            var address = new DeviceAddress(device.TenantId, device.GrantId, device.Id, device.Kind, device.VendorId);
            await grants.Use(device.GrantId, vendor, async secret => { await vendor.Send(address, record.Command, secret, stop); return true; }, stop);
        }
        catch (VendorFault caught) { fault = caught; }
        await Record(record, fault);
    }

    private async Task Record(CommandRecord sent, VendorFault? fault)
    {
        await database.Write(async db =>
        {
            // A reading may have proved it while the answer was on its way: then there is nothing to add.
            if (await CommandTable.Find(db, sent.Id) is not { Status: CommandStatus.Triggered } record) return;
            var state = await StateTable.Find(db, record.DeviceId);
            if (fault is { MayHaveHappened: false })
            {
                await CommandTable.Update(db, record.Fail(Explain(fault.Kind), fault.Message));
                await DueTable.Drop(db, WorkKind.Confirm, record.Id);
                return;
            }
            var answered = fault is null ? record with { Status = CommandStatus.Sent } : record;
            await CommandTable.Update(db, ConfirmCommand.IsProved(answered, state) ? answered.Confirm(time.GetUtcNow().Stored()) : answered);
            await DueTable.PullForward(db, WorkKind.Poll, record.DeviceId, time.GetUtcNow() + FirstLook);
        });
        if (fault is not { MayHaveHappened: false }) doorbell.Ring(WorkKind.Poll);
    }

    /// <summary>How soon a reading is worth asking for.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

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
