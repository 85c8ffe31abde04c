using Busbar.Core.Chargers;
using Busbar.Vendors.Catalogues;

namespace Busbar.Vendors.Chargers;

/// <summary>The chargers that come with the program.</summary>
public static class ChargerFiles
{
    /// <summary>The folder of the makes.</summary>
    public static string PackagedFolder => MakeFolder.Packaged("Chargers");

    /// <exception cref="InvalidOperationException">A file is damaged: the first thing that is wrong, with file and line.</exception>
    public static ChargerCatalogue Open() => Open(PackagedFolder);

    internal static ChargerCatalogue Open(string folder) => new(MakeFolder.Open<ChargerMake>(folder, "chargers", ChargerMakeFile.Read));
}
