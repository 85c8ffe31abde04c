namespace Busbar.Core.Vehicles;

/// <summary>
/// What a vendor's text says against a car whose name stands in it: <c>Niro</c> is an electric car and a plug-in hybrid, and a
/// <c>Kona</c> may burn petrol.
/// </summary>
public static class VehicleNaming
{
    /// <summary>What follows the name of an electric car only where it is another car.</summary>
    private static readonly string[] notElectric = ["hybrid", "ehybrid", "hev", "mhev", "phev"];

    public static bool IsAnother(VehicleModel model, IEnumerable<string> others) => model.Type == VehicleType.BEV && others.Intersect(notElectric).Any();
}
