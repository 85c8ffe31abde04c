using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Devices;

/// <summary>What is to be different of a device; null for what stays.</summary>
/// <param name="Properties">The application's own JSON, as text.</param>
public sealed record DeviceChange(Change<string?>? Name, Change<string?>? Properties)
{
    public bool IsNone => Name is null && Properties is null;
}

/// <summary>Renames a device, or changes the application's own JSON. Which plant or station it is part of is for its brand to say.</summary>
public sealed class ChangeDevice(Database database)
{
    public Task<Result<Device>> Change(Client caller, Guid deviceId, DeviceChange change) => database.Write<Result<Device>>(async db =>
    {
        if (await DeviceTable.FindFor(db, caller, deviceId) is not { } known) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer))
            return new Fault(FaultKind.PermissionMissing, "Changing its name or properties needs the permission Administer on this entity.");
        if (change.Name is { Value: { } name } && string.IsNullOrWhiteSpace(name)) return Fault.Invalid("name", "A name is not blank. Send null for none.");
        var changed = known with
        {
            Name = change.Name is { } newName ? newName.Value : known.Name, Properties = change.Properties is { } properties ? properties.Value : known.Properties,
        };
        await DeviceTable.Update(db, changed);
        return changed;
    });
}
