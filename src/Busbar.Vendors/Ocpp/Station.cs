namespace Busbar.Vendors.Ocpp;

/// <summary>A charging station, as its row says. One that dials in must be known before: nobody registers itself.</summary>
/// <param name="Identity">Its name for itself; unique within the tenant.</param>
/// <param name="UserId">Whose link asked for it, where that was told.</param>
/// <param name="LinkId">The newest link that asked for it.</param>
/// <param name="LinkOpen">That link still waits for a boot.</param>
/// <param name="DeviceId">Our device; null until the first accepted boot.</param>
/// <param name="Tags">Which tags may charge; null for any.</param>
internal sealed record Station(
    Guid Id,
    Guid TenantId,
    string Identity,
    Guid? UserId,
    Guid? LinkId,
    bool LinkOpen,
    Guid? DeviceId,
    bool PasswordShown,
    StationPlate Plate,
    TimeSpan ClockOffset,
    StationConfig Config,
    int? NumberOfConnectors,
    IReadOnlyList<string>? Tags,
    ClockAnchor? ClockAnchor = null)
{
    public bool HasSeveralConnectors => NumberOfConnectors > 1;

    public bool Accepts(string tag) => Tags is null || Tags.Contains(tag, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A station, and of it what a message names.</summary>
/// <param name="ConnectorId">The connector that is named, if any.</param>
/// <param name="ConnectorDeviceId">Its own device, where it has one.</param>
/// <param name="StoppedAt">When the transaction stopped; null while it did not, or where it is not known.</param>
internal sealed record Addressed(Station Station, int? ConnectorId, Guid? ConnectorDeviceId, bool TransactionIsKnown, DateTimeOffset? StoppedAt);

/// <summary>What a station says about itself when it boots.</summary>
/// <param name="BoxSerial">The serial number that older versions of OCPP knew, beside the station's.</param>
/// <param name="Iccid">The number of its SIM card.</param>
/// <param name="Imsi">The subscriber that its SIM card is for.</param>
/// <param name="MeterType">Of its main meter.</param>
internal sealed record StationPlate(
    string? Vendor, string? Model, string? Serial, string? Firmware,
    string? BoxSerial = null, string? Iccid = null, string? Imsi = null, string? MeterType = null, string? MeterSerial = null);
