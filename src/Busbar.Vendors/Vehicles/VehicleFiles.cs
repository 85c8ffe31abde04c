using Busbar.Core.Vehicles;
using Busbar.Vendors.Catalogues;

namespace Busbar.Vendors.Vehicles;

/// <summary>The cars that come with the program.</summary>
public static class VehicleFiles
{
    /// <summary>The folder of the makes.</summary>
    public static string PackagedFolder => MakeFolder.Packaged("Vehicles");

    /// <exception cref="InvalidOperationException">A file is damaged: the first thing that is wrong, with file and line.</exception>
    public static VehicleCatalogue Open() => Open(PackagedFolder);

    internal static VehicleCatalogue Open(string folder) => new(MakeFolder.Open<VehicleMake>(folder, "vehicles", MakeFile.Read));
}
