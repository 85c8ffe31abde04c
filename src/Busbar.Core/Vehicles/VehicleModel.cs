using Busbar.Core.Catalogues;

namespace Busbar.Core.Vehicles;

/// <summary>
/// A model as it is sold in Europe. What is sold both as an electric car and as a plug-in hybrid is two models, and so are two
/// generations whose sockets for direct current differ.
/// </summary>
/// <param name="Id">Made once and written down, as a make's.</param>
/// <param name="MakeId">The make that it is of.</param>
/// <param name="Also">Other names of it: former ones, and what vendors call it.</param>
/// <param name="From">The first year in which it was sold; null where we have no source for it.</param>
/// <param name="To">The last year in which it was sold; null while it is, or where we have no source for it.</param>
/// <param name="Connector">The socket for direct current of the cars sold in Europe; null where there is none, or no source for it.</param>
/// <param name="Trims">As the file has them; empty where we know of no battery.</param>
public sealed record VehicleModel(
    Guid Id, Guid MakeId, string Name, IReadOnlyList<string> Also, VehicleType Type, int? From, int? To, ConnectorType? Connector, IReadOnlyList<VehicleTrim> Trims)
    : INamed;

/// <summary>What moves a car that is plugged in.</summary>
public enum VehicleType
{
    /// <summary>A battery alone.</summary>
    BEV,
    /// <summary>A battery and an engine; also where the engine only makes electricity.</summary>
    PHEV,
}

/// <summary>Sockets for direct current.</summary>
public enum ConnectorType
{
    CCS,
    NACS,
    CHADEMO,
    GBT,
}
