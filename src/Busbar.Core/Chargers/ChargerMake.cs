using Busbar.Core.Catalogues;

namespace Busbar.Core.Chargers;

/// <summary>Who makes a charger, as buyers name them.</summary>
/// <param name="Id">Made once and written down in the make's file: the same in every installation, for good.</param>
/// <param name="Name">As the maker writes it: <c>go-e</c>.</param>
/// <param name="Also">Other names: former ones, and what its chargers say of themselves: <c>Alfen BV</c>.</param>
/// <param name="Brand">The id of the brand through which its chargers are linked; null where there is none.</param>
/// <param name="Models">One at least, as the file has them.</param>
public sealed record ChargerMake(Guid Id, string Name, IReadOnlyList<string> Also, string? Brand, IReadOnlyList<ChargerModel> Models) : IMake<ChargerModel>;
