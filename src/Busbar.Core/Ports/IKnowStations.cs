using System.Data.Common;

namespace Busbar.Core.Ports;

/// <summary>An outlet of stations that tell of themselves more than they measure.</summary>
public interface IKnowStations : IVendor
{
    /// <summary>What the station of a device says it is; null where the device has none.</summary>
    Task<StationAbout?> About(DbConnection db, Guid deviceId);

    /// <summary>The messages of a device's station that were acknowledged and kept, since they fit nowhere else, newest first.</summary>
    /// <param name="actions">Only these; null for all.</param>
    /// <param name="oldest">The oldest between both moments, instead of the newest.</param>
    Task<IReadOnlyList<KeptMessage>> Kept(DbConnection db, Guid deviceId, IReadOnlyList<string>? actions, DateTimeOffset? after, DateTimeOffset? before, bool oldest, int limit);

    /// <summary>The firmware that a tenant's stations run, each once, by maker and version.</summary>
    Task<IReadOnlyList<StationFirmware>> Firmwares(DbConnection db, Guid tenantId);
}

/// <param name="Iccid">The number of its SIM card.</param>
public sealed record StationAbout(string? Firmware, string? Iccid);

/// <param name="Id">As the station numbered it.</param>
/// <param name="Payload">JSON, as it came.</param>
public sealed record KeptMessage(DateTimeOffset HeardAt, string Action, string Id, string Payload);

/// <param name="Maker">As the stations tell it.</param>
public sealed record StationFirmware(string Maker, string Version);
