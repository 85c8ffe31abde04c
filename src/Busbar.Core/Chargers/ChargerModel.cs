using Busbar.Core.Catalogues;

namespace Busbar.Core.Chargers;

/// <summary>A model as it is sold in Europe. What is sold in several strengths, or with and without a cable, is one model.</summary>
/// <param name="Id">Made once and written down, as a make's.</param>
/// <param name="MakeId">The make that it is of.</param>
/// <param name="Also">Other names of it: former ones, and what vendors call it.</param>
/// <param name="Connectors">What it is sold with; empty where we have no source for any.</param>
/// <param name="Power">Null where we have no source for it.</param>
/// <param name="HasMeter">Whether it measures what it charges; null where we have no source for it.</param>
/// <param name="Connections">How others than its maker reach it; empty where we have no source for any.</param>
public sealed record ChargerModel(
    Guid Id, Guid MakeId, string Name, IReadOnlyList<string> Also,
    IReadOnlyList<ChargerConnector> Connectors, ChargerPower? Power, bool? HasMeter, IReadOnlyList<ChargerConnection> Connections) : INamed;

/// <summary>What a car is connected with.</summary>
/// <param name="HasCable">Whether a cable hangs on the charger (true), or it has a socket for the owner's (false); null where the source does not say which.</param>
public sealed record ChargerConnector(ChargerConnectorType Type, bool? HasCable);

/// <summary>Sockets and plugs for cars: those of IEC 62196 for alternating current by their number there.</summary>
public enum ChargerConnectorType
{
    Type1,
    Type2,
    CCS,
    CHADEMO,
}

/// <summary>The most that a car gets from the strongest variant. What the house allows may be less.</summary>
/// <param name="Amps">On each phase.</param>
public sealed record ChargerPower(int? Watts, int? Amps, int? Phases);

/// <summary>How others than its maker reach a charger.</summary>
public enum ChargerConnection
{
    /// <summary>It dials in to anybody's server by OCPP 1.6, as JSON.</summary>
    OCPP16,
    /// <summary>It dials in to anybody's server by OCPP 2.0.1.</summary>
    OCPP201,
    /// <summary>By an API of its maker's cloud.</summary>
    Cloud,
    /// <summary>It has no connection at all.</summary>
    None,
}
