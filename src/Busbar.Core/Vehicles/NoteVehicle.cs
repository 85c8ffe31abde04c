using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Vehicles;

/// <summary>Keeps what an application says of a car, where its brand does not.</summary>
public sealed class NoteVehicle(Database database)
{
    /// <param name="change">Gives the notes as they are to be.</param>
    public Task<Result<VehicleNotes>> Note(Client caller, Guid deviceId, Func<VehicleNotes, VehicleNotes> change) => database.Write<Result<VehicleNotes>>(async db =>
    {
        if (await DeviceTable.FindFor(db, caller, deviceId) is null)
        {
            if (await OwnCarTable.FindFor(db, caller, deviceId) is null) return Fault.NotFound();
        }
        else if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer)) return new Fault(FaultKind.PermissionMissing, "Saying what a car is needs the permission Administer on it.");
        var notes = change(await VehicleNotesTable.Find(db, deviceId) ?? VehicleNotes.None(deviceId, caller.TenantId));
        await VehicleNotesTable.Put(db, notes);
        return notes;
    });
}
