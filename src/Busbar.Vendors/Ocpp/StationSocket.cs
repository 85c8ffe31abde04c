namespace Busbar.Vendors.Ocpp;

/// <summary>
/// The socket that a station's row names: who holds it, and which of all the station ever had. Whoever acts in a socket's name checks
/// the row first, in the same unit of work: another one there means that this socket is over, whether or not it has noticed.
/// </summary>
internal sealed record StationSocket(Guid StationId, Guid Node, long Epoch);
