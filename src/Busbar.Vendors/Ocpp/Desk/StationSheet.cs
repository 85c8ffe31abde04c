namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>One line of the list of stations.</summary>
/// <param name="ConnectedAt">Null while it is not connected.</param>
public sealed record StationLine(
    Guid Id, string Tenant, string Identity, string? Vendor, string? Model, string? Firmware, DateTimeOffset? BootedAt, DateTimeOffset? ConnectedAt, bool Linked);

/// <summary>All that is known of a station.</summary>
/// <param name="Settings">Those that it told and that matter to us.</param>
/// <param name="NewPasswords">When passwords were made that it has not used yet.</param>
/// <param name="Tags">Which may charge; null for any.</param>
/// <param name="Parked">How many messages of it fitted nowhere.</param>
public sealed record StationSheet(
    StationLine Line,
    string? Serial, string? BoxSerial, string? Iccid, string? Imsi, string? MeterType, string? MeterSerial,
    TimeSpan ClockOffset,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<ConnectorLine> Connectors,
    bool HasPassword,
    IReadOnlyList<DateTimeOffset> NewPasswords,
    IReadOnlyList<string>? Tags,
    LocalList? LocalList,
    IReadOnlyList<Reservation> Reservations,
    IReadOnlyList<StationJob> Jobs,
    int Parked);

/// <summary>A connector; 0 is the station itself.</summary>
/// <param name="Trouble">What its error code and the vendor's say; null where there is none.</param>
/// <param name="Transaction">The transaction that runs there.</param>
public sealed record ConnectorLine(int Id, string? Status, DateTimeOffset? Since, string? Trouble, int? Transaction);

/// <summary>A message that was acknowledged and fitted nowhere.</summary>
public sealed record ParkedMessage(DateTimeOffset HeardAt, string Action, string Reason, string Payload);
