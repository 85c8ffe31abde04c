using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Takes a request to take a device away, and makes it due when it cannot be taken back any more. Until then nothing changes.</summary>
public sealed class StartOffboarding(Database database, IVendors vendors, Ids ids, TimeProvider time)
{
    /// <summary>Asking twice makes one: whoever lost the answer gets the open request again.</summary>
    public Task<Result<Offboarding>> Start(Client caller, Guid deviceId) => database.Write<Result<Offboarding>>(async db =>
    {
        if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
        var parts = await DeviceTable.PartsOf(db, deviceId);
        if (!await OwnsAll(db, caller, [deviceId, .. parts])) return new Fault(FaultKind.PermissionMissing, "Offboarding needs the permission Owner on this entity and its parts.");

        // The station would bring its connector along again with its next boot.
        if (device.ParentId is { } whole && vendors.Find(caller.Realm, device.Brand) is IDialIn)
            return Fault.Invalid("entityId", $"A connector goes with its station: offboard {whole}.");

        if (await OffboardingTable.OpenOf(db, [deviceId, .. parts]) is { } open)
            return open.DeviceId == deviceId && open.ClientId == caller.Id ? open
                : new Fault(FaultKind.AlreadyEnded, "The entity, or a part of it, is being offboarded already.");

        var now = time.GetUtcNow().Stored();
        var offboarding = new Offboarding(ids.New(), caller.TenantId, caller.Id, deviceId, parts, OffboardingStatus.Pending, null, now, null, null);
        await OffboardingTable.Add(db, offboarding);
        foreach (var id in offboarding.Going) await ErasureTable.Claim(db, id, offboarding.Id);
        await DueTable.Put(db, WorkKind.Offboard, offboarding.Id, now + Offboarding.TimeToCancel);
        return offboarding;
    });

    private static async Task<bool> OwnsAll(DbConnection db, Client caller, IReadOnlyList<Guid> deviceIds)
    {
        foreach (var id in deviceIds)
            if (!await PermissionTable.Holds(db, caller, id, PermissionLevel.Owner)) return false;
        return true;
    }
}
