using Busbar.Core.Catalogues;

namespace Busbar.Core.Vehicles;

/// <summary>Who makes a car, as buyers name them.</summary>
/// <param name="Id">Made once and written down in the make's file: the same in every installation, for good.</param>
/// <param name="Name">As the maker writes it: <c>Škoda</c>.</param>
/// <param name="Also">Other names that people and vendors use for it: <c>VW</c>.</param>
/// <param name="Brand">The id of the brand through which its cars are linked; null where there is none.</param>
/// <param name="Subscription">The maker's plan that an owner needs before a car can be reached; null where nobody has told of one.</param>
/// <param name="Models">One at least, as the file has them.</param>
public sealed record VehicleMake(Guid Id, string Name, IReadOnlyList<string> Also, string? Brand, VehicleSubscription? Subscription, IReadOnlyList<VehicleModel> Models)
    : IMake<VehicleModel>;

/// <summary>A maker's plan for its connected cars.</summary>
/// <param name="Package">Which package of the plan; null where any will do, or nobody has told.</param>
public sealed record VehicleSubscription(string Name, string? Package);
