using System.Data.Common;

namespace Busbar.Core.Ports;

/// <summary>
/// Where an outlet that is called by its devices hands over what it learned. Every method works inside the outlet's own
/// unit of <see cref="Basics.Database.Write{T}"/>, so that its rows and ours are committed together, and only then is the
/// device answered. The unit may be run again: nothing is done here that a roll-back would not undo.
/// </summary>
public interface IInbox
{
    /// <summary>Takes what was learned about one device. Taking the same facts twice changes nothing.</summary>
    Task Take(DbConnection db, Facts facts);

    /// <summary>
    /// Ends a link whose consent came without a browser: seals the grant and registers its devices. Returns their ids, by
    /// <see cref="FoundDevice.Key"/>; an empty list where the link can no longer succeed (cancelled, expired);
    /// null where there is no such link: an outlet hears of a link before it is stored, and a crash may come in between.
    /// </summary>
    Task<IReadOnlyDictionary<DeviceKey, Guid>?> FinishLink(DbConnection db, Guid tenantId, Guid linkId, LinkStep.Linked linked);

    /// <summary>
    /// Brings the devices under a grant up to date, such as the connectors that a station told of after its link succeeded.
    /// </summary>
    /// <param name="deviceId">Any device of the grant: it says which grant, user and permissions the others get.</param>
    /// <param name="devices">
    /// Those to add. One that is there already (same kind and vendor id) keeps its id and takes the name, model, parent, commands
    /// and signals given here, empty lists included. Devices not named here stay as they are.
    /// </param>
    /// <returns>The ids of all devices given, by <see cref="FoundDevice.Key"/>.</returns>
    Task<IReadOnlyDictionary<DeviceKey, Guid>> AddDevices(DbConnection db, Guid tenantId, Guid deviceId, IReadOnlyList<FoundDevice> devices);
}
